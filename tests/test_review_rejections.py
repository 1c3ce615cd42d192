"""A page under review: rejections, how far they reach, and what else keeps a finding from coming back."""

from dataclasses import replace

from cleanup.edits import Replace
from cleanup.page import Span
from cleanup.review import Review, Scope
from tests.reviews import BY, finding
from tests.test_render import page_of
from tests.test_review import accept, last, put


def test_a_rejection_reaches_its_place_its_text_or_its_rule() -> None:
    page = page_of("和and和and和of")
    here, there = finding(page, (Replace(1, 4, "and", ""),)), finding(page, (Replace(5, 8, "and", ""),))
    other, foreign = finding(page, (Replace(9, 11, "of", ""),)), finding(page, (Replace(9, 11, "of", "的"),), rule="rule-b")
    review = Review(page, (here, there, other, foreign))

    def states(scope: Scope) -> list[str]:
        after = review.reject(here.id, scope, **BY)
        return [after.state_of(f) for f in (here, there, other, foreign)]

    assert states(Scope.PLACE) == ["rejected", "open", "open", "open"]
    assert states(Scope.STRING) == ["rejected", "rejected", "open", "open"]
    assert states(Scope.RULE) == ["rejected", "rejected", "rejected", "open"]
    wide = review.reject(here.id, Scope.RULE, **BY)
    assert wide.accept(there.id, **BY).state_of(there) == "accepted"
    assert wide.accept(there.id, **BY).state_of(other) == "rejected"
    assert wide.withdraw(last(wide).id).state_of(other) == "open"


def test_a_rejected_finding_stays_rejected_in_a_new_run() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = Review(page, (found,)).reject(found.id, **BY)
    again = found._replace(confidence=0.9, evidence=())
    assert review.with_findings([again]).state_of(again) == "rejected"
    assert review.with_findings([]).findings == ()


def test_what_was_turned_down_reaches_another_proposal_at_the_same_place() -> None:
    page = page_of("防孔工作")
    spans = (Span(1, 2),)
    found = finding(page, (put(page, "孔", "控"),))._replace(spans=spans)
    changed = finding(page, (put(page, "孔", "空"),))._replace(spans=spans)
    elsewhere = changed._replace(spans=(Span(1, 3),))
    foreign = changed._replace(rule="rule-b")
    review = Review(page, (found,))
    for made, state, left in (
        (review.reject(found.id, **BY), "rejected", False),
        (review.as_printed(found.id, **BY), "as-printed", False),
        (review.postpone(found.id, **BY), "postponed", True),
    ):
        assert made.state_of(changed) == state
        assert made.is_left(changed) is left
        assert [made.state_of(f) for f in (elsewhere, foreign)] == ["open", "open"]
        assert made.withdraw(last(made).id).state_of(changed) == "open"
        assert made.with_findings([changed]).accept(changed.id, **BY).state_of(changed) == "accepted"


def test_what_was_printed_so_stays_and_is_decided() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = Review(page, (found,)).accept(found.id, **BY).as_printed(found.id, **BY)
    assert review.state_of(found) == "as-printed"
    assert review.is_decided(found)
    assert review.rendered.text == "防孔工作"
    assert review.open_findings == ()
    assert review.withdraw(last(review).id).state_of(found) == "accepted"


def test_of_two_people_at_one_place_who_rejects_counts_before_who_puts_off() -> None:
    page = page_of("防孔工作")
    spans = (Span(1, 2),)
    one, other, third = (finding(page, (put(page, "孔", after),))._replace(spans=spans) for after in "控空恐")
    review = Review(page, (one, other, third))
    assert review.reject(one.id, **BY).postpone(other.id, **BY).state_of(third) == "rejected"
    assert review.postpone(other.id, **BY).reject(one.id, **BY).state_of(third) == "rejected"


def test_only_a_rejection_reaches_further_whatever_a_patch_says() -> None:
    page = page_of("和and和of")
    here, other = finding(page, (Replace(1, 4, "and", ""),)), finding(page, (Replace(5, 7, "of", ""),))
    taken = last(Review(page, (here, other)).accept(here.id, **BY))
    for scope in (Scope.RULE, Scope.STRING):
        odd = Review(page, (here, other), (replace(taken, scope=scope, string="of"),))
        assert odd.state_of(other) == "open"


def test_an_accepted_finding_stays_in_the_list() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = accept(Review(page, (found,)), found.id)
    assert review.with_findings([]).findings == (found,)
    assert review.withdraw(review.decisions[0].id).with_findings([]).findings == ()
