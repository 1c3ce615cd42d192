"""Looking for words over one page or many: what to look for, where it stands, and what deciding on all of it at once comes to."""

from cleanup.search.found import Hit, by_left, by_place, by_right, hits_in, line_of
from cleanup.search.query import Query, Search

__all__ = ["Hit", "Query", "Search", "by_left", "by_place", "by_right", "hits_in", "line_of"]
