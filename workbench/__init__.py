"""A workbench for social-impact evaluation: each step leaves a file in one folder."""

__version__ = "0.1.0"
