"""A page under review: what decisions come to, in whatever order they are made and withdrawn."""

from collections.abc import Callable

import pytest

from cleanup.conflicts import ConflictError
from cleanup.edits import Edit, Replace
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.review import Decision, DerivedError, Review, Scope, Verdict, batch_id
from tests.reviews import BY, WHEN, finding
from tests.test_render import follow, page_of


def put(page: Page, old: str, new: str) -> Replace:
    start = page.text.index(old)
    return Replace(start, start + len(old), old, new)


def accept(review: Review, *ids: str, id: str | None = None) -> Review:
    for finding_id in ids:
        review = review.accept(finding_id, who="甲", when=WHEN, id=id)
    return review


def last(review: Review) -> Decision:
    return review.decisions[-1]


# Taking fixes.


def test_accept_reject_postpone_withdraw() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = Review(page, (found,))
    assert review.state_of(found) == "open"
    accepted = review.accept(found.id, **BY)
    assert accepted.rendered.text == "防控工作"
    assert accepted.state_of(found) == "accepted"
    rejected = accepted.reject(found.id, **BY)
    assert rejected.rendered.text == page.text
    assert last(rejected).supersedes == (accepted.decisions[0].id,)
    assert rejected.postpone(found.id, **BY).state_of(found) == "postponed"
    assert rejected.withdraw(last(rejected).id).state_of(found) == "accepted"
    assert review.rendered.text == page.text
    assert rejected.open_findings == ()


def test_a_decision_carries_finding_rule_version_and_place() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),), rule="look-alike")._replace(version=3)
    made = last(Review(page, (found,)).accept(found.id, who="甲", when=WHEN, id="x", note="看过原图"))
    assert made == Decision(
        id="x",
        verdict=Verdict.ACCEPTED,
        edits=(Replace(1, 2, "孔", "控"),),
        finding=found.id,
        rule="look-alike",
        rule_version=3,
        spans=found.spans,
        who="甲",
        when=WHEN,
        note="看过原图",
    )


def test_another_alternative_takes_the_place_of_the_first() -> None:
    page = page_of("甲and乙")
    found = finding(page, (put(page, "and", "和"),), (put(page, "and", "与"),), (put(page, "and", ""),))
    review = accept(Review(page, (found,)), found.id)
    review = review.accept(found.id, alternative=1, **BY)
    review = review.accept(found.id, alternative=2, **BY)
    assert review.rendered.text == "甲乙"
    first, second, third = review.decisions
    # The middle one withdrawn changes nothing, the last one withdrawn brings back the one before that still stands.
    assert review.withdraw(second.id).rendered.text == "甲乙"
    assert review.withdraw(second.id).withdraw(third.id).rendered.text == "甲和乙"
    assert review.withdraw(third.id).rendered.text == "甲与乙"
    assert review.withdraw(first.id, third.id).rendered.text == "甲与乙"


def test_parts_of_a_fix_are_taken_one_by_one() -> None:
    page = page_of("一,二,三,")
    fix: tuple[Edit, ...] = (Replace(1, 2, ",", "，"), Replace(3, 4, ",", "，"), Replace(5, 6, ",", "，"))
    found = finding(page, fix, parts=True)
    review = Review(page, (found,)).accept(found.id, parts=[2], **BY)
    assert review.rendered.text == "一,二,三，"
    review = review.accept(found.id, parts=[0, 2], **BY)
    assert review.rendered.text == "一，二,三，"
    assert review.parts_taken(found.id) == {0, 2}
    assert review.withdraw(review.decisions[0].id).rendered.text == "一，二,三，"
    assert review.withdraw(review.decisions[1].id).rendered.text == "一,二,三，"
    # The whole fix takes the place of its parts.
    assert review.accept(found.id, **BY).standing.in_force[0].part is None
    assert review.accept(found.id, **BY).parts_taken(found.id) == {0, 1, 2}


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ({"alternative": 1}, "review.no-alternative"),
        ({"alternative": -1}, "review.no-alternative"),
        ({"parts": [0]}, "review.no-parts"),
    ],
)
def test_what_a_finding_does_not_offer_is_refused(wanted: dict[str, object], key: str) -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    with pytest.raises(KanwuError) as refused:
        Review(page, (found,)).accept(found.id, who="甲", when=WHEN, **wanted)  # type: ignore[arg-type]
    assert refused.value.message.key == key


