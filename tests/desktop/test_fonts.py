"""Characters of a page that no font has are told, with the line they stand in; those that some font has are not."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.theme import text_font, undrawn
from tests.desktop.conftest import FIRST, Opener

NOWHERE = "\U000f1234"  # for private use: whoever makes a font of it makes no other's page


def told(window: MainWindow) -> str:
    return window.notices.of_fonts


def test_ordinary_text_is_drawn(qapp: QApplication) -> None:
    assert undrawn(FIRST + "，。《》“”—…１２３abc\t\r\n\u3000\u200b", text_font("zh_CN", 12)) == ""


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_what_no_font_has_is_named_once_and_in_order(qapp: QApplication, language: str) -> None:
    other = "\U000f1230"
    assert undrawn(f"甲{NOWHERE}乙{other}{NOWHERE}", text_font(language, 12)) == other + NOWHERE


def test_the_reviewer_is_told_and_left_alone_on_the_next_page(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "1.txt").write_text(FIRST + f"\n值班的是老{NOWHERE}。\n", encoding="utf-8")
    window = opener(folder)
    qtbot.waitUntil(lambda: bool(told(window)))
    assert "U+F1234 in line 11" in told(window)
    assert window.notices.isVisible()
    window.controller.step_page(1)
    assert told(window) == ""
    qtbot.waitUntil(lambda: not window.fonts.waiting)
    assert told(window) == ""
    assert not window.notices.isVisible()


def test_a_page_of_such_characters_is_told_in_a_line(opener: Opener, qtbot: QtBot, folder: Path) -> None:
    (folder / "1.txt").write_text("".join(map(chr, range(0xF1000, 0xF1400))), encoding="utf-8")
    window = opener(folder)
    qtbot.waitUntil(lambda: bool(told(window)))
    assert told(window).count("U+") == 6
    assert "…" in told(window)
