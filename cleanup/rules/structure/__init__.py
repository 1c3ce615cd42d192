"""What a page has around its articles, and how it sets them off."""
