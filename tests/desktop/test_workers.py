"""Jobs on another thread: answers, failures, stale answers, stopping."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.workers import Failure, Workers


@pytest.fixture
def workers(qapp: QApplication) -> Iterator[Workers]:
    made = Workers()
    yield made
    made.stop()


def test_an_answer_comes_on_the_asking_thread(workers: Workers, qtbot: QtBot) -> None:
    here = threading.get_ident()
    told: list[tuple[str, object, int]] = []
    workers.answered.connect(lambda key, answer: told.append((key, answer, threading.get_ident())))
    with qtbot.waitSignal(workers.answered):
        workers.ask("add", lambda a, b: (a + b, threading.get_ident() != here), 1, b=2)
    assert told == [("add", (3, True), here)]
    assert not workers.busy


def test_a_failure_is_told_with_its_traceback(workers: Workers, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("no text")

    with qtbot.waitSignal(workers.failed) as told:
        workers.ask("fail", fail)
    assert told.args is not None
    key, failure = told.args
    assert key == "fail"
    assert isinstance(failure, Failure)
    assert "no text" in str(failure.error)
    assert "in fail" in failure.traceback


def test_only_the_newest_answer_under_a_key_counts(workers: Workers, qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[object] = []
    workers.answered.connect(lambda key, answer: told.append(answer))
    workers.ask("look", lambda: (gate.wait(10), "old")[1])
    workers.ask("look", lambda: "new")
    workers.ask("other", lambda: "other")
    workers.forget("other")
    gate.set()
    with qtbot.waitSignal(workers.answered):
        pass
    workers.ask("last", lambda: "last")
    qtbot.waitUntil(lambda: "last" in told)
    assert told == ["new", "last"]


def test_nothing_is_told_after_stopping(workers: Workers, qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[object] = []
    workers.answered.connect(lambda key, answer: told.append(answer))
    workers.ask("one", lambda: gate.wait(10))
    workers.ask("two", lambda: "two")
    assert workers.waits_for("one")
    gate.set()
    workers.stop()
    QApplication.processEvents()
    assert told == []
    assert not workers.busy
