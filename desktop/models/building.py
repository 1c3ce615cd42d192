"""Page views made of a Review: rows, marks and details, with what does not change between two decisions kept."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple

from cleanup.finding import Finding, Safety, sort_key
from cleanup.page import Page
from cleanup.review import Review
from desktop.models.detail import detail_of
from desktop.models.differences import Difference, difference, find, states_of
from desktop.models.list_choice import ListChoice
from desktop.models.list_rows import FindingRow
from desktop.models.mark_changes import MarkChanger
from desktop.models.marks import Marker, chosen_marks, chosen_places, cleaned_ranges, line_and_column
from desktop.models.page_view import Chosen, PageView
from desktop.models.row_filter import EVERYTHING, RowFilter
from desktop.models.runs import finding_runs
from desktop.offsets import Shown

_ALL: Final = ListChoice(RowFilter(bands=EVERYTHING))

SURE_FROM: Final = 0.95
"""The confidence from which a join is as good as certain."""


class _Seen(NamedTuple):
    """What the last view was made of."""

    review: Review
    states: dict[str, str]
    titles: Mapping[str, str]
    rows: list[FindingRow]


class ViewBuilder:
    """Makes the views of one page in one language; what did not change since the last one is taken from it."""

    def __init__(self, page: Page, language: str) -> None:
        self._page = page
        self._language = language
        self.line_starts = Shown(page.text).line_starts
        self._rows: dict[str, FindingRow] = {}
        self._marker = Marker()
        self._changer = MarkChanger()
        self._last: _Seen | None = None
        self._grouped: tuple[Finding, ...] | None = None  # the findings that `_groups` names by their groups
        self._groups: dict[str, list[str]] = {}

    def view(
        self,
        review: Review,
        chosen: str | None,
        titles: Mapping[str, str],
        *,
        choice: ListChoice = _ALL,
        wished: bool = False,
        read_only: bool,
        looking: bool,
        notices: tuple[str, ...],
    ) -> PageView:
        """The whole page as it stands.

        Where the list, looked at as `choice` says, does not show the chosen finding any more, another one is chosen in its stead, unless
        it is `wished` for all the same.
        """
        last = self._last
        if last is None:
            differs, states = None, states_of(review)
        else:
            differs, states = difference(last.review, review, last.states)
        seen = self._last = _Seen(review, states, titles, self._list(review, states, titles, differs))
        if not self._is_shown(review, chosen, choice, wished=wished):
            there = seen.rows if find(review, chosen) is not None or last is None else last.rows
            chosen = choice.beside(chosen or "", there, seen.rows)
        return PageView(
            name=self._page.id,
            source=self._page.text,
            cleaned=review.rendered.text,
            encoding=_encoding_name(self._page),
            rows=tuple(seen.rows),
            make_marks=partial(self._marker.marks, review, states),
            mark_changes=self._changer.changes(review, differs, states),
            chosen=self.chosen(review, chosen, titles),
            changes=len(review.standing.owners),
            read_only=read_only,
            looking=looking,
            notices=notices,
        )

    def _is_shown(self, review: Review, chosen: str | None, choice: ListChoice, *, wished: bool) -> bool:
        """Whether the chosen finding can stay so: it is there, and the list shows it or somebody wished for it."""
        if chosen is None or not review.findings:
            return chosen is None
        return find(review, chosen) is not None and (wished or choice.lets(self._rows[chosen]))

    def lets(self, finding_id: str, choice: ListChoice) -> bool:
        """Whether the list shows a finding of the last view by itself."""
        row = self._rows.get(finding_id)
        return row is not None and choice.lets(row)

    def shows(self, review: Review) -> bool:
        """Whether the last view was made of this state."""
        return self._last is not None and self._last.review is review

    def _list(self, review: Review, states: Mapping[str, str], titles: Mapping[str, str], differs: Difference | None) -> list[FindingRow]:
        """The rows of all findings; those of before, but for a few, where the findings are the same."""
        last = self._last
        if last is None or differs is None or last.review.findings is not review.findings or last.titles != titles:
            return [self._row(finding, states[finding.id], titles) for finding in review.findings]
        rows = list(last.rows)
        for finding in differs.findings:
            number = bisect_left(review.findings, sort_key(finding), key=sort_key)
            assert rows[number].id == finding.id  # the findings of a review stand in their order
            rows[number] = self._row(finding, states[finding.id], titles)
        return rows

    def chosen(self, review: Review, chosen: str | None, titles: Mapping[str, str]) -> Chosen:
        """The chosen finding, or none, with its marks in both texts."""
        finding = find(review, chosen)
        marks = chosen_marks(review, finding)
        if finding is None:
            return Chosen(None, marks)
        place = next(iter(chosen_places(review, finding)), None)
        cleaned = None if place is None else next(cleaned_ranges(review.rendered, place), None)
        return Chosen(
            detail_of(review, finding, self._language, titles, self.line_starts, self._open_alike(review, finding)),
            marks,
            source_place=None if place is None else place.start,
            cleaned_place=None if cleaned is None else cleaned.start,
        )

    def open_findings(self, review: Review) -> int:
        """How many findings are open."""
        last = self._last
        return list(last.states.values()).count("open") if last is not None and last.review is review else len(review.open_findings)

    def _open_alike(self, review: Review, finding: Finding) -> int | None:
        """How many findings of a finding's group are open, itself included; None where that has to be counted."""
        last = self._last
        if finding.group is None or last is None or last.review is not review:
            return None
        if self._grouped is not review.findings:
            self._grouped, self._groups = review.findings, {}
            for one in review.findings:
                if one.group is not None:
                    self._groups.setdefault(one.group, []).append(one.id)
        states = last.states
        return sum([states[name] == "open" for name in self._groups[finding.group]]) + (states[finding.id] != "open")

    def _row(self, finding: Finding, state: str, titles: Mapping[str, str]) -> FindingRow:
        title = titles.get(finding.rule, finding.rule)
        known = self._rows.get(finding.id)
        trust = (finding.confidence, finding.safety)  # a later run of the rules may trust the same finding more, or less
        if known is not None and (known.state, known.rule_title, known.confidence, known.safety) == (state, title, *trust):
            return known
        line, column = line_and_column(self._page, self.line_starts, finding.spans[0].start if finding.spans else 0)
        made = self._rows[finding.id] = FindingRow(
            id=finding.id,
            rule=finding.rule,
            rule_title=title,
            line=line,
            column=column,
            runs=finding_runs(self._page, finding) if known is None else known.runs,
            confidence=finding.confidence,
            state=state,
            safety=finding.safety,
            group=finding.group,
            sure=is_sure(finding),
            picks_copy=bool(finding.fixes) and finding.fixes[0].picks_copy,
        )
        return made


def is_sure(finding: Finding) -> bool:
    """Whether a finding is a join of two lines that is as good as certain: such joins are read through in one list and taken at once."""
    join = finding.rule == "column-join" and bool(finding.fixes) and not finding.fixes[0].parts
    return join and finding.safety > Safety.SHOW and finding.confidence >= SURE_FROM


def _encoding_name(page: Page) -> str:
    names = {"utf-8": "UTF-8", "gb18030": "GB18030", "gbk": "GBK", "big5": "Big5", "big5hkscs": "Big5-HKSCS"}
    name = names.get(page.origin.encoding, page.origin.encoding.upper())
    return f"{name} (BOM)" if page.origin.bom else name
