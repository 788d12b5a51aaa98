"""Proof of a run: made again and compared, told apart from another, packed for an archive."""
