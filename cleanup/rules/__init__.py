"""The rules: what is wrong on a page. One rule a file; its id is its file name with hyphens."""
