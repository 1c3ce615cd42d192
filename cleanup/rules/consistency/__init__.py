"""What a page says twice and differently: figures, dates, names."""
