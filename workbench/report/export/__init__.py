"""Results that machines read: tidy tables, linked data, the participant table of the ESF+."""
