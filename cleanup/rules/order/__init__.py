"""Rules about reading order: which line follows which."""
