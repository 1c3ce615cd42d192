"""`kanwu learn`: what persons put right on one page is known on the next, to the command and to the window."""

import json
from pathlib import Path

import pytest

from cleanup.config import config_for
from cleanup.engine import analyse
from cleanup.finding import Safety
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.patchfile import Patch, load, patch_path, save
from cleanup.readers import open_source
from cleanup.review import Review
from cleanup.rules.characters.lookalike import RULE
from desktop.looking import RuleBook, look
from tests.commands import kanwu, write_pages

Capture = pytest.CaptureFixture[bytes]

READ = "石浦区去年迁入两千人，全区入口已经超过三十万。\n"
NEXT = "全县入口三十万，去年又增加了两千，村里的学堂添了三间。\n"
WHO, WHEN = "甲", "2026-03-01T09:00:00Z"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("KANWU_LANG", "en")
    return write_pages(tmp_path, {"pages/a.txt": READ, "pages/b.txt": NEXT}) / "pages"


def page_at(path: Path) -> Page:
    (page,) = open_source(path).pages()
    return page


def keep(review: Review, path: Path) -> Path:
    """Writes the patch of a page's review beside the page."""
    patch = patch_path(path, None)
    old = load(patch) if patch.exists() else Patch.new(path.name, review.page)
    save(patch, old.with_review(review), durable=False)
    return patch


def by_hand(path: Path, before: str, after: str) -> Review:
    """A review in which somebody put a character right."""
    page = page_at(path)
    at = page.text.index(before)
    return Review(page).edit(at, at + len(before), after, id="hand", who=WHO, when=WHEN)


def found(capture: Capture, path: Path) -> list[tuple[str, str, list[str]]]:
    """Safety, flagged text and first fix of the look-alikes that a check asks about."""
    ran = kanwu(capture, "check", path, "--rule", "lookalike", "--format", "jsonl")
    text = path.read_text("utf-8")
    records = [json.loads(line) for line in ran.text.splitlines()]
    asked = [r for r in records if r["safety"] == "ask"]
    return [(r["safety"], text[slice(*r["spans"][0])], [edit["after"] for edit in r["fixes"][0]["edits"]]) for r in asked]


def test_what_was_put_right_on_one_page_is_asked_about_on_the_next(capsysbinary: Capture, folder: Path) -> None:
    assert found(capsysbinary, folder / "b.txt") == []
    keep(by_hand(folder / "a.txt", "入口", "人口"), folder / "a.txt")
    ran = kanwu(capsysbinary, "learn", folder)
    assert (ran.code, ran.text) == (0, "入 → 人: put right in 1 place\n")
    assert (folder / "kanwu.toml").read_text("utf-8") == '[rule.lookalike]\nconfusions = ["入人"]\n'
    assert found(capsysbinary, folder / "b.txt") == [("ask", "入", ["人"])]
    review = Review(make_page("b.txt", NEXT, Origin(path=str(folder / "b.txt"))))
    in_window = look(review, RuleBook(config_for(folder / "b.txt")))
    assert [NEXT[slice(*f.spans[0])] for f in in_window if f.rule == "lookalike" and f.safety is Safety.ASK] == ["入"]


def test_an_accepted_fix_teaches_and_one_taken_back_does_not(capsysbinary: Capture, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("各村都接到了涌知，第二天清早集合。\n", encoding="utf-8")
    page = page_at(path)
    review = Review(page, analyse(page, rules=(RULE,)).findings)
    review = review.accept(review.findings[0].id, id="taken", who=WHO, when=WHEN)
    patch = keep(review, path)
    assert kanwu(capsysbinary, "learn", patch, "--dry-run").text == "涌 → 通: put right in 1 place\n"
    assert not (folder / "kanwu.toml").exists()
    keep(review.withdraw("taken"), path)
    ran = kanwu(capsysbinary, "learn", patch)
    assert (ran.code, ran.text) == (0, "")
    assert "nothing to learn" in ran.err


def test_what_a_run_took_by_itself_teaches_nothing(capsysbinary: Capture, folder: Path) -> None:
    (folder / "a.txt").write_text("各村都接到了涌知，第二天清早集合。\n", encoding="utf-8")
    kanwu(capsysbinary, "clean", folder, "--out", folder.parent / "out", "--accept", "ask")
    assert "通知" in (folder.parent / "out" / "a.txt").read_text("utf-8")
    assert kanwu(capsysbinary, "learn", folder.parent / "out").text == ""


def test_another_word_put_in_by_hand_is_no_confusion(capsysbinary: Capture, folder: Path) -> None:
    keep(by_hand(folder / "a.txt", "超过", "接近"), folder / "a.txt")
    keep(by_hand(folder / "b.txt", "添", "盖"), folder / "b.txt")
    assert kanwu(capsysbinary, "learn", folder).text == ""


def test_so_many_places_are_asked_for_and_what_is_known_is_not_written_again(capsysbinary: Capture, folder: Path) -> None:
    own = '# ours\n[rule.lookalike]\nallow = ["士林"] # a place\n'
    (folder / "kanwu.toml").write_text(own, encoding="utf-8")
    keep(by_hand(folder / "a.txt", "入口", "人口"), folder / "a.txt")
    assert kanwu(capsysbinary, "learn", folder, "--least", "2").text == ""
    keep(by_hand(folder / "b.txt", "入口", "人口"), folder / "b.txt")
    assert kanwu(capsysbinary, "learn", folder, "--least", "2").text == "入 → 人: put right in 2 places\n"
    assert (folder / "kanwu.toml").read_text("utf-8") == f'{own}confusions = ["入人"]\n'
    again = kanwu(capsysbinary, "learn", folder)
    assert "nothing written" in again.err
    assert (folder / "kanwu.toml").read_text("utf-8") == f'{own}confusions = ["入人"]\n'


def test_a_patch_that_cannot_be_read_is_told_and_the_others_teach(capsysbinary: Capture, folder: Path) -> None:
    keep(by_hand(folder / "a.txt", "入口", "人口"), folder / "a.txt")
    (folder / "b.txt.kanwu.jsonl").write_text("{", encoding="utf-8")
    ran = kanwu(capsysbinary, "learn", folder, "--for", folder.parent)
    assert (ran.code, ran.text) == (2, "入 → 人: put right in 1 place\n")
    assert "b.txt.kanwu.jsonl" in ran.err
    assert config_for(folder / "b.txt").rules["lookalike"].options["confusions"] == ["入人"]
    assert not (folder / "kanwu.toml").exists()
