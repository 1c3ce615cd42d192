"""The program around the window: arguments, language, input method, translations, pictures."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup import __version__
from cleanup.messages import LANGUAGES
from cleanup.resources import resource, sample_pages
from desktop import app
from desktop.actions import Actions
from desktop.main_window import MainWindow
from desktop.process import RulesProcess
from desktop.settings import Looks, settings_at
from desktop.theme import DARK, LIGHT
from tests.desktop.conftest import FIRST, SECOND, Opener, review_of, settle

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], app.Wishes()),
        (["a.txt", "b"], app.Wishes((Path("a.txt"), Path("b")))),
        (["--patches", "p", "--encoding=gb18030", "a"], app.Wishes((Path("a"),), Path("p"), "gb18030")),
        (["--theme", "dark"], app.Wishes(theme="dark")),
        (["--theme", "light", "--", "--odd.txt"], app.Wishes((Path("--odd.txt"),), theme="light")),
    ],
)
def test_arguments(qapp: QApplication, arguments: list[str], expected: app.Wishes) -> None:
    assert app.parse(arguments) == expected


@pytest.mark.parametrize("arguments", [["--theme", "pink"], ["--no-such-thing"], ["--patches"]])
def test_wrong_arguments_are_told(qapp: QApplication, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(arguments) == 2
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize(("argument", "expected"), [("--help", "--patches"), ("--version", f"kanwu {__version__}")])
def test_help_and_version(qapp: QApplication, argument: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main([argument]) == 0
    assert expected in capsys.readouterr().out


def test_a_missing_page_is_told_before_any_window(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main([str(tmp_path / "gone.txt")]) == 2
    assert "gone.txt" in capsys.readouterr().err


def test_the_program_opens_and_closes(qapp: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "zh_CN")
    seen: list[str] = []

    def close() -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                seen.append(window.windowTitle())
                window.close()

    QTimer.singleShot(200, close)
    assert app.main([str(folder), "--theme", "light"]) == 0
    app.install_translators(qapp, "en")
    assert any(title.startswith("1.txt") for title in seen)


def test_the_samples_open_from_the_start_page_and_stay_as_they_are(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = app.open_window(app.Wishes(theme="light"), "en")
    before = sorted(path.name for path in sample_pages().iterdir())
    assert window.centre.screen_shown is window.start
    assert window.pages.model.rows == ()
    window.start.buttons[2].click()
    assert window.centre.screen_shown is None
    assert [row.name for row in window.pages.model.rows][:2] == [n for n in before if not n.startswith(".")][:2]
    window.controller.edit(0, 0, "字")
    window.close()
    assert sorted(path.name for path in sample_pages().iterdir()) == before
    assert list(tmp_path.rglob("*.kanwu.jsonl"))


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.main(["page.txt"]) == 2
    assert "kanwu-desktop: " in capsys.readouterr().err
    assert app.has_display({}, "win32")
    assert app.has_display({"DISPLAY": ":1"}, "linux")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx5"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "xim"}, "xim"),
        ({"XMODIFIERS": "@im=ibus", "QT_IM_MODULE": "ibus"}, "ibus"),
        ({}, None),
    ],
)
def test_fcitx_is_reached_as_ibus(environ: dict[str, str], expected: str | None) -> None:
    app.prepare_input_method(environ)
    assert environ.get("QT_IM_MODULE") == expected


def test_the_colours_by_name(qapp: QApplication) -> None:
    assert app.choose_theme("dark") is DARK
    assert app.choose_theme("light") is LIGHT
    assert app.choose_theme("system") in (LIGHT, DARK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_waits_for_its_translation(language: str) -> None:
    tree = ET.parse(resource("translations", f"kanwu_{language}.ts"))
    messages = list(tree.iter("message"))
    assert messages
    for message in messages:
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, source
        texts = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        for text in texts:
            assert text, source
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", source)), source
            if message.get("numerus") and language != "en":
                assert "%n" in text, source
    if language != "en":
        # A menu that is opened with Alt and a letter keeps its letter.
        letters = re.findall(r"\(&amp;[A-Z]\)", resource("translations", f"kanwu_{language}.ts").read_text(encoding="utf-8"))
        assert len(letters) > 10


@pytest.mark.slow
def test_the_translations_are_those_of_the_code(tmp_path: Path) -> None:
    """Runs Qt's tool over the code in all languages, which takes a second."""
    from resources.make_translations import TRANSLATIONS, collect, pack

    for language in LANGUAGES:
        there = TRANSLATIONS / f"kanwu_{language}.ts"
        copy = tmp_path / there.name
        copy.write_bytes(there.read_bytes())
        collect(copy, language)
        assert copy.read_text(encoding="utf-8") == there.read_text(encoding="utf-8")
        pack(copy, copy.with_suffix(".qm"))
        assert copy.with_suffix(".qm").read_bytes() == there.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_everything_in_the_window_speaks_chinese(opener: Opener, folder: Path, language: str) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLabel

    window = opener(folder, language=language)
    actions = window.findChild(Actions)
    assert actions is not None
    spoken = [action.text() for action in actions.deciding]
    spoken += [menu.text() for menu in window.menuBar().actions()]
    spoken += [label.text() for label in window.findChildren(QLabel) if label.text()]
    spoken += [button.text() for button in window.findChildren(QAbstractButton) if button.text()]
    spoken += [window.source.view.accessibleName(), window.cleaned.view.accessibleName(), window.findings.table.accessibleName()]
    assert [text for text in spoken if any(map(str.isalpha, text)) and not HAN.search(text)] == []
    # Qt's own words too.
    assert HAN.search(QCoreApplication.translate("QPlatformTheme", "Cancel"))


