"""Checks: what each one looks at, what passing means, and what it does not mean."""
