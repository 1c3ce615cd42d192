"""The other pages of the paper that a page is of, for what goes on from one page to another; whoever knows the files gives them."""

from typing import Protocol

from cleanup.page import Page


class Neighbours(Protocol):
    """The pages beside one page, read when they are asked for."""

    def page(self, number: int) -> tuple[str, Page] | None:
        """The page of that number with the name of its file; None where there is none or it cannot be read."""
