"""Protection: what the data say about nobody in particular, and nothing else."""
