"""Generated findings and reviews: fixes of one to three edits, alternatives, parts, and whatever can be decided on them."""

from typing import TypedDict

from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit
from cleanup.finding import Finding, Fix, Safety
from cleanup.messages import KanwuError, literal
from cleanup.page import Page, Span
from cleanup.review import DerivedError, Review, Scope
from tests.strategies import edits_of, pages

WHEN = "2026-03-01T08:00:00Z"


class By(TypedDict):
    """Who decides, and when."""

    who: str
    when: str


BY: By = {"who": "甲", "when": WHEN}


def finding(page: Page, *fixes: tuple[Edit, ...], rule: str = "rule-a", parts: bool = False, rests_on: tuple[str, ...] = ()) -> Finding:
    """A finding that proposes the given fixes, flagged where the first edit begins."""
    start = min((e.start for fix in fixes for e in fix if hasattr(e, "start")), default=0)
    made = tuple(Fix(literal("fix"), fix, Safety.ASK, parts=parts) for fix in fixes)
    return Finding(rule, (Span(start, min(start + 1, len(page.text))),), literal("finding"), 0.5, fixes=made, rests_on=rests_on)


@st.composite
def findings_of(draw: st.DrawFn, page: Page) -> Finding:
    """A finding on a page with up to two alternative fixes of up to three edits that stand together."""
    fixes = []
    for _ in range(draw(st.integers(0, 2))):
        fix: list[Edit] = []
        for _ in range(draw(st.integers(1, 3))):
            edit = draw(edits_of(page))
            if edit is not None and edit not in fix and not find_conflicts(page, [*fix, edit]):
                fix.append(edit)
        fixes.append(tuple(fix))
    return finding(page, *fixes, rule=draw(st.sampled_from(["rule-a", "rule-b"])), parts=draw(st.booleans()))


@st.composite
def reviews(draw: st.DrawFn, most: int = 6) -> Review:
    """A page with findings that nothing is decided on."""
    page = draw(pages())
    found = {f.id: f for f in (draw(findings_of(page)) for _ in range(draw(st.integers(1, most))))}
    return Review(page).with_findings(found.values())


@st.composite
def decided(draw: st.DrawFn, review: Review, number: int) -> Review:
    """The review after one more decision, drawn from everything a person or batch can do; the same where it was refused."""
    id = f"d{number}"
    found = draw(st.sampled_from(review.findings))
    step = draw(st.sampled_from(["accept", "accept", "accept", "parts", "reject", "postpone", "edit", "edit", "withdraw", "batch"]))
    try:
        if step == "accept":
            return review.accept(found.id, alternative=draw(st.integers(0, 1)), who="甲", when=WHEN, id=id)
        if step == "parts":
            return review.accept(found.id, parts=[draw(st.integers(0, 2))], who=draw(st.sampled_from("甲乙")), when=WHEN, id=id)
        if step == "reject":
            return review.reject(found.id, draw(st.sampled_from(Scope)), who="甲", when=WHEN, id=id, note="“\u2028”")
        if step == "postpone":
            return review.postpone(found.id, who="甲", when="", id=id)
        if step == "batch":
            return review.accept_compatible([f.id for f in review.findings if f.fixes], who="batch", when="", batch=True)[0]
        if step == "withdraw" and review.decisions:
            some = draw(st.lists(st.sampled_from(review.decisions), min_size=1, max_size=2))
            return review.withdraw(*(d.id for d in some), with_derived=draw(st.booleans()))
        length = len(review.rendered.text)
        start = draw(st.integers(0, length))
        end = draw(st.integers(start, min(length, start + 4)))
        return review.edit(start, end, draw(st.sampled_from(["", "字", "𠀀\u2028", "\n\n", " ", '"引"'])), who="乙", when=WHEN, id=id)
    except DerivedError:
        raise  # nothing drawn here leaves that question open
    except KanwuError:
        return review


@st.composite
def reviewed(draw: st.DrawFn, most: int = 8) -> Review:
    """A review after a sequence of decisions."""
    review = draw(reviews())
    for number in range(draw(st.integers(0, most))):
        review = draw(decided(review, number))
    return review
