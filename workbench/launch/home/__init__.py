"""The Home of the guided app: one's dossiers, what can be done with them, and the examples."""

from workbench.launch.home.handlers import routes
from workbench.launch.home.page import home

__all__ = ["home", "routes"]
