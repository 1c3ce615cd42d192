"""Page views made of a Review: rows, marks and details, with what does not change between two decisions kept."""

from collections.abc import Mapping

from cleanup.finding import Finding
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.review import Review
from desktop.models.detail import detail_of
from desktop.models.list_rows import FindingRow
from desktop.models.marks import Marker, chosen_marks, chosen_places, cleaned_ranges, line_and_column
from desktop.models.page_view import Chosen, PageView
from desktop.models.runs import finding_runs
from desktop.offsets import Shown


class ViewBuilder:
    """Makes the views of one page in one language; what did not change since the last one is taken from it."""

    def __init__(self, page: Page, language: str) -> None:
        self._page = page
        self._language = language
        self._line_starts = Shown(page.text).line_starts
        self._rows: dict[str, FindingRow] = {}
        self._marker = Marker()

    def view(
        self, review: Review, chosen: str | None, titles: Mapping[str, str], *, read_only: bool, looking: bool, notices: tuple[str, ...]
    ) -> PageView:
        """The whole page as it stands."""
        states = {finding.id: review.state_of(finding) for finding in review.findings}
        return PageView(
            name=self._page.id,
            source=self._page.text,
            cleaned=review.rendered.text,
            encoding=_encoding_name(self._page),
            rows=tuple(self._row(finding, states[finding.id], titles) for finding in review.findings),
            marks=self._marker.marks(review, states),
            chosen=self.chosen(review, chosen, titles),
            changes=len(review.edits),
            read_only=read_only,
            looking=looking,
            notices=notices,
        )

    def chosen(self, review: Review, chosen: str | None, titles: Mapping[str, str]) -> Chosen:
        """The chosen finding, or none, with its marks in both texts."""
        finding = find(review, chosen)
        marks = chosen_marks(review, finding)
        if finding is None:
            return Chosen(None, marks)
        place = next(iter(chosen_places(review, finding)), None)
        cleaned = None if place is None else next(cleaned_ranges(review.rendered, place), None)
        return Chosen(
            detail_of(review, finding, self._language, titles, self._line_starts),
            marks,
            source_place=None if place is None else place.start,
            cleaned_place=None if cleaned is None else cleaned.start,
        )

    def _row(self, finding: Finding, state: str, titles: Mapping[str, str]) -> FindingRow:
        title = titles.get(finding.rule, finding.rule)
        known = self._rows.get(finding.id)
        if known is not None and (known.state, known.rule_title, known.confidence) == (state, title, finding.confidence):
            return known
        line, column = line_and_column(self._page, self._line_starts, finding.spans[0].start if finding.spans else 0)
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
        )
        return made


def find(review: Review, finding_id: str | None) -> Finding | None:
    """A finding of the review by its id; None where it has none of that id."""
    if finding_id is None:
        return None
    try:
        return review.finding(finding_id)
    except KanwuError:
        return None


def _encoding_name(page: Page) -> str:
    names = {"utf-8": "UTF-8", "gb18030": "GB18030", "gbk": "GBK", "big5": "Big5", "big5hkscs": "Big5-HKSCS"}
    name = names.get(page.origin.encoding, page.origin.encoding.upper())
    return f"{name} (BOM)" if page.origin.bom else name
