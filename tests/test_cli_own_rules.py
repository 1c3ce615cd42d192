"""`kanwu rules --test`, `--allow` and `--always`: the user's own rules tried, and lists written that hold for the next page."""

import json
from pathlib import Path

import pytest

from cleanup.config import config_for
from cleanup.layout import make_page
from cleanup.messages import LANGUAGES
from cleanup.page import Origin
from cleanup.review import Review
from desktop.looking import RuleBook, look
from tests.commands import kanwu

Capture = pytest.CaptureFixture[bytes]

GOOD = '[[rule.user]]\nid = "old-name"\nhint = "h"\ntable = { "青川城" = "清川城" }\n'
GOOD += 'example = { before = "到青川城去", after = "到清川城去" }\n'
SHOWN = '[[rule.user]]\nid = "mark"\nhint = "h"\npattern = "▲"\nsafety = "show"\nexample = { before = "▲渠水", after = "▲渠水" }\n'
BARE = '[[rule.user]]\nid = "bare"\nhint = "h"\ntable = { "甲" = "乙" }\n'
WRONG = GOOD.replace("到清川城去", "到清川市去").replace("old-name", "wrong")
SILENT = GOOD.replace('before = "到青川城去"', 'before = "到清川城去"').replace("old-name", "silent")
AGAIN = '[[rule.user]]\nid = "again"\nhint = "h"\npattern = "渠"\nreplacement = "水渠"\nexample = { before = "渠", after = "水渠" }\n'
IN_CODE = GOOD.replace("到青川城去", "`青川城`").replace("到清川城去", "`清川城`").replace("old-name", "in-code")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("KANWU_LANG", "en")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_rules_pass_on_their_examples(capsysbinary: Capture, here: Path) -> None:
    (here / "kanwu.toml").write_text(f'[rule.old-name]\nlevel = "off"\n{GOOD}{SHOWN}{BARE}', encoding="utf-8")
    ran = kanwu(capsysbinary, "rules", "--test")
    assert ran.code == 0
    assert ran.text.splitlines()[0] == "old-name: passes: 到青川城去 → 到清川城去"
    assert ran.text.splitlines()[1] == "mark: passes: ▲渠水 → ▲渠水"
    assert ran.text.splitlines()[2].startswith("bare: has no example")
    assert "2 rules tried, 0 failed, 1 without" in ran.err


def test_each_failing_rule_is_named(capsysbinary: Capture, here: Path) -> None:
    (here / "kanwu.toml").write_text(f"{GOOD}{WRONG}{SILENT}{AGAIN}{IN_CODE}", encoding="utf-8")
    ran = kanwu(capsysbinary, "rules", "--test")
    assert ran.code == 1
    lines = {line.split(":")[0]: line.split(": ", 1)[1] for line in ran.text.splitlines()}
    assert lines["old-name"].startswith("passes")
    assert lines["wrong"] == "fails: “到青川城去” becomes “到清川城去”, not “到清川市去”."
    assert lines["silent"].startswith("fails: nothing is flagged in “到清川城去”")
    assert lines["again"] == "fails: “渠” becomes “水渠”, and that would be changed again, into “水水渠”."
    assert lines["in-code"].startswith("fails: nothing is flagged")
    assert kanwu(capsysbinary, "rules", "--test", "old-name").code == 0
    assert kanwu(capsysbinary, "rules", "--test", "again").code == 1
    unknown = kanwu(capsysbinary, "rules", "--test", "quotes")
    assert (unknown.code, "old-name" in unknown.err) == (2, True)
    for language in LANGUAGES:
        assert "青川城" in kanwu(capsysbinary, "rules", "--test", "--lang", language).text


def test_an_allow_list_that_keeps_an_example_is_told(capsysbinary: Capture, here: Path) -> None:
    (here / "kanwu.toml").write_text(f'allow = ["青川城"]\n{GOOD}', encoding="utf-8")
    assert kanwu(capsysbinary, "rules", "--test").code == 1


