"""Looking for words, and deciding on all that was found at once."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Replace
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patchfile import Journal, load, patch_path, review_of
from cleanup.readers import open_source
from cleanup.render import render
from cleanup.review import Review, edit_many
from cleanup.search import Hit, Query, Search, by_left, by_right, hits_in
from cleanup.search.deciding import Decided, bring_back, decide, decide_in_file, done_to, put, take_back
from tests.reviews import BY, finding, reviewed
from tests.strategies import pages
from tests.test_render import follow, page_of


def found(text: str, query: Query) -> list[str]:
    return [text[m.start : m.end] for m in Search(query).all(text)]


@pytest.mark.parametrize(
    ("query", "text", "wanted"),
    [
        (Query("己"), "自己己经", ["己", "己"]),
        (Query("."), "甲.乙", ["."]),
        (Query("and"), "And and", ["And", "and"]),
        (Query("and", case=True), "And and", ["and"]),
        (Query(r"第\d+版", regex=True), "第3版、第12版", ["第3版", "第12版"]),
        (Query("^甲$", regex=True), "甲\n乙\n甲", ["甲", "甲"]),
        (Query("x*", regex=True), "甲x", ["x"]),
        (Query("𠮷"), "𠮷安𠮷", ["𠮷", "𠮷"]),
        (Query("\n"), "甲\n乙", ["\n"]),
    ],
)
def test_what_is_found(query: Query, text: str, wanted: list[str]) -> None:
    assert found(text, query) == wanted


@pytest.mark.parametrize(
    ("query", "key"),
    [
        (Query(""), "search.empty"),
        (Query("(", regex=True), "search.pattern"),
        (Query("(a+)+b", regex=True), "search.costly"),
        (Query("(.*)*x", regex=True), "search.costly"),
    ],
)
def test_what_cannot_be_looked_for(query: Query, key: str) -> None:
    with pytest.raises(KanwuError) as refused:
        Search(query)
    assert refused.value.message.key == key


@pytest.mark.parametrize("pattern", ["(a|b)*c", ".*.*x", "a*a*b"])
def test_an_expression_that_costs_much_is_kept_from_long_texts(pattern: str) -> None:
    """Each of them ends: it is refused, or its repeats are bounded and the text short enough."""
    with pytest.raises(KanwuError) as refused:
        list(Search(Query(pattern, regex=True)).all("a" * 1_000_000))
    assert refused.value.message.key in ("search.costly", "search.too-long")


def test_a_replacement_names_the_groups_of_its_expression() -> None:
    search = Search(Query(r"(\d)版第", regex=True))
    (match,) = search.all("3版第")
    assert search.replacement(match, r"第\1版") == "第3版"
    with pytest.raises(KanwuError):
        search.replacement(match, r"\2")
    plain = Search(Query("版"))
    assert plain.replacement(next(iter(plain.all("版"))), r"\1") == r"\1"


def test_keywords_stand_in_their_context() -> None:
    page = page_of("防控工\n\n标题\n\n作要实")
    rendered = render(page, [follow(page, "防控工", "作要实")])
    (hit,) = hits_in(rendered, Search(Query("工作")))
    assert (hit.left, hit.text, hit.right) == ("防控", "工作", "要实\n\n标题")
    assert hit.line == 1
    assert hit.shown[2] == "要实↵↵标题"
    assert hit.place_in(rendered) == 2
    later = Review(page).edit(0, 0, "今年", who="甲", when="")
    assert Hit(9, 10, 5, "", "作", "", 9).place_in(later.rendered) == 11
    assert Hit(9, 10, 5, "", "作", "", 8).place_in(later.rendered) is None
    hits = [Hit(n, n + 1, 1, left, "工", right) for n, (left, right) in enumerate([("乙甲", "丁"), ("甲乙", "丙")])]
    assert sorted((hits[1], hits[0]), key=by_right) == hits
    assert [hit.left for hit in sorted(hits, key=by_left)] == ["甲乙", "乙甲"]


# Many changes of one page.


@given(reviewed(), st.data())
def test_many_changes_come_to_what_each_asks_for(review: Review, data: st.DataObject) -> None:
    text = review.rendered.text
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), unique=True, max_size=6)))
    changes = [
        (low, high, data.draw(st.sampled_from(["", "字", "两字", "，"])))
        for low, high in zip(places[::2], places[1::2], strict=False)
        if text[low:high].strip()
    ]
    after, left = edit_many(review, changes, who="甲", when="")
    assert find_conflicts(review.page, after.edits) == ()
    assert after.rendered == render(review.page, after.edits)
    wanted = text
    for start, end, new in reversed([change for change in changes if change not in left]):
        wanted = wanted[:start] + new + wanted[end:]
    assert "".join(after.rendered.text.split()) == "".join(wanted.split())
    made = [d.id for d in after.decisions if d.id not in {known.id for known in review.decisions}]
    back = after.withdraw(*made, with_derived=True)
    assert back.rendered.text == review.rendered.text


@given(pages(), st.sampled_from(["水", "，", "and"]))
def test_a_character_replaced_everywhere(page: Page, word: str) -> None:
    review = Review(page)
    changes = [(hit.start, hit.end, "火") for hit in hits_in(review.rendered, Search(Query(word)))]
    after, left = edit_many(review, changes, who="甲", when="")
    assert left == ()
    assert after.rendered.text == review.page.text.replace(word, "火")
    assert len(after.decisions) == len(changes)


# Pages that nobody has open.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(50):
        text = f"第{number}版\n\n己经到岗的人，己经开工。\n\n河堤己经加固，路灯己经换新。\n"
        (tmp_path / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def texts(folder: Path) -> list[str]:
    """The cleaned texts as a reader of the patches sees them."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        page = next(iter(open_source(path).pages()))
        patch = patch_path(path)
        found.append(review_of(load(patch), page).rendered.text if patch.exists() else page.text)
    return found


