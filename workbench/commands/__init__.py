"""The command line: `workbench`, with one file a command."""

from workbench.commands.main import main

__all__ = ["main"]
