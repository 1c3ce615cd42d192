"""What belongs together on a page: its blocks in the cleaned order, what they have in common, and the articles they make."""

from cleanup.articles.blocks import Block, read_blocks
from cleanup.articles.outline import Article, articles_of

__all__ = ["Article", "Block", "articles_of", "read_blocks"]