def put_everywhere(folder: Path, word: str, new: str, only: Sequence[int] = ()) -> dict[Path, Decided]:
    done = {}
    for number, path in enumerate(sorted(folder.glob("*.txt"))):
        if only and number not in only:
            continue
        source = open_source(path)
        hits = list(hits_in(Review(next(iter(source.pages()))).rendered, Search(Query(word))))
        (one,) = decide_in_file(source, patch_path(path), {0: put(hits, new, **BY)}, wait=0.0)
        done[path] = one
    return done


def test_two_hundred_hits_over_fifty_pages_and_back(folder: Path) -> None:
    before = texts(folder)
    done = put_everywhere(folder, "己经", "已经")
    assert sum(len(one.decisions) for one in done.values()) == 200
    assert texts(folder) == [text.replace("己经", "已经") for text in before]
    for path, one in done.items():
        (back,) = decide_in_file(open_source(path), patch_path(path), {0: take_back(d.id for d in one.decisions)})
        assert back.problems == ()
    assert texts(folder) == before
    for path, one in done.items():
        (again,) = decide_in_file(open_source(path), patch_path(path), {0: bring_back(one.decisions)})
        assert again.problems == ()
    assert texts(folder) == [text.replace("己经", "已经") for text in before]
    assert not list(folder.glob("*.journal"))
    assert not list(folder.glob("*.lock"))


def test_a_page_that_is_open_elsewhere_is_told_and_left(folder: Path) -> None:
    first = min(folder.glob("*.txt"))
    page = next(iter(open_source(first).pages()))
    with Journal(patch_path(first), page):
        done = put_everywhere(folder, "己经", "已经", only=(0, 1))
    assert [len(one.decisions) for one in done.values()] == [0, 4]
    assert done[first].problems[0].key == "patch.open-elsewhere"
    assert [text.count("已经") for text in texts(folder)[:2]] == [0, 4]


def test_a_page_that_was_changed_meanwhile_is_told_and_left(folder: Path) -> None:
    first, second = sorted(folder.glob("*.txt"))[:2]
    hits = list(hits_in(Review(next(iter(open_source(first).pages()))).rendered, Search(Query("己经"))))
    # Somebody mends one of them, and another page gets a new text under its patch.
    put_everywhere(folder, "路灯己经", "路灯已经", only=(0, 1))
    (one,) = decide_in_file(open_source(first), patch_path(first), {0: put(hits, "已经", **BY)})
    assert [problem.key for problem in one.problems] == ["search.moved"] * (4 - len(one.decisions))
    assert one.problems
    assert "己经换新" not in texts(folder)[0]
    second.write_text("别的文字，己经不同。\n", encoding="utf-8")
    (other,) = decide_in_file(open_source(second), patch_path(second), {0: put(hits, "已经", **BY)})
    assert other.problems[0].key == "patch.source-changed"
    assert other.decisions == ()


def test_what_was_built_on_is_not_taken_back(folder: Path) -> None:
    path = min(folder.glob("*.txt"))
    one = put_everywhere(folder, "己经", "已经", only=(0,))[path]
    page = next(iter(open_source(path).pages()))
    with Journal(patch_path(path), page) as journal:
        review = journal.review()
        at = review.rendered.text.index("已")
        journal.append(*review.edit(at, at + 1, "曾", who="乙", when="").changes(review))
    (back,) = decide_in_file(open_source(path), patch_path(path), {0: take_back(d.id for d in one.decisions)})
    assert [problem.key for problem in back.problems] == ["search.decided"]
    assert "曾经" in texts(folder)[0]


def test_pages_of_one_file_share_its_patch(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "p{n}", "text": "第{n}页己经"}}\n' for n in range(5)), encoding="utf-8")
    source = open_source(path)
    makes = {}
    for number, page in enumerate(source.pages()):
        if number % 2 == 0:
            hits = list(hits_in(Review(page).rendered, Search(Query("己"))))
            makes[number] = put(hits, "已", **BY)
    done = decide_in_file(open_source(path), patch_path(path), makes)
    assert [(one.index, len(one.decisions), one.problems) for one in done] == [(0, 1, ()), (2, 1, ()), (4, 1, ())]
    assert sorted(load(patch_path(path)).pages) == ["p0", "p2", "p4"]


def test_groups_of_an_expression_are_put_back() -> None:
    review = Review(page_of("第三3版、第四4版"))
    search = Search(Query(r"第.(\d)版", regex=True))
    hits = list(hits_in(review.rendered, search))
    after, one = done_to(review, put(hits, r"第\1版", search, **BY))
    assert after.rendered.text == "第3版、第4版"
    assert len(one.decisions) == 2
    _, refused = done_to(review, put(hits, r"\7", search, **BY))
    assert [problem.key for problem in refused.problems] == ["search.replacement"]


def test_findings_are_decided_at_once_too() -> None:
    page = page_of("甲,乙,丙")
    commas = [finding(page, (Replace(n, n + 1, ",", "，"),), rule="comma") for n in (1, 3)]
    rival = finding(page, (Replace(1, 2, ",", "；"),), rule="other")
    review = Review(page)
    after, one = done_to(review, decide(commas, accept=True, **BY))
    assert after.rendered.text == "甲，乙，丙"
    assert len(one.decisions) == 2
    _, other = done_to(after, decide([rival], accept=True, **BY))
    assert (other.decisions, len(other.problems)) == ((), 1)
    rejected, _ = done_to(review, decide(commas, accept=False, **BY))
    assert {rejected.with_findings(commas).state_of(f) for f in commas} == {"rejected"}
