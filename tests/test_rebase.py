"""Decisions carried over to another reading of their page: what is found again goes along, nothing is dropped."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Follow, Replace
from cleanup.page import Kind, Page, Span
from cleanup.patchfile import (
    Bookmark,
    LineKind,
    Note,
    PageHead,
    PageRecords,
    PageStatus,
    Patch,
    Status,
    load,
    rebase,
    rebase_patch,
    review_from,
    save,
)
from cleanup.review import Decision, Review, Scope, Verdict, standing_of
from tests.reviews import BY, finding, reviews
from tests.strategies import pages
from tests.test_render import follow, page_of, put

TEXT = (
    "青石镇连日降雨，河水上张，防孔工作一刻不停。值班人员每两小时报一次水位，堤上的灯整夜亮着。\n\n"
    "巡堤队分成四组，沿河查看每一处涵洞，发现渗水立即上报，镇里的抢险物资也已备\n\n"
    "渡口暂时停航\n\n"
    "齐，沙袋和木桩都堆在堤脚，随时可以取用。老人和孩子已经转移到镇上的学校暂住。\n"
)


def records_of(review: Review) -> PageRecords:
    return PageRecords(PageHead.of(review.page)).with_review(review)


def sample() -> tuple[Page, Review]:
    """A page with a join, two fixes, a rejection of a place and one of a text, and a hand edit over a fix."""
    page = page_of(TEXT)
    tail, head = page.text.split("\n\n")[1], page.text.split("\n\n")[3].strip()
    join = finding(page, (follow(page, tail, head),), rule="column-join")
    rises = finding(page, (put(page, "上张", "上涨"),), rule="look-alike")
    guard = finding(page, (put(page, "防孔", "防控"),), rule="look-alike")
    stays = finding(page, (put(page, "涵洞", "山洞"),))._replace(spans=(Span(page.text.index("涵洞"), page.text.index("涵洞") + 2),))
    words = finding(page, (put(page, "木桩", "木椿"),), rule="rule-b")
    review = Review(page, (join, rises, guard, stays, words))
    review = review.accept(join.id, id="join", **BY).accept(rises.id, id="rises", **BY).accept(guard.id, id="guard", **BY)
    review = review.reject(stays.id, id="stays", **BY).reject(words.id, Scope.STRING, id="words", **BY)
    at = review.rendered.text.index("控")
    return page, review.edit(at, at + 1, "汛", id="hand", **BY)


def test_the_same_text_takes_everything_over_as_it_is() -> None:
    page, review = sample()
    records = records_of(review)
    made = rebase(records, page, old=page.text)
    assert made.left == ()
    assert made.records == records


def test_text_put_before_and_between_moves_decisions_along() -> None:
    page, review = sample()
    text = "本报讯 " + TEXT.replace("堤上的灯整夜亮着。", "堤上的灯整夜亮着，值班室里有人守着电话。")
    new = page_of(text)
    made = rebase(records_of(review), new, old=page.text)
    assert made.left == ()
    carried = review_from(made.records, new)
    expected = "本报讯 " + review.rendered.text.replace("堤上的灯整夜亮着。", "堤上的灯整夜亮着，值班室里有人守着电话。")
    assert carried.rendered.text == expected
    (rejected,) = [d for d in carried.decisions if d.id == "stays"]
    assert [text[slice(*span)] for span in rejected.spans] == ["涵洞"]


def test_without_the_old_text_what_has_no_context_of_its_own_is_named() -> None:
    _page, review = sample()
    new = page_of("本报讯 " + TEXT)
    made = rebase(records_of(review), new)
    assert [one.id for one in made.left if isinstance(one, Decision)] == ["stays"]
    assert review_from(made.records, new).rendered.text == "本报讯 " + review.rendered.text
    # What reaches every such text needs no place.
    assert [d.scope for d in made.records.decisions if d.id == "words"] == [Scope.STRING]


def test_a_place_whose_text_has_changed_is_left() -> None:
    page, review = sample()
    new = page_of(TEXT.replace("河水上张", "河水上涨"))
    made = rebase(records_of(review), new, old=page.text)
    assert [one.id for one in made.left if isinstance(one, Decision)] == ["rises"]
    assert "河水上涨" in review_from(made.records, new).rendered.text


def test_what_was_taken_the_place_of_does_not_come_back() -> None:
    """The hand edit is lost with its place, and the fix it had changed must not stand up again."""
    _page, review = sample()
    before = records_of(review)
    hand = next(d for d in before.decisions if d.id == "hand")
    assert hand.supersedes == ("guard",)
    lost = replace(
        before, decisions=tuple(replace(d, edits=(Replace(3, 3, "", "无此处"),)) if d.id == "hand" else d for d in before.decisions)
    )
    lost = replace(lost, anchors={edit: anchor for edit, anchor in before.anchors.items() if edit not in hand.edits})
    made = rebase(lost, page_of("本报讯 " + TEXT))
    assert {one.id for one in made.left if isinstance(one, Decision)} == {"hand", "guard", "stays"}
    assert "防孔" in review_from(made.records, page_of("本报讯 " + TEXT)).rendered.text


def test_look_alike_places_are_told_apart_by_their_number() -> None:
    line = "甲队到位，乙队到位，丙队到位，丁队到位，都在堤上等候通知，不得离开。\n\n"
    page = page_of(line * 3)
    second = page.text.index("甲队", len(line))
    review = Review(page, (), (Decision("d", Verdict.EDITED, (Replace(second, second + 1, "甲", "戊"),)),))
    # Longer by a line: nobody can say which of four was meant.
    assert rebase(records_of(review), page_of(line * 4)).left == review.decisions
    made = rebase(records_of(review), page_of("新加的一段。\n\n" + line * 3), old=page.text)
    assert [edit.start for d in made.records.decisions for edit in d.edits if isinstance(edit, Replace)] in ([second + 8], [])
    assert len(made.left) + len(made.records.decisions) == 1


def test_what_cannot_stand_together_any_more_is_left() -> None:
    page = page_of("第一段话说到这里就断了开来，\n\n后面的话接在这里才算说得完整。")
    first, second = page.text.split("\n\n")
    join = Decision("join", Verdict.EDITED, (follow(page, first, second),))
    over = Decision("over", Verdict.EDITED, (put(page, "断了", "断"),))
    new = page_of(page.text.replace("\n\n", ""))
    made = rebase(records_of(Review(page, (), (join, over))), new, old=page.text)
    assert find_conflicts(new, standing_of(made.records.decisions).owners) == ()
    assert {d.id for d in made.records.decisions} | {one.id for one in made.left if isinstance(one, Decision)} == {"join", "over"}


def test_findings_of_the_new_reading_take_up_their_decisions() -> None:
    page, review = sample()
    new = page_of("本报讯 " + TEXT)
    again = finding(new, (put(new, "上张", "上涨"),), rule="look-alike")
    made = rebase(records_of(review), new, old=page.text, findings=(again,))
    assert review_from(made.records, new, findings=(again,)).state_of(again) == "accepted"


def test_notes_bookmarks_and_kinds_go_along() -> None:
    _page, review = sample()
    at = TEXT.index("渡口")
    records = replace(
        records_of(review),
        status=Status(PageStatus.PROBLEM),
        notes=(Note("n", "整页再看"), Note("m", "原报如此", Span(at, at + 2))),
        bookmarks=(Bookmark("b", at),),
        kinds=(LineKind(Span(at, at + 6), Kind.HEADLINE),),
    )
    made = rebase(records, page_of("本报讯 " + TEXT), old=TEXT)
    assert made.left == ()
    assert [note.span for note in made.records.notes] == [None, Span(at + 4, at + 6)]
    assert made.records.bookmarks[0].at == at + 4
    assert made.records.kinds[0].span == Span(at + 4, at + 10)
    assert made.records.page_status is PageStatus.PROBLEM
    assert len(rebase(records, page_of("本报讯 " + TEXT)).left) == 4


@given(reviews(), st.data())
def test_nothing_is_dropped_and_what_is_carried_fits(review: Review, data: st.DataObject) -> None:
    other = data.draw(pages())
    at = data.draw(st.integers(0, len(review.page.text)))
    text = review.page.text[:at] + other.text + review.page.text[at:]
    new = replace(other, id=review.page.id, text=text, origin=replace(other.origin, data=text.encode()), lines=())
    records = records_of(review)
    old = data.draw(st.sampled_from([None, review.page.text]))
    made = rebase(records, new, old=old)
    review_from(made.records, new)
    named = {d.id for d in made.records.decisions} | {one.id for one in made.left if isinstance(one, Decision)}
    assert {d.id for d in records.decisions if not d.withdrawn} <= named
    same = rebase(records, review.page, old=review.page.text)
    assert same.left == ()
    assert standing_of(same.records.decisions).held == standing_of(records.decisions).held


def test_a_patch_is_rebased_in_its_file_and_the_old_one_kept(tmp_path: Path) -> None:
    page, review = sample()
    path = tmp_path / "page.txt.kanwu.jsonl"
    page = replace(page, id="page.txt")
    review = replace(review, page=page)
    save(path, Patch.new("page.txt", page).with_review(review))
    old = path.read_bytes()
    new = replace(page_of("本报讯 " + TEXT), id="page.txt")
    made, aside = rebase_patch(path, new, old=TEXT)
    assert made.left == ()
    assert aside.name == "page.txt.kanwu.jsonl.1"
    assert aside.read_bytes() == old
    assert review_from(load(path).pages["page.txt"], new).rendered.text == "本报讯 " + review.rendered.text
    _, second = rebase_patch(path, page)
    assert second.name == "page.txt.kanwu.jsonl.2"


def test_other_pages_of_a_patch_of_many_stay(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.kanwu.jsonl"
    pages = [replace(page_of(TEXT), id=name) for name in ("一版", "二版")]
    edit = Decision("d", Verdict.EDITED, (put(pages[0], "上张", "上涨"),))
    patch = Patch.new("day.jsonl", many=True)
    for page in pages:
        patch = patch.with_review(Review(page, (), (edit,)))
    save(path, patch)
    new = replace(pages[1], text="本报讯 " + TEXT)
    rebase_patch(path, new)
    there = load(path).pages
    assert there["一版"] == patch.pages["一版"]
    assert "河水上涨" in review_from(there["二版"], new).rendered.text
    assert [e.start for d in there["二版"].decisions for e in d.edits if not isinstance(e, Follow)] == [TEXT.index("张") + 4]
