"""Inference: errors, bootstraps and permutations that stay right with few clubs."""
