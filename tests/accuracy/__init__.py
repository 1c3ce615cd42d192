"""What the rules find and miss, measured: `python -m tests.accuracy` prints the tables and holds the floors."""
