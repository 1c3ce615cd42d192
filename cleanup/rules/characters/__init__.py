"""Rules about characters whose code is not what the page shows, or that show nothing at all."""
