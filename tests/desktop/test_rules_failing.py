"""Rules that die or hang, and the window that goes on meanwhile."""

import os
import signal
import sys
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.process import EndedError, RulesProcess
from desktop.questions import Question
from tests.desktop.conftest import Opener, review_of, settle


def test_the_window_goes_on_when_the_process_dies(opener: Opener, qtbot: QtBot, folder: Path, rules: RulesProcess) -> None:
    window = opener(folder)
    told: list[str] = []
    window.controller.told.connect(told.append)
    before = review_of(window).findings
    looker = window.controller._session._ruling._looker
    assert looker is not None
    dies = iter([True])
    ask = rules.ask

    def once(question: Question) -> object:
        if next(dies, False):
            rules.end()
            raise EndedError
        return ask(question)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rules, "ask", once)
        window.controller._session._look()
        settle(qtbot, window)
        qtbot.waitUntil(lambda: bool(told))
    assert "started again" in told[0]
    assert review_of(window).findings == before
    # Where it dies over and over, that is said, and the page can be worked on.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rules, "ask", lambda question: (_ for _ in ()).throw(EndedError))
        window.controller._session._look()
        qtbot.waitUntil(lambda: any("ended over this page" in notice for notice in _notices(window)), timeout=20_000)
    assert review_of(window).findings == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a process that can be stopped")
def test_rules_that_do_not_come_to_an_end_are_told_of_and_run_again(
    opener: Opener, qtbot: QtBot, folder: Path, rules: RulesProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.controller.ruling._PATIENCE", 200)
    window = opener(folder)
    findings = review_of(window).findings
    hanging = rules.pid
    assert hanging is not None
    os.kill(hanging, signal.SIGSTOP)
    window.menu_actions.accept.trigger()
    qtbot.waitUntil(lambda: any("had not come to an end" in notice for notice in _notices(window)), timeout=20_000)
    decided = review_of(window).decisions
    assert len(decided) == 1
    # Nobody knows how far the page is: it is not passed over as one on which nothing is open.
    assert window.pages.model.rows[0].open is None
    # What was decided meanwhile is kept, and with the next step the rules are there again.
    monkeypatch.setattr("desktop.controller.ruling._PATIENCE", 60_000)
    window.menu_actions.undo.trigger()
    settle(qtbot, window)
    assert rules.pid not in (None, hanging)
    assert review_of(window).findings == findings
    assert not _notices(window)
    assert not window.controller.looking
    assert window.pages.model.rows[0].open == len(findings)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a process that can be stopped")
def test_rules_that_hang_on_a_page_that_was_left_do_not_keep_the_next_one_waiting(
    opener: Opener, qtbot: QtBot, folder: Path, rules: RulesProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opener(folder)
    ruling = window.controller._session._ruling
    ruling._left.setInterval(100)
    assert rules.pid is not None
    os.kill(rules.pid, signal.SIGSTOP)
    window.controller._session._look()
    qtbot.waitUntil(lambda: rules.turn is not None)
    window.controller.step_page(1)
    settle(qtbot, window)
    assert window.pages.model.rows[1].found == len(review_of(window).findings) > 0
    assert not _notices(window)


def _notices(window: object) -> tuple[str, ...]:
    from desktop.main_window import MainWindow

    state = cast("MainWindow", window).controller._session.now
    return () if state is None else state.notices
