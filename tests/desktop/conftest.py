"""A window on pages of its own, driven as a person drives it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cleanup.review import Review
from desktop.app import Wishes, install_translators, open_window
from desktop.main_window import MainWindow
from desktop.models.list_rows import Sort
from desktop.process import RulesProcess

# Two paragraphs that a column's end cut apart, half-width commas, a paragraph printed twice.
FIRST = """青石镇便民服务点启用

本报讯 青石镇便民服务点昨日启用,镇上居民办事不再跑县城,十二个窗口当天受理业务八十余件。维修人员连夜赶到泵房，及时更

换了破裂的阀门，供水恢复正常。

镇里还在渡口设了两个代办点,每周二、周四有人值守,老人不用再等。河堤上的路灯也换成了太阳能灯，入夜后照得很远。

供水站的值班电话全天有人接听。
"""
SECOND = """渡口重开

停航半年的老渡口昨日重开,头班船载着四十位乘客过河。船工老秦在这条河上摇了三十年橹，如今换上了电动船。
"""
# The join is to be asked about, so that it is the first to be looked at.
CONFIG = '[rule.column-join]\nlevel = "ask"\n'

Opener = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """No test reads or writes the settings of whoever runs it."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pages and a configuration."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "kanwu.toml").write_text(CONFIG, encoding="utf-8")
    (pages / "1.txt").write_text(FIRST, encoding="utf-8")
    (pages / "2.txt").write_text(SECOND, encoding="utf-8")
    return pages


@pytest.fixture(scope="session")
def rules() -> Iterator[RulesProcess]:
    """The process that runs the rules, one for all windows, as it is for the windows of one program."""
    made = RulesProcess()
    yield made
    made.end()


@pytest.fixture
def opener(qtbot: QtBot, qapp: QApplication, rules: RulesProcess) -> Iterator[Opener]:
    """Opens windows on paths, waits for the rules, and closes them at the end."""
    windows: list[MainWindow] = []

    def open_on(*paths: Path, language: str = "en", shown: bool = True, by_place: bool = True) -> MainWindow:
        install_translators(qapp, language)
        window = open_window(Wishes(paths, theme="light"), language, rules=rules)
        windows.append(window)
        qtbot.addWidget(window)
        if shown:
            window.resize(1200, 800)
            window.show()
            window.activateWindow()
            qtbot.waitActive(window)
        settle(qtbot, window)
        if by_place:
            list_by_place(window)
        return window

    yield open_on
    for window in windows:
        window.close()
    install_translators(qapp, "en")


@pytest.fixture
def window(opener: Opener, folder: Path) -> MainWindow:
    """A window on the two pages, the first one open and looked at."""
    return opener(folder)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Waits until the rules have answered on the open page."""
    qtbot.waitUntil(lambda: not window.controller.looking, timeout=20_000)


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """Gives the list the keyboard after a dialog was closed, as a window manager does; the off-screen platform has none."""
    window.activateWindow()
    window.findings.table.setFocus()
    qtbot.waitUntil(lambda: window.findings.table.hasFocus())


def list_by_place(window: MainWindow) -> None:
    """Lists every finding in a row of its own by its place, and chooses the first open join of the page, where there is one."""
    window.findings.sort(Sort.PLACE)
    review = window.controller.review
    joins = [] if review is None else [f.id for f in review.open_findings if f.rule == "column-join"]
    if joins:
        window.controller.choose(joins[0])


def review_of(window: MainWindow) -> Review:
    """The Review of the open page."""
    review = window.controller.review
    assert review is not None
    return review


def states(window: MainWindow) -> dict[str, list[str]]:
    """The states of the open page's findings by rule, in page order."""
    found: dict[str, list[str]] = {}
    review = review_of(window)
    for finding in review.findings:
        found.setdefault(finding.rule, []).append(review.state_of(finding))
    return found
