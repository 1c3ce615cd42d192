"""What a review comes to over generated sequences of decisions: the consequences that the design promises."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.conflicts import ConflictError, find_conflicts
from cleanup.messages import KanwuError
from cleanup.render import render
from cleanup.review import Review, Verdict
from tests.reviews import BY, WHEN, decided, reviewed, reviews


@given(reviewed())
def test_what_is_in_force_can_always_stand_together(review: Review) -> None:
    assert find_conflicts(review.page, review.edits) == ()
    assert review.rendered.text == "".join(review.rendered.text)
    shuffled = replace(review, decisions=review.decisions[::-1])
    assert shuffled.edits == review.edits
    assert [shuffled.state_of(f) for f in review.findings] == [review.state_of(f) for f in review.findings]


@given(reviewed(), st.data())
def test_every_subset_of_the_edits_in_force_renders(review: Review, data: st.DataObject) -> None:
    some = [e for e in review.edits if data.draw(st.booleans())]
    assert find_conflicts(review.page, some) == ()


@given(reviewed(), st.data())
def test_any_decision_can_be_withdrawn_whatever_came_after(review: Review, data: st.DataObject) -> None:
    order = data.draw(st.permutations(review.decisions))
    for decision in order:
        before = review
        review = review.withdraw(decision.id, with_derived=data.draw(st.booleans()))
        assert find_conflicts(review.page, review.edits) == ()
        assert review.decision(decision.id).withdrawn
        assert {d.id for d in review.decisions} == {d.id for d in before.decisions}
        assert decision.id not in {d.id for e in review.edits for d in review.owners(e)}
    assert review.edits == ()
    assert review.rendered.text == review.page.text
    assert all(review.state_of(f) == "open" for f in review.findings)


@given(reviewed())
def test_rejecting_everything_gives_the_source(review: Review) -> None:
    hand = [d.id for d in review.decisions if d.verdict is Verdict.EDITED]
    review = review.withdraw(*hand, with_derived=True)
    for found in review.findings:
        review = review.reject(found.id, who="乙", when=WHEN)
    assert review.rendered.text == review.page.text
    assert {review.state_of(f) for f in review.findings} == {"rejected"}


@given(reviewed(), st.data())
def test_the_newest_decision_withdrawn_leaves_what_was_there_before(review: Review, data: st.DataObject) -> None:
    after = data.draw(decided(review, 99))
    if len(after.decisions) != len(review.decisions) + 1 or after.decisions[:-1] != review.decisions:
        return
    assert after.withdraw(after.decisions[-1].id).edits == review.edits


@given(reviewed(), st.data())
def test_a_hand_edit_shows_what_was_typed(review: Review, data: st.DataObject) -> None:
    text = review.rendered.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    try:
        after = review.edit(start, end, "改𠀀", who="甲", when=WHEN)
    except KanwuError:
        return
    assert "".join(after.rendered.text.split()) == "".join((text[:start] + "改𠀀" + text[end:]).split())
    assert review.rendered.text == text


@given(reviewed(), st.data())
def test_changes_told_to_a_file_bring_it_to_any_other_value(review: Review, data: st.DataObject) -> None:
    later = data.draw(decided(data.draw(decided(review, 50)), 51))
    for earlier, now in ((review, later), (later, review)):
        kept = {d.id: d for d in earlier.decisions}
        kept.update((d.id, d) for d in now.changes(earlier))
        assert Review(review.page, (), tuple(kept.values())).edits == now.edits
    assert review.changes(review) == ()


@given(reviews(), st.data())
def test_bulk_takes_all_that_can_stand_together(review: Review, data: st.DataObject) -> None:
    review = data.draw(decided(review, 0))
    ids = [f.id for f in review.findings if f.fixes]
    after, skipped = review.accept_compatible(ids, **BY)
    assert {s.finding for s in skipped} | {f.id for f in after.findings if after.state_of(f) == "accepted"} >= set(ids)
    for one in skipped:
        assert after.state_of(after.finding(one.finding)) != "accepted" or review.decisions_on(one.finding)
        with pytest.raises(ConflictError):
            after.accept(one.finding, **BY)
    if not skipped:
        assert review.accept_many(ids, **BY).edits == after.edits
    else:
        with pytest.raises(ConflictError):
            review.accept_many(ids, **BY)


@given(reviewed(), st.data())
def test_a_text_made_from_the_one_before_is_the_one_that_render_makes(review: Review, data: st.DataObject) -> None:
    """The text is worked out before each step, so that each next one may be made from it."""
    for number in range(4):
        assert review.rendered == render(review.page, review.edits)
        later = data.draw(decided(review, 100 + number))
        back = replace(review)
        if back.after(later):
            assert back.rendered == review.rendered
        review = later
