"""Simulated programmes whose truth is known, one a file."""