def test_a_picture_for_the_documentation(folder: Path, tmp_path: Path) -> None:
    """In a process of its own: it wants its own language and colours."""
    command = [sys.executable, "-m", "desktop.screenshot", "--out", str(tmp_path), "--dark", "--lang", "zh_CN", "--size", "1024x700"]
    run = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=True, timeout=120)
    picture = Path(run.stdout.strip())
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1024, 700)
    assert picture.stat().st_size < 200_000
    assert image.pixelColor(500, 5).name() == DARK.window
    assert not list(folder.glob("*.kanwu.*"))
    assert (folder / "1.txt").read_text(encoding="utf-8") == FIRST


def test_nothing_heavy_is_loaded_before_the_window_is_painted(folder: Path) -> None:
    """In a process of its own, since other tests have loaded everything."""
    program = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from pathlib import Path\n"
        "from desktop import app\n"
        "qt = app.application()\n"
        "window = app.open_window(app.Wishes((Path(sys.argv[1]),), theme='light'), 'en')\n"
        "while window.controller.looking: qt.processEvents()\n"
        "window.grab()\n"
        "print(' '.join(sorted({'jieba', 'opencc', 'numpy', 'rich', 'click'} & set(sys.modules))), end='')\n"
        "window.close()\n"
    )
    own = {**os.environ, "XDG_CONFIG_HOME": str(folder.parent / "settings")}  # not those of whoever runs the tests
    run = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True, timeout=120, env=own)
    assert run.stdout == ""


def test_what_only_a_dialog_needs_is_not_loaded_before_one_opens(folder: Path) -> None:
    program = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from pathlib import Path\n"
        "from desktop.start import begin\n"
        "rules = begin([sys.argv[1]])\n"
        "from desktop import app\n"
        "qt = app.application()\n"
        "window = app.open_window(app.Wishes((Path(sys.argv[1]),), theme='light'), 'en', rules=rules)\n"
        "window.show()\n"
        "while window.controller.looking: qt.processEvents()\n"
        "needless = [name for name in sys.modules if name.startswith(('desktop.dialogs', 'cleanup.articles'))]\n"
        "print(len(window.findings.model.all_rows) > 0, *needless)\n"
        "import builtins; print(builtins.__import__ is builtins.__orig_import__)\n"
        "window.close(); rules.end()\n"
    )
    own = {**os.environ, "XDG_CONFIG_HOME": str(folder.parent / "settings")}  # not those of whoever runs the tests
    run = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True, timeout=120, env=own)
    assert run.stdout.split() == ["True", "True"]


def visible_windows() -> list[MainWindow]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow) and window.isVisible()]


def test_the_window_changes_its_language_where_it_stands(
    qapp: QApplication, qtbot: QtBot, folder: Path, tmp_path: Path, rules: RulesProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KANWU_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    settings = settings_at(tmp_path / "own.ini")
    program = app.Program(qapp, app.Wishes((folder,), theme="light"), settings, rules)
    try:
        window = program.open(app.choose_language(Looks(settings).language))
        settle(qtbot, window)
        assert window.menu_actions.languages[""].isChecked()
        assert window.menu_actions.quit.text() == "&Quit"
        window.controller.go_to(1)
        settle(qtbot, window)
        QTest.keyClick(window.findings.table, Qt.Key.Key_A)
        settle(qtbot, window)
        mended = review_of(window).rendered.text
        window.menu_actions.languages["zh_TW"].trigger()
        qtbot.waitUntil(lambda: visible_windows() not in ([], [window]))
        [other] = visible_windows()
        settle(qtbot, other)
        assert other.menu_actions.quit.text() == "結束(&Q)"
        assert other.menu_actions.languages["zh_TW"].isChecked()
        assert other.windowTitle().startswith("2.txt")
        assert review_of(other).rendered.text == mended != SECOND
        assert Looks(settings).language == "zh_TW"
        assert app.choose_language(Looks(settings).language) == "zh_TW"
    finally:
        for each in visible_windows():
            each.close()
        app.install_translators(qapp, "en")


def test_a_language_named_by_a_script_wins_over_the_one_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANWU_LANG", "en")
    assert app.choose_language("zh_TW") == "en"
    monkeypatch.delenv("KANWU_LANG")
    assert app.choose_language("zh_TW") == "zh_TW"


def test_colours_and_size_are_found_again_and_nonsense_counts_as_nothing(qapp: QApplication, folder: Path, tmp_path: Path) -> None:
    settings = settings_at(tmp_path / "own.ini")
    window = app.open_window(app.Wishes((folder,)), "en", settings)
    usual = window.cleaned.view.font().pointSizeF()
    window.menu_actions.dark.trigger()
    window.menu_actions.zoom_in.trigger()
    window.close()
    again = app.open_window(app.Wishes((folder,)), "en", settings)
    assert again.menu_actions.dark.isChecked()
    assert again.cleaned.view.font().pointSizeF() == usual + 1
    again.close()
    for name, value in (("language", "tlh"), ("theme", "pink"), ("text-size", "nan")):
        settings.setValue(f"window/{name}", value)
    looks = Looks(settings)
    assert (looks.language, looks.theme, looks.size) == ("", "system", None)
