"""How the list of findings is looked at, and what is looked at in the stead of a finding that it does not show."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from desktop.models.list_rows import FindingRow, ListRow, Sort, arrange
from desktop.models.row_filter import Facet, RowFilter


class ListChoice(NamedTuple):
    """What the list lets through and in which order; findings of `single` stand in rows of their own, whatever their kind.

    `kept` is shown whatever the filter says: somebody went there by another way than the list.
    """

    shown: RowFilter = RowFilter()
    sort: Sort = Sort.REVIEW
    descending: bool = False
    single: frozenset[str] = frozenset()
    kept: str | None = None

    def lets(self, row: FindingRow) -> bool:
        """Whether the filter lets a finding through."""
        return any(True for _ in self.shown.rows((row,), (row.facet,)))

    def arranged(self, rows: Sequence[FindingRow], facets: Iterable[Facet]) -> list[ListRow]:
        """The rows of the list from all of a page, given in page order; `facets` are all that occur among them."""
        there = self.shown.rows(rows, facets)
        if self.kept is not None:
            wanted = {row.id for row in there} | {self.kept}
            there = [row for row in rows if row.id in wanted]
        return arrange(there, self.sort, descending=self.descending, single=self.single)

    def beside(self, gone: str, before: Sequence[FindingRow], rows: Sequence[FindingRow]) -> str | None:
        """What to look at in the stead of a finding that the list does not show any more: an id, None where it shows nothing.

        The next open finding behind the place where it stands or stood among `before`, going round, or else the next one at all.
        `before` and `rows` are the page's findings with it and as they are now, in page order.
        """
        let = {row.id: row for row in self.shown.rows(rows, {row.facet for row in rows})}
        let.pop(gone, None)
        order = _ids(self._with(gone, before, let))
        start = order.index(gone) + 1 if gone in order else 0
        ahead = [name for name in (*order[start:], *order[:start]) if name in let]
        # What is new since stands behind all that was there.
        ahead += [name for name in _ids(self._with(gone, rows, let)) if name in let and name not in set(ahead)]
        return next((name for name in ahead if let[name].state == "open"), ahead[0] if ahead else None)

    def _with(self, gone: str, rows: Sequence[FindingRow], let: Collection[str]) -> list[ListRow]:
        there = [row for row in rows if row.id == gone or row.id in let]
        return arrange(there, self.sort, descending=self.descending, single=self.single | {gone})


def _ids(rows: Iterable[ListRow]) -> list[str]:
    return [member.id for row in rows for member in row.members]
