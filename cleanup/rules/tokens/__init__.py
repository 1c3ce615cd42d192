"""Rules about single tokens that do not belong where they stand."""
