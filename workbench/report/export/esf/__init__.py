"""The participants of an operation as the ESF+ counts them: how many, never who."""
