"""Compute: where work is done, side by side on this machine or on those of a cluster."""

from workbench.base.compute.place import computing

__all__ = ["computing"]