@pytest.mark.parametrize(
    "wrong", ["rule = [", f'{GOOD}[rule.quots]\nlevel = "off"\n', GOOD.replace("table", "tabel"), AGAIN.replace('"渠"', '"("')]
)
def test_a_wrong_configuration_is_an_error_of_its_own(capsysbinary: Capture, here: Path, wrong: str) -> None:
    (here / "kanwu.toml").write_text(wrong, encoding="utf-8")
    ran = kanwu(capsysbinary, "rules", "--test")
    assert (ran.code, ran.text) == (2, "")
    assert "kanwu.toml" in ran.err


def places(capsysbinary: Capture, page: Path) -> list[tuple[str, str]]:
    """The rules and flagged strings that the command finds on a page, and that the window finds there too."""
    ran = kanwu(capsysbinary, "check", page, "--all", "--format", "jsonl")
    text = page.read_text("utf-8")
    found = [json.loads(line) for line in ran.text.splitlines()]
    by_command = sorted((each["rule"], text[slice(*each["spans"][0])]) for each in found)
    review = Review(make_page(page.name, text, Origin(path=str(page))))
    in_window = look(review, RuleBook(config_for(page)))
    assert sorted((each.rule, text[slice(*each.spans[0])]) for each in in_window) == by_command
    return by_command


def test_what_is_written_holds_for_the_next_page_in_both(capsysbinary: Capture, here: Path) -> None:
    page = here / "pages" / "a.txt"
    page.parent.mkdir()
    page.write_text("临河市图书馆新馆昨日开馆,市民纷纷前来。福社会的工作人员说，书架全换了。\n", encoding="utf-8")
    assert places(capsysbinary, page) == [("punctuation-width", ",")]
    ran = kanwu(capsysbinary, "rules", "--always", "福社", "福祉", "--allow", "开馆,市民", "--rule", "punctuation-width")
    assert ran.code == 0
    assert ran.text.count(str(here / "kanwu.toml")) == 2
    assert places(capsysbinary, page) == [("always", "福社")]
    cleaned = kanwu(capsysbinary, "clean", page, "--out", here / "out", "--accept", "ask")
    assert cleaned.code == 0
    assert (here / "out" / "a.txt").read_text("utf-8").count("福祉会") == 1


def test_the_nearest_above_is_written_else_one_is_made(capsysbinary: Capture, here: Path, tmp_path: Path) -> None:
    deep = here / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "page.txt").write_text("渠水", encoding="utf-8")
    kanwu(capsysbinary, "rules", "--allow", "渠水", "--for", deep / "page.txt")
    assert config_for(deep).allow == {"渠水"}
    assert (deep / "kanwu.toml").exists()
    (tmp_path / "kanwu.toml").write_text("# of all\n", encoding="utf-8")
    kanwu(capsysbinary, "rules", "--allow", "河水")
    assert not (here / "kanwu.toml").exists()
    assert (tmp_path / "kanwu.toml").read_text("utf-8") == '# of all\n\nallow = ["河水"]\n'
    kanwu(capsysbinary, "rules", "--allow", "井水", "--config", here / "named.toml")
    assert (here / "named.toml").read_text("utf-8") == 'allow = ["井水"]\n'


def test_the_later_word_is_told(capsysbinary: Capture) -> None:
    assert "always changed into “福祉”" in kanwu(capsysbinary, "rules", "--always", "福社", "福祉").text
    assert "stood there already" in kanwu(capsysbinary, "rules", "--always", "福社", "福祉").text
    assert "no longer into “福祉”" in kanwu(capsysbinary, "rules", "--always", "福社", "福址").text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--allow", " "], "blank"),
        (["--always", "渠", "渠"], "itself"),
        (["--always", "渠", "水渠"], "change its own result"),
        (["--always", "渠"], "needs"),
        (["--rule", "quotes"], "--allow"),
        (["--allow", "渠", "--rule", "quots"], "quotes"),
        (["--allow", "渠", "--test"], "--test"),
        (["quotes", "--allow", "渠"], "--rule"),
        (["--allow", "渠", "--for", "none.txt"], "none.txt"),
    ],
)
def test_nonsense_is_refused(capsysbinary: Capture, here: Path, args: list[str], said: str) -> None:
    ran = kanwu(capsysbinary, "rules", *args)
    assert (ran.code, ran.text) == (2, "")
    assert said in ran.err
    assert list(here.iterdir()) == []
