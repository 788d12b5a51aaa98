"""Warm kernels: one process imports what pages need, and every kernel is forked from it."""