@pytest.mark.parametrize("parts", [[], [1], [-1]])
def test_parts_that_a_fix_does_not_have_are_refused(parts: list[int]) -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),), parts=True)
    with pytest.raises(KanwuError) as refused:
        Review(page, (found,)).accept(found.id, parts=parts, **BY)
    assert refused.value.message.key == "review.no-part"


def test_unknown_names_and_findings_without_fix_are_refused() -> None:
    page = page_of("防孔工作")
    bare = finding(page)
    review = Review(page, (bare,))
    acts: list[tuple[Callable[[], Review], str]] = [
        (lambda: review.accept(bare.id, **BY), "review.no-fix"),
        (lambda: review.accept("0", **BY), "review.no-finding"),
        (lambda: review.reject("0", **BY), "review.no-finding"),
        (lambda: review.withdraw("0"), "review.no-decision"),
        (lambda: review.edit(0, 0, "\ud800", **BY), "review.half-character"),
    ]
    for act, key in acts:
        with pytest.raises(KanwuError) as refused:
            act()
        assert refused.value.message.key == key
        assert all(refused.value.message.text(language) for language in ("en", "zh_CN", "zh_TW"))


def test_a_fix_without_edits_can_be_accepted() -> None:
    page = page_of("重复\n\n重复")
    found = finding(page, (), (Replace(2, 6, "\n\n重复", ""),))
    review = accept(Review(page, (found,)), found.id)
    assert review.state_of(found) == "accepted"
    assert review.rendered.text == page.text


def test_ids_and_times_are_checked() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = accept(Review(page, (found,)), found.id, id="x")
    with pytest.raises(ValueError, match="already"):
        review.reject(found.id, who="甲", when=WHEN, id="x")
    with pytest.raises(ValueError, match="ISO 8601"):
        review.reject(found.id, who="甲", when="yesterday")
    with pytest.raises(ValueError, match="surrogate"):
        review.reject(found.id, who="\udfff", when=WHEN)


# Conflicts.


def test_conflicting_fixes_are_refused_and_all_named() -> None:
    page = page_of("成员单位and指挥")
    one = finding(page, (put(page, "位and", "、"),))
    two = finding(page, (put(page, "and指", "和"),))
    review = accept(Review(page, (one, two)), one.id)
    with pytest.raises(ConflictError) as refused:
        review.accept(two.id, **BY)
    assert {e for c in refused.value.conflicts for e in c.edits} == {*one.fixes[0].edits, *two.fixes[0].edits}


def test_bulk_refuses_conflicts_as_a_set_or_skips_them() -> None:
    page = page_of("甲乙丙丁戊己")
    fixes = [Replace(0, 2, "甲乙", "子丑"), Replace(1, 3, "乙丙", "寅卯"), Replace(2, 4, "丙丁", "辰巳"), Replace(4, 5, "戊", "午")]
    found = [finding(page, (fix,)) for fix in fixes]
    review = Review(page, tuple(found))
    with pytest.raises(ConflictError) as refused:
        review.accept_many([f.id for f in found], **BY)
    assert {e for c in refused.value.conflicts for e in c.edits} == set(fixes[:3])
    after, skipped = review.accept_compatible([f.id for f in found], **BY)
    assert after.rendered.text == "子丑辰巳午己"
    assert [s.finding for s in skipped] == [found[1].id]
    assert skipped[0].conflicts[0].reason == "overlap"
    # An earlier one goes before a later one.
    assert review.accept_compatible([f.id for f in found[1:]], **BY)[0].rendered.text == "甲寅卯丁午己"


