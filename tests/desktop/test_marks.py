"""Which places are marked, on generated reviews and on plain ones."""

from hypothesis import given

from cleanup.edits import Follow, Replace
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import literal
from cleanup.page import Page, Span
from cleanup.review import Review
from desktop.models.detail import alike, detail_of
from desktop.models.marks import Mark, Marker, Marks, Style, chosen_marks, cleaned_ranges, line_and_column, places
from desktop.models.runs import finding_runs, fix_runs, plain
from desktop.offsets import Shown
from tests.reviews import reviewed

TEXT = "渡口,重开。\n\n船工老\n\n秦说话了。"
PAGE = Page("p", TEXT)
COMMA = Finding(
    "width", (Span(2, 3),), literal("comma"), 0.9, fixes=(Fix(literal("put"), (Replace(2, 3, ",", "，"),), Safety.SAFE, 0.9),), group="g"
)
JOIN = Finding(
    "join",
    (Span(8, 11), Span(13, 18)),
    literal("join"),
    0.7,
    fixes=(Fix(literal("to the next"), (Follow(Span(8, 11), Span(13, 18)),), Safety.ASK, 0.7),),
)
LOST = Finding("lost", (Span(0, 2),), literal("lost"), 0.4)
WHEN = "2026-03-01T08:00:00Z"


def marks_of(review: Review) -> Marks:
    return Marker().marks(review, {finding.id: review.state_of(finding) for finding in review.findings})


@given(reviewed())
def test_marks_lie_in_their_texts(review: Review) -> None:
    for marks in (marks_of(review), *(chosen_marks(review, finding) for finding in review.findings)):
        assert all(0 <= m.start <= m.end <= len(review.page.text) for m in marks.source)
        assert all(0 <= m.start <= m.end <= len(review.rendered.text) for m in marks.cleaned)
    # Of a column the lines are shown by their ground, and the ends that meet as those of any finding.
    whole = [finding for finding in review.findings if not (finding.fixes and finding.fixes[0].parts)]
    assert all(m.chosen for finding in whole for m in chosen_marks(review, finding).source)


@given(reviewed())
def test_a_kept_place_is_the_same_text_on_both_sides(review: Review) -> None:
    rendered = review.rendered
    for finding in review.findings:
        for span in finding.spans:
            ranges = list(cleaned_ranges(rendered, span))
            if len(ranges) == 1 and span.start < span.end and rendered.segment_of(span.start).edit is None:
                start, end = ranges[0]
                assert rendered.text[start:end] == review.page.text[span.start : span.end]


@given(reviewed())
def test_every_finding_can_be_told_in_words(review: Review) -> None:
    starts = Shown(review.page.text).line_starts
    for finding in review.findings:
        detail = detail_of(review, finding, "en", {}, starts)
        assert detail.message == "finding"
        assert detail.state == review.state_of(finding)
        assert len(detail.alternatives) == len(finding.fixes)
        assert "\n" not in plain(finding_runs(review.page, finding))


def test_a_join_is_marked_at_its_seam() -> None:
    review = Review(PAGE, (COMMA, JOIN, LOST))
    assert places(JOIN, seam=2) == (Span(9, 11), Span(13, 15))
    assert places(LOST) == (Span(0, 2),)
    assert marks_of(review).source[:3] == (Mark(2, 3, Style.SURE), Mark(9, 11, Style.DOUBT), Mark(13, 15, Style.DOUBT))
    assert chosen_marks(review, JOIN).source == (Mark(8, 11, Style.DOUBT, chosen=True), Mark(13, 18, Style.DOUBT, chosen=True))
    assert chosen_marks(review, None) == Marks((), ())
    joined = review.accept(JOIN.id, who="甲", when=WHEN)
    assert joined.rendered.text == "渡口,重开。\n\n船工老秦说话了。"
    expected = (Mark(8, 11, Style.ACCEPTED, chosen=True), Mark(11, 16, Style.ACCEPTED, chosen=True))
    assert chosen_marks(joined, JOIN).cleaned == expected
    assert marks_of(joined).cleaned[-1] == Mark(10, 12, Style.ACCEPTED)


def test_what_was_decided_is_marked_by_its_kind() -> None:
    review = (
        Review(PAGE, (COMMA, JOIN, LOST))
        .accept(COMMA.id, who="甲", when=WHEN)
        .reject(LOST.id, who="甲", when=WHEN)
        .postpone(JOIN.id, who="甲", when=WHEN)
    )
    assert marks_of(review).source == (
        Mark(9, 11, Style.POSTPONED),
        Mark(13, 15, Style.POSTPONED),
        Mark(2, 3, Style.ACCEPTED, gone=True),
    )
    typed = review.edit(6, 6, "了", who="甲", when=WHEN)
    assert Mark(6, 7, Style.EDITED) in marks_of(typed).cleaned
    assert Mark(5, 7, Style.EDITED) in marks_of(typed).source


def test_words_for_what_changes() -> None:
    assert plain(finding_runs(PAGE, COMMA)) == "渡口[,]，重开。 船"
    assert plain(finding_runs(PAGE, JOIN)) == "船工老⟶秦说话了。"
    assert plain(finding_runs(PAGE, LOST)) == "[渡口],重开。"
    assert fix_runs(PAGE, Fix(literal("keep"), (), Safety.ASK)) == ()
    top = Fix(literal("first"), (Follow(None, Span(8, 11)),), Safety.ASK)
    end = Fix(literal("last"), (Follow(Span(8, 11), None),), Safety.ASK)
    assert plain(fix_runs(PAGE, top)) == "⊢⟶船工老"
    assert plain(fix_runs(PAGE, end)) == "船工老⟶⊣"
    space = Fix(literal("space"), (Replace(6, 8, "\n\n", ""),), Safety.ASK)
    assert "[↵↵]" in plain(fix_runs(PAGE, space))
    long = Page("q", "长" * 400)
    shown = plain(fix_runs(long, Fix(literal("cut"), (Replace(10, 390, "长" * 380, ""),), Safety.ASK)))
    assert "…" in shown
    assert len(shown) < 40


def test_findings_alike_are_the_open_ones_of_a_group() -> None:
    second = Finding("width", (Span(6, 7),), literal("other"), 0.9, group="g")
    review = Review(PAGE, (COMMA, second, LOST))
    assert alike(review, COMMA) == (COMMA, second)
    assert alike(review, LOST) == (LOST,)
    assert alike(review.reject(second.id, who="甲", when=WHEN), COMMA) == (COMMA,)


def test_lines_and_columns_count_from_one() -> None:
    starts = Shown(TEXT).line_starts
    assert line_and_column(PAGE, starts, 0) == (1, 1)
    assert line_and_column(PAGE, starts, 9) == (3, 2)
    assert line_and_column(PAGE, starts, len(TEXT)) == (5, 6)
