"""A workbench for social-impact evaluation: an evaluation is a folder, and each step leaves a file in it."""

__version__ = "0.1.0"
