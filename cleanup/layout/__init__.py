"""Layout: the lines, paragraphs and line kinds that a page's text shows."""

from cleanup.layout.choice import choose_rule
from cleanup.layout.recognise import Layout, Wrap, make_page, recognise

__all__ = ["Layout", "Wrap", "choose_rule", "make_page", "recognise"]
