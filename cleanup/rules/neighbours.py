"""The other pages of the paper that a page is of, for what goes on from one page to another; whoever knows the files gives them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from cleanup.page import Page

if TYPE_CHECKING:
    from cleanup.rules.consistency.name_pairs import Pair


class Neighbours(Protocol):
    """The pages beside one page, read when they are asked for."""

    def page(self, number: int) -> tuple[str, Page] | None:
        """The page of that number with the name of its file; None where there is none or it cannot be read."""

    @property
    def names(self) -> "Sequence[Pair] | None":
        """The doubtful names of this page, in view of all pages of its folder; None where nobody has looked through these."""
