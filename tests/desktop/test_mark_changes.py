"""Marks changed line by line are the marks made all at once, whatever was decided in between."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from cleanup.page import Page, Span
from cleanup.review import Review
from desktop.models.building import ViewBuilder
from desktop.models.differences import difference, states_of
from desktop.models.mark_changes import whole_lines
from desktop.models.marks import Marker
from desktop.offsets import Shown
from desktop.panels.highlighter import MarkHighlighter
from desktop.theme import LIGHT
from tests.reviews import decided, findings_of, reviews


class Drawn:
    """What the lines of a text show, followed change by change."""

    def __init__(self) -> None:
        self.shown = Shown("")
        self._document = QTextDocument()
        self.highlighter = MarkHighlighter(self._document, LIGHT)

    @property
    def lines(self) -> dict[int, set[object]]:
        return {number: set(pieces) for number, pieces in self.highlighter._pieces.items() if pieces}


@given(st.data())
def test_line_by_line_is_the_same_as_all_at_once(qapp: QApplication, data: st.DataObject) -> None:
    review = data.draw(reviews(most=8))
    builder = ViewBuilder(review.page, "en")
    source, cleaned = Drawn(), Drawn()
    for number in range(data.draw(st.integers(2, 7))):
        view = builder.view(review, None, {}, read_only=False, looking=False, notices=())
        assert [row.id for row in view.rows] == [finding.id for finding in review.findings]
        assert [row.state for row in view.rows] == [review.state_of(finding) for finding in review.findings]
        marks = Marker().marks(review, states_of(review))
        assert (view.mark_changes is None) == (number == 0)
        for drawn, text, made, change in (
            (source, review.page.text, marks.source, view.mark_changes and view.mark_changes.source),
            (cleaned, review.rendered.text, marks.cleaned, view.mark_changes and view.mark_changes.cleaned),
        ):
            after = Shown(text)
            if change is None:
                drawn.highlighter.prepare(made, after)
            else:
                assert change.before == drawn.shown.text
                drawn.highlighter.prepare_change(change, drawn.shown, after)
            drawn.shown = after
            fresh = Drawn()
            fresh.highlighter.prepare(made, after)
            assert drawn.lines == fresh.lines
        if data.draw(st.booleans()) or not review.findings:
            review = data.draw(decided(review, number)) if review.findings else review
        else:
            # The rules answer: some findings go, others come.
            kept = [finding for finding in review.findings if data.draw(st.booleans())]
            review = review.with_findings([*kept, data.draw(findings_of(review.page))])


@given(st.data())
def test_what_differs_is_found_without_looking_at_all(data: st.DataObject) -> None:
    before = data.draw(reviews(most=8))
    for number in range(3):
        after: Review = data.draw(decided(before, number))
        states = states_of(before)
        differs, now = difference(before, after, states)
        assert now == states_of(after)
        assert {f.id for f in differs.findings} == {name for name in now if now[name] != states[name]}
        assert differs.edits >= set(before.edits) ^ set(after.edits)
        before = after


def test_whole_lines() -> None:
    text = "一二三\r\n四五六\n\n七八九\n十"
    assert whole_lines(text, [Span(1, 1)]) == [Span(0, 3)]
    assert whole_lines(text, [Span(6, 7), Span(5, 6)]) == [Span(0, 9)]
    assert whole_lines(text, [Span(12, 13), Span(0, 0)]) == [Span(0, 3), Span(10, 15)]
    assert whole_lines(text, [Span(0, len(text)), Span(1, 2)]) == [Span(0, len(text))]
    assert whole_lines("", [Span(0, 0)]) == [Span(0, 0)]
    assert whole_lines(text, []) == []
    assert Page("p", text).text[10:13] == "七八九"
