"""The detail on a small screen: what a decision needs is seen without scrolling."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cleanup.finding import Finding
from desktop.main_window import MainWindow
from desktop.models.row_filter import EVERYTHING
from desktop.models.runs import Role, Run
from desktop.panels.join_view import _nearest
from desktop.panels.run_painter import runs_width
from desktop.theme import interface_font
from tests.desktop.conftest import Opener, review_of

SEEDS = Path(__file__).parent.parent.parent / "seeds" / "pages"
LAPTOP = (1366, 768)


@pytest.fixture(params=["en", "zh_CN", "zh_TW"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """A language, with the font that the interface has in it."""
    before = qapp.font()
    qapp.setFont(interface_font(request.param))
    yield request.param
    qapp.setFont(before)


def bottom(part: QWidget, view: QWidget) -> int:
    """Where a part ends; of the reasons, those of the first two."""
    top = part.mapTo(view, QPoint(0, 0)).y()
    if not isinstance(part, QLabel):
        return top + part.height()
    first = "\n".join(part.text().split("\n")[:3])
    room = QRect(0, 0, part.width(), 10_000)
    return top + QFontMetrics(part.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), first).height()


def one_of_each(window: MainWindow) -> list[Finding]:
    """The first finding of each rule with each number of fixes."""
    found: dict[tuple[str, int], Finding] = {}
    for finding in review_of(window).findings:
        found.setdefault((finding.rule, len(finding.fixes)), finding)
    return [*found.values()]


@pytest.mark.parametrize("name", ["15_everything.md", "08_repeats.md"])
def test_what_a_decision_needs_is_seen_without_scrolling(opener: Opener, qtbot: QtBot, language: str, name: str) -> None:
    window = opener(SEEDS / name, language=language)
    window.resize(*LAPTOP)
    window.frame.reset()
    window.findings.filters.choose(bands=EVERYTHING)
    view = window.detail.area.viewport()
    qtbot.waitUntil(lambda: window.height() == LAPTOP[1] and view.height() > LAPTOP[1] // 4)
    seen = 0
    for finding in one_of_each(window):
        window.controller.choose(finding.id)
        # What is laid out comes to rest after some events.
        qtbot.waitUntil(lambda: max(bottom(part, view) for part in window.detail.essentials) <= view.height())
        assert window.detail.area.verticalScrollBar().value() == 0
        assert window.detail.shown == finding.id
        seen += len(finding.fixes) > 1
    assert seen > 1


def test_reasons_beyond_the_strongest_are_said_too(opener: Opener) -> None:
    window = opener(SEEDS / "01_blocks.txt")
    join = max((f for f in review_of(window).findings if f.rule == "column-join"), key=lambda f: len(f.evidence))
    assert len(join.evidence) > 3
    window.controller.choose(join.id)
    said = "\n".join(label.text() for label in window.detail.findChildren(QLabel) if label.isVisibleTo(window.detail))
    for reason in join.evidence:
        assert f"• {reason.message.text('en')}" in said
    assert said.index("Why:") < said.index("Further:")


def test_of_a_long_side_what_meets_the_other_is_shown() -> None:
    long = (Run("渡口" * 30, Role.CONTEXT), Run("更", Role.CROSSED))
    tail = _nearest(long, right=True)
    assert tail[-1] == Run("更", Role.CROSSED)
    assert tail[0].text.startswith("…")
    assert sum(len(run.text) for run in tail) < 30
    head = _nearest(long[::-1], right=False)
    assert head[0] == Run("更", Role.CROSSED)
    assert head[-1].text.endswith("…")
    short = (Run("渡口", Role.CONTEXT),)
    assert _nearest(short, right=True) == _nearest(short, right=False) == short


def test_the_width_of_runs_is_that_of_their_text(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    runs = (Run("渡口", Role.CONTEXT), Run("重开", Role.ADDED))
    assert runs_width(metrics, runs) >= sum(metrics.horizontalAdvance(run.text) for run in runs)
