"""A window at work in a process of its own, told apart from a reviewer's only in that it says what it has shown: the one that is killed.

Run as `python -m tests.desktop.window_to_kill FOLDER SEED`: decides, types, undoes and changes pages by real keys, as a random number
says, and prints after each key the open page's decisions, once the key was answered: what was on the screen then. Some of the Chinese
is composed for a while first, as an input method does, and not all of that is committed. With an odd SEED the disk is slow and the
folding never rests, so that the window is seldom killed in a moment in which nothing is being saved.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cleanup.review import Decision

NAMES = "青石渡口堤坝"
SPELLED = "dukou"


def digest(decision: Decision) -> str:
    """A decision in a word: another one wherever anything about it differs."""
    import hashlib

    return hashlib.sha256(repr(decision).encode("utf-8")).hexdigest()[:16]


def slow_down() -> None:
    """Lets every sync and every exchange of a file take a while, and folds as soon as nobody presses a key."""
    import desktop.saving

    really_sync, really_replace = os.fsync, os.replace

    def sync(file: int) -> None:
        time.sleep(0.03)
        really_sync(file)

    def replace(source: str | Path, target: str | Path) -> None:
        time.sleep(0.01)
        really_replace(source, target)
        time.sleep(0.01)

    os.fsync, os.replace = sync, replace  # type: ignore[assignment]
    desktop.saving._IDLE = 1


def main(folder: Path, seed: int) -> None:
    """Works until it is killed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.app import Wishes, application, open_window
    from desktop.settings import settings_at

    if seed % 2:
        slow_down()
    app = application()
    window = open_window(Wishes((folder,), theme="light"), "en", settings_at(folder.parent / "window.ini"))
    window.resize(1000, 700)
    window.show()
    chance = random.Random(seed)
    keys = Qt.Key

    def tell() -> None:
        QApplication.processEvents()
        review = window.controller.review
        if review is not None:
            shown = " ".join(sorted(f"{d.id}:{digest(d)}" for d in review.decisions))
            sys.stdout.write(f"{review.page.id}\t{shown}\n")
            sys.stdout.flush()

    def type_text() -> None:
        view = window.cleaned.view
        view.setFocus()
        view.set_caret(chance.randrange(len(view.text)))
        for character in chance.sample(NAMES, 2):
            commit = QInputMethodEvent()
            commit.setCommitString(character)
            QApplication.sendEvent(view, commit)
            tell()
        window.findings.table.setFocus()

    def compose() -> None:
        """Spells a word out, letter by letter, and commits it, gives it up, or leaves it unfinished for the next thing to come."""
        view = window.cleaned.view
        view.setFocus()
        view.set_caret(chance.randrange(len(view.text)))
        for length in range(1, 6):
            QApplication.sendEvent(view, QInputMethodEvent(SPELLED[:length], []))
            tell()
        end = chance.choice(("commit", "give up", "leave"))
        if end != "leave":
            event = QInputMethodEvent("", [])
            if end == "commit":
                event.setCommitString(chance.choice(NAMES))
            QApplication.sendEvent(view, event)
            tell()

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], object]:
        return lambda: QTest.keyClick(window.findings.table, key, modifier)

    actions: list[Callable[[], object]] = [
        *[press(keys.Key_A)] * 3,
        press(keys.Key_R),
        press(keys.Key_S),
        press(keys.Key_T),
        press(keys.Key_N),
        press(keys.Key_Backspace),
        *[type_text] * 3,
        *[compose] * 3,
        press(keys.Key_Z, Qt.KeyboardModifier.ControlModifier),
        press(keys.Key_S, Qt.KeyboardModifier.ControlModifier),
        lambda: window.controller.step_page(chance.choice((1, -1))),
    ]
    while window.controller.looking:
        app.processEvents()
    tell()
    while True:
        chance.choice(actions)()
        tell()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
