"""What two texts, or two places of one text, are to each other: where they differ, what joins them, what moved."""
