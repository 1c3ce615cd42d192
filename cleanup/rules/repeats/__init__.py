"""Rules about text that stands on the page more than once."""
