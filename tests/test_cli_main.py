"""The frame around all commands: help, languages, wrong usage, exit codes, and what is imported when."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup import __version__
from cleanup.cli import progress
from cleanup.cli.commands import COMMANDS
from cleanup.cli.console import Console
from cleanup.cli.help import definitions, width, wrapped
from cleanup.messages import LANGUAGES
from cleanup.resources import resource
from tests.commands import CLEAN_PAGE, PAGE, ROOT, kanwu, kanwu_process, process_args, write_pages

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")


def modules_of(code: str) -> set[str]:
    """The modules that a fresh interpreter has imported after running some code."""
    program = f"import sys\n{code}\nsys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    return set(done.stderr.split("\n"))


def test_version_is_said_before_anything_else_is_imported() -> None:
    loaded = modules_of("from cleanup.cli import main\nassert main(['--version']) == 0")
    assert not loaded & {"click", "re", "json", "cleanup.messages", "cleanup.cli.running", "dataclasses", "typing"}
    assert kanwu_process("--version").text == f"kanwu {__version__}\n"


def test_help_imports_neither_click_nor_rules() -> None:
    loaded = modules_of("from cleanup.cli import main\nassert main(['--help']) == 0")
    assert not loaded & {"click", "cleanup.rules", "cleanup.engine", "cleanup.readers", "cleanup.batch"}


def test_check_imports_no_window_no_dictionaries_and_no_pool(tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.txt": PAGE})
    loaded = modules_of(f"from cleanup.cli import main\nmain(['check', {str(tmp_path / 'a.txt')!r}])")
    assert "cleanup.engine" in loaded
    heavy = {
        "PySide6",
        "jieba",
        "opencc",
        "rich",
        "concurrent.futures",
        "charset_normalizer",
        "importlib.metadata",
        "filelock",
        "msgspec",
        "cleanup.patchfile",
        "cleanup.review",
    }
    assert not loaded & heavy


def test_a_command_imports_only_itself() -> None:
    loaded = modules_of("from cleanup.cli import main\nassert main(['export', '--help']) == 0")
    assert {f"cleanup.cli.{name}" for name in COMMANDS} & loaded == {"cleanup.cli.export"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_names_every_command(capsysbinary: Capture, language: str) -> None:
    ran = kanwu(capsysbinary, "--lang", language, "--help")
    assert ran.code == 0
    assert all(f"\n  {name} " in ran.text for name in COMMANDS)
    assert Console(language).say("heading-commands") in ran.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(capsysbinary: Capture, name: str, language: str) -> None:
    ran = kanwu(capsysbinary, name, "--help", "--lang", language)
    console = Console(language)
    assert ran.code == 0
    assert ran.text.startswith(console.say("usage", line=f"kanwu {name}"))
    assert console.say("opt-help") in ran.text.replace("\n", "").replace("  ", "") or console.say("opt-help") in ran.text
    assert all(width(line) <= 100 for line in ran.text.split("\n"))


def test_every_command_module_is_listed() -> None:
    shared = {
        "__init__",
        "__main__",
        "command",
        "commands",
        "console",
        "garbage",
        "help",
        "invoking",
        "own_rules",
        "progress",
        "reporting",
        "running",
        "stopping",
    }
    modules = {path.stem for path in (ROOT / "cleanup" / "cli").glob("*.py")} - shared
    assert modules == set(COMMANDS)


@pytest.mark.parametrize("topic", ["cli", "batch", "scoring"])
def test_every_sentence_stands_in_three_languages_with_the_same_places(topic: str) -> None:
    catalogue = json.loads(resource("messages", f"{topic}.json").read_text(encoding="utf-8"))
    from string import Formatter

    for name, texts in catalogue.items():
        assert set(texts) == set(LANGUAGES), name
        places = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in texts.values()]
        assert places[0] == places[1] == places[2], name


def test_no_command_is_an_error_that_shows_help(capsysbinary: Capture) -> None:
    ran = kanwu(capsysbinary)
    assert ran.code == 2
    assert "clean" in ran.text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chekc"], "Did you mean “check”"),
        (["zzzz"], "there is no command “zzzz”"),
        (["--lang", "fr", "check"], "“fr” is none of en, zh_CN, zh_TW"),
        (["check"], "PATH… is missing"),
        (["check", "--fromat", "x", "a"], "Did you mean --format"),
        (["check", "--nonsense", "a"], "there is no option --nonsense"),
        (["check", "--format", "xml", "a"], "--format must be one of text, jsonl"),
        (["check", "--jobs", "0", "a"], "--jobs must be a whole number from 1"),
        (["check", "--jobs", "many", "a"], "--jobs must be a whole number from 1"),
        (["check", "a", "--config"], "--config needs a value"),
        (["check", "a", "--lang", "xx"], "--lang must be one of"),
        (["clean", "a"], "--out DIR is missing"),
        (["apply", "a"], "--out is missing"),
        (["export", "a", "--out", "x"], "--format is missing"),
        (["withdraw", "a"], "--batch"),
        (["rules", "quots"], "did you mean quotes"),
        (["rules", "quotes", "spacing"], "extra argument"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_two(capsysbinary: Capture, args: list[str], said: str) -> None:
    ran = kanwu(capsysbinary, *args)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.startswith("kanwu: ")


@pytest.mark.parametrize("command", ["check", "clean", "diff", "export"])
def test_a_missing_page_is_named(capsysbinary: Capture, command: str, tmp_path: Path) -> None:
    wanted: dict[str, list[str | Path]] = {"clean": ["--out", tmp_path / "o"], "export": ["--format", "txt", "--out", tmp_path / "o"]}
    ran = kanwu(capsysbinary, command, tmp_path / "nowhere.txt", *wanted.get(command, []))
    assert ran.code == 2
    assert "nowhere.txt" in ran.err
    assert not (tmp_path / "o").exists()


def test_the_environment_chooses_the_language(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "zh_TW")
    assert "沒有名為「foo」的命令" in kanwu(capsysbinary, "foo").err
    assert "没有名为“foo”的命令" in kanwu(capsysbinary, "--lang=zh_CN", "foo").err


def test_an_unforeseen_error_is_a_sentence_and_a_traceback_only_when_asked_for(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("cleanup.batch.inputs.gather", fail)
    plain = kanwu(capsysbinary, "check", tmp_path)
    assert plain.code == 2
    assert "ZeroDivisionError: nobody foresaw this" in plain.err
    assert "--debug" in plain.err
    assert "Traceback" not in plain.err
    assert "Traceback" in kanwu(capsysbinary, "check", tmp_path, "--debug").err


def test_ctrl_c_ends_with_130(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cleanup.batch.inputs.gather", stop)
    ran = kanwu(capsysbinary, "check", tmp_path)
    assert ran.code == 130
    assert "stopped" in ran.err


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    write_pages(tmp_path, {f"{n}.txt": PAGE * 30 for n in range(4)})
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        process_args("check", tmp_path, "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) == 141
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_output_is_utf8_whatever_the_environment_says(tmp_path: Path, locale: dict[str, str]) -> None:
    write_pages(tmp_path, {"a.txt": PAGE})
    ran = kanwu_process("check", tmp_path / "a.txt", "--format", "jsonl", env={**locale, "KANWU_LANG": "zh_CN"})
    assert ran.code == 1
    assert all(json.loads(line)["rule"] for line in ran.text.splitlines())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are always text")
def test_a_file_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"p\xffge.txt")
    path.write_bytes(PAGE.encode())
    ran = kanwu_process("check", path, "--format", "jsonl")
    assert ran.code == 1
    assert json.loads(ran.text.splitlines()[0])["path"].endswith("p\\xffge.txt")


def test_review_says_what_is_missing_without_a_display(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    ran = kanwu(capsysbinary, "review")
    assert ran.code == 2
    assert "DISPLAY" in ran.err


def test_review_without_qt_names_the_package(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "desktop.app", None)
    ran = kanwu(capsysbinary, "review")
    assert ran.code == 2
    assert "PySide6-Essentials" in ran.err


def test_review_hands_its_options_to_the_window(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from types import SimpleNamespace

    asked: list[list[str]] = []

    def prepared(args: list[str]) -> Callable[[], int]:
        asked.append(args)
        return lambda: 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "desktop.start", SimpleNamespace(prepared=prepared))
    assert kanwu(capsysbinary, "review", "a.txt", "-", "--patches", tmp_path, "--theme", "dark").code == 0
    assert asked == [["--theme", "dark", "--patches", str(tmp_path), "--", "a.txt", "-"]]


def test_wrapping_counts_cells_and_keeps_marks_at_line_ends() -> None:
    text = "清理页面，每一处改动都记入补丁（patch）。" * 4
    lines = list(wrapped(text, 24))
    assert "".join(lines) == text
    assert all(width(line) <= 26 for line in lines)
    assert not any(line[0] in "，。）" for line in lines)
    for cells in range(12, 40):
        lines = list(wrapped(text.replace("（patch）", "（默认）（patch）[必填]"), cells))
        assert not any(line[-1] in "（[" or line[0] in "，。）]" for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_in_one_language(capsysbinary: Capture, name: str, language: str) -> None:
    ran = kanwu(capsysbinary, name, "--help", "--lang", language)
    assert ran.code == 0
    assert "<=x" not in ran.text
    assert language == "en" or "required" not in ran.text


def test_definitions_stand_in_two_columns() -> None:
    lines = list(definitions([("a", "one two three"), ("a-term-that-is-very-long-indeed", "four")], 40))
    assert lines[0].startswith("  a  ")
    assert lines[-2:] == ["  a-term-that-is-very-long-indeed", " " * 28 + "four"]


def test_nothing_to_report_is_zero(capsysbinary: Capture, tmp_path: Path) -> None:
    write_pages(tmp_path, {"a.txt": CLEAN_PAGE})
    ran = kanwu(capsysbinary, "check", tmp_path)
    assert (ran.code, ran.out) == (0, b"")
    assert "1 page; findings: 0" in ran.err


def test_long_work_shows_a_bar_on_a_terminal_alone(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_LONG", 0)
    monkeypatch.setattr(progress, "_EVERY", 0)
    monkeypatch.setenv("TERM", "xterm")
    for terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda shown=terminal: shown, raising=False)
        with progress.Progress(Console("en"), 200) as bar:
            bar.advance(50)
        said = capsysbinary.readouterr().err.decode()
        assert ("25%" in said) is terminal
        assert ("pages" in said) is terminal


def test_quick_work_shows_no_bar(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress.Progress(Console("en"), 200) as bar:
        bar.advance(100)
        bar.advance(100)
    assert capsysbinary.readouterr().err == b""
