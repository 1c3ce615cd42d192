"""Pages on the desk without a window: opening, patches, locks, files of many pages."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cleanup.messages import KanwuError
from cleanup.patchfile import load
from cleanup.review import Review
from desktop.desk import Desk, OpenPage, PageRef
from desktop.looking import list_pages, look, read_page

WHEN = "2026-03-01T08:00:00Z"
TEXT = "渡口重开,船工老秦说话了。\n"


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.leave()


def opened(desk: Desk, path: Path, index: int = 0) -> OpenPage:
    """A page as the window has it a moment after it was painted."""
    desk.add([path])
    number = next(n for n, ref in enumerate(desk.refs) if ref.path == path) + index
    return desk.claim(desk.open(desk.refs[number]))


def typed(page: OpenPage) -> tuple[Review, Review]:
    """A review of the page before and after a hand edit."""
    before = Review(page.page, decisions=page.decisions)
    return before, before.edit(0, 0, "老", who="甲", when=WHEN, id=f"e{len(page.decisions)}")


def keys(page: OpenPage) -> list[str]:
    return [notice.key for notice in page.notices]


def test_what_is_recorded_is_there_when_the_page_is_opened_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    page = opened(desk, path)
    assert (page.page.text, page.decisions, page.read_only) == (TEXT, (), False)
    before, after = typed(page)
    desk.record(after, before)
    assert Desk().claim(OpenPage(page.page)).decisions == ()
    desk.sync()
    desk.leave()
    assert [d.id for d in load(tmp_path / "1.txt.kanwu.jsonl").pages["1.txt"].decisions] == ["e0"]
    again = opened(Desk(), path)
    assert [d.id for d in again.decisions] == ["e0"]


def test_a_page_that_is_only_read_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    opened(desk, path)
    desk.fold()
    desk.leave()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.txt"]


def test_patches_in_a_folder_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    desk = Desk(patches=tmp_path / "patches")
    before, after = typed(opened(desk, path))
    desk.record(after, before)
    desk.leave()
    assert (tmp_path / "patches" / "1.txt.kanwu.jsonl").exists()
    assert not (tmp_path / "1.txt.kanwu.jsonl").exists()


def test_a_second_window_reads_what_the_first_one_decides(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    before, after = typed(opened(desk, path))
    desk.record(after, before)
    other = Desk()
    page = opened(other, path)
    assert page.read_only
    assert keys(page) == ["patch.open-elsewhere", "desktop.read-only"]
    assert [d.id for d in page.decisions] == ["e0"]
    other.leave()
    assert (tmp_path / "1.txt.kanwu.journal").exists()


def test_a_changed_source_is_told_and_not_written_over(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    before, after = typed(opened(desk, path))
    desk.record(after, before)
    desk.leave()
    patch = (tmp_path / "1.txt.kanwu.jsonl").read_bytes()
    path.write_text("别的文字。\n", encoding="utf-8")
    page = opened(desk, path)
    assert page.read_only
    assert keys(page) == ["patch.source-changed", "desktop.read-only"]
    assert (page.page.text, page.decisions) == ("别的文字。\n", ())
    desk.leave()
    assert (tmp_path / "1.txt.kanwu.jsonl").read_bytes() == patch


def test_a_folder_that_takes_no_patch_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    other = Desk(patches=blocked / "patches")
    page = opened(other, path)
    assert page.read_only
    assert "patch.cannot-write" in keys(page)
    before, after = typed(page)
    with pytest.raises(KanwuError, match="not saved"):
        other.record(after, before)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_folder_without_permission_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    tmp_path.chmod(0o500)
    try:
        page = opened(desk, path)
    finally:
        tmp_path.chmod(0o700)
    assert page.read_only
    assert "patch.not-permitted" in keys(page)


def test_a_configuration_that_cannot_be_read_leaves_the_rules_out(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "kanwu.toml").write_text("encodng = 'x'", encoding="utf-8")
    page = opened(desk, path)
    assert (page.book, page.read_only) == (None, False)
    assert keys(page) == ["config.unknown-near", "desktop.no-rules"]


def test_files_of_many_pages(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "paper.jsonl"
    records = [{"id": f"p{n}", "text": f"第{n}版,渡口重开。"} for n in range(12)]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    page = opened(desk, path)
    assert page.one_of_many
    assert page.page.id == "p0"
    listed = desk.listing(desk.refs[0])()
    assert listed == list_pages(path, None)
    assert desk.extend(listed)
    assert not desk.extend(listed)
    assert [ref.name for ref in desk.refs] == [f"p{n}" for n in range(12)]
    for index in (11, 2, 3, 11, 0):
        assert opened(desk, path, index).page.text == f"第{index}版,渡口重开。"
    page = opened(desk, path, 5)
    before, after = typed(page)
    desk.record(after, before)
    desk.leave()
    assert set(load(tmp_path / "paper.jsonl.kanwu.jsonl").pages) == {"p5"}
    assert [d.id for d in opened(desk, path, 5).decisions] == ["e0"]
    assert opened(desk, path, 6).decisions == ()
    review, status = read_page(desk.on_disk(desk.refs[5]))
    assert (review.decisions, status) == (opened(desk, path, 5).decisions, "in-work")
    with pytest.raises(KanwuError, match="number 41"):
        desk.open(PageRef(path, 40, "p40"))


def test_the_same_file_is_on_the_desk_once(desk: Desk, tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert desk.add([tmp_path]) == 0
    assert desk.add([tmp_path / "2.txt"]) == 1
    assert desk.add([]) is None
    assert [ref.name for ref in desk.refs] == ["1.txt", "2.txt"]
    with pytest.raises(KanwuError):
        desk.add([tmp_path / "missing.txt"])


def test_what_was_accepted_is_found_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text("渡口重开,船工老秦说话了。\n", encoding="utf-8")
    page = opened(desk, path)
    assert page.book is not None
    found = look(Review(page.page), page.book)
    comma = next(f for f in found if f.rule == "punctuation-width")
    review = Review(page.page, found).accept(comma.id, who="甲", when=WHEN)
    later = look(review, page.book, {comma.id})
    assert comma.id in {f.id for f in later}
    assert comma.id not in {f.id for f in look(review, page.book)}
    assert replace(review, findings=later).state_of(comma) == "accepted"
    assert page.book.notes("zh_CN")["punctuation-width"].title