def test_bulk_opens_a_circle_of_joins_at_its_last_member() -> None:
    page = page_of("甲\n\n乙\n\n丙")
    found = [finding(page, (follow(page, a, b),)) for a, b in ("甲丙", "丙乙", "乙甲")]
    review = Review(page, tuple(found))
    with pytest.raises(ConflictError) as refused:
        review.accept_many([f.id for f in found], **BY)
    assert len(refused.value.conflicts[0].edits) == 3
    after, skipped = review.accept_compatible([f.id for f in found], **BY)
    assert after.rendered.text == "甲丙乙"
    assert [s.finding for s in skipped] == [found[2].id]


def test_bulk_is_one_value_and_passes_what_is_taken_already() -> None:
    page = page_of("一,二,三")
    found = [finding(page, (Replace(n, n + 1, ",", "，"),)) for n in (1, 3)]
    review = accept(Review(page, tuple(found)), found[0].id)
    after = review.accept_many([f.id for f in found], **BY)
    assert after.rendered.text == "一，二，三"
    assert len(after.decisions) == 2
    assert after.accept_many([f.id for f in found], **BY) == after


def test_bulk_keeps_an_edit_that_a_new_decision_holds_as_well() -> None:
    page = page_of("甲乙")
    insert, other = Replace(1, 1, "", "和"), Replace(1, 1, "", "的话")
    one, two = finding(page, (insert,), rule="rule-a"), finding(page, (other,), (insert,), rule="rule-b")
    review = Review(page, (one, two)).accept(two.id, alternative=1, **BY)
    after, skipped = review.accept_compatible([one.id, two.id], **BY)
    assert after.rendered.text == "甲和乙"
    assert [s.finding for s in skipped] == [two.id]


# Owners of identical edits.


def test_an_edit_stands_until_its_last_owner_goes() -> None:
    page = page_of("防孔工作")
    edit = put(page, "孔", "控")
    one, two = finding(page, (edit,), rule="rule-a"), finding(page, (edit,), rule="rule-b")
    review = accept(Review(page, (one, two)), one.id, two.id)
    assert review.edits == (edit,)
    assert [d.finding for d in review.owners(edit)] == [one.id, two.id]
    for first, second in ((0, 1), (1, 0)):
        once = review.withdraw(review.decisions[first].id)
        assert once.rendered.text == "防控工作"
        assert once.withdraw(review.decisions[second].id).rendered.text == "防孔工作"


def test_a_person_confirming_a_batch_decision_owns_it_too() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = Review(page, (found,)).accept_many([found.id], who="batch", when="", batch=True)
    assert [d.id for d in review.decisions] == [batch_id(page.id, found.id, 0)]
    review = review.accept(found.id, **BY)
    assert review.withdraw(*(d.id for d in review.decisions if d.batch)).rendered.text == "防控工作"


def test_a_batch_decision_withdrawn_and_taken_again_keeps_its_id() -> None:
    page = page_of("防孔工作")
    found = finding(page, (put(page, "孔", "控"),))
    review = Review(page, (found,))
    taken = review.accept_many([found.id], who="batch", when="", batch=True)
    again = taken.withdraw(taken.decisions[0].id).accept_many([found.id], who="batch", when="", batch=True)
    assert again == taken


# Hand edits.


def test_a_hand_edit_supersedes_and_brings_back() -> None:
    page = page_of("成员单位and指挥中心,全部")
    one, two = finding(page, (put(page, "and", "和的与"),)), finding(page, (put(page, ",", "，"),))
    review = accept(Review(page, (one, two)), one.id, two.id)
    base = review.decisions[0].id
    at = review.rendered.text.index("的")
    edited = review.edit(at, at + 1, "、", who="乙", when=WHEN, id="h")
    assert edited.rendered.text == "成员单位和、与指挥中心，全部"
    assert (last(edited).supersedes, last(edited).over, last(edited).derived_from) == ((base,), ((base, 0),), (base,))
    assert edited.state_of(one) == "accepted"
    assert [d.id for d in edited.derived(base)] == ["h"]
    assert edited.withdraw("h").rendered.text == review.rendered.text
    with pytest.raises(DerivedError) as asked:
        edited.withdraw(base)
    assert [d.id for d in asked.value.derived] == ["h"]
    assert edited.withdraw(base, with_derived=True).rendered.text == "成员单位and指挥中心，全部"
    kept = edited.withdraw(base, with_derived=False)
    assert kept.rendered.text == edited.rendered.text
    assert kept.withdraw("h").rendered.text == "成员单位and指挥中心，全部"


