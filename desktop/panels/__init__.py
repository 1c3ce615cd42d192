"""One panel a file: it shows plain values and asks by signals; it knows no other panel and no Review."""
