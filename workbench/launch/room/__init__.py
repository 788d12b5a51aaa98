"""The room's addresses: phones without an account, whoever leads, and the projector."""

from workbench.launch.room.opening import Wanted, opened

__all__ = ["Wanted", "opened"]
