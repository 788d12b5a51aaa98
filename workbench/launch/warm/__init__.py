"""Warm kernels: one process imports what pages need, and every kernel is forked from it."""

LATER = "--later"
"""Stands among the modules before those that the warm process reads once a page has used them."""