def test_a_hand_edit_takes_one_edit_of_a_fix_and_leaves_the_others() -> None:
    page = page_of("一,二,三")
    found = finding(page, (Replace(1, 2, ",", "，"), Replace(3, 4, ",", "，")))
    review = accept(Review(page, (found,)), found.id).edit(1, 2, "；", who="乙", when=WHEN, id="h")
    assert review.rendered.text == "一；二，三"
    assert review.withdraw("h").rendered.text == "一，二，三"
    assert review.withdraw(review.decisions[0].id, with_derived=False).rendered.text == "一；二,三"


def test_a_hand_edit_on_a_hand_edit() -> None:
    page = page_of("甲and乙")
    found = finding(page, (put(page, "and", "和"),))
    review = accept(Review(page, (found,)), found.id, id="a")
    review = review.edit(1, 2, "与", who="乙", when=WHEN, id="h1")
    back = review.edit(1, 2, "and", who="乙", when=WHEN, id="h2")
    assert back.rendered.text == page.text
    assert last(back).edits == ()
    assert last(back).over == (("a", 0), ("h1", 0))
    # Whoever keeps the newest keeps its text, whichever of the older ones goes.
    assert back.withdraw("h1", with_derived=False).rendered.text == page.text
    assert back.withdraw("a", with_derived=False).rendered.text == page.text
    assert back.withdraw("h2").rendered.text == "甲与乙"
    assert [d.id for d in back.derived("a")] == ["h1", "h2"]


def test_an_edit_whose_place_was_taken_waits_for_the_one_that_took_it() -> None:
    page = page_of("甲乙丙丁")
    first = finding(page, (Replace(1, 3, "乙丙", "子丑"),))
    later = finding(page, (Replace(2, 4, "丙丁", "寅卯"),))
    review = accept(Review(page, (first, later)), first.id, id="a")
    review = review.edit(1, 3, "乙丙", who="乙", when=WHEN, id="h").accept(later.id, who="甲", when=WHEN, id="b")
    assert review.rendered.text == "甲乙寅卯"
    without = review.withdraw("h")
    assert without.rendered.text == "甲乙寅卯"
    assert without.state_of(first) == "open"
    assert without.decision("b").supersedes == ("a",)
    assert without.withdraw("b").rendered.text == "甲子丑丁"
    assert without.withdraw("a").withdraw("b").rendered.text == page.text


def test_typing_what_is_there_is_no_decision() -> None:
    review = Review(page_of("甲乙"))
    assert review.edit(0, 2, "甲乙", **BY) is review


# Joins that other findings rest on.


def test_findings_on_a_join_are_stale_once_it_is_decided() -> None:
    page = page_of("甲\n\n乙\n\n丙")
    join = finding(page, (follow(page, "甲", "丙"),), rule="column-join")
    quote = finding(page, (put(page, "丙", "“丙"),), rests_on=(join.id,))
    quote = quote._replace(fixes=(quote.fixes[0]._replace(edits=(Replace(6, 6, "", "“"),)),))
    review = Review(page, (join, quote))
    assert not review.stale(quote)
    assert not review.postpone(join.id, **BY).stale(quote)
    for decided_on in (review.accept(join.id, **BY), review.reject(join.id, **BY), review.reject(join.id, Scope.RULE, **BY)):
        assert decided_on.stale(quote)
        assert not decided_on.stale(join)
        assert not decided_on.withdraw(last(decided_on).id).stale(quote)
    taken = review.accept(join.id, **BY)
    assert taken.order_changed(review)
    assert not taken.accept(quote.id, **BY).order_changed(taken)
    assert taken.withdraw(last(taken).id).order_changed(taken)
