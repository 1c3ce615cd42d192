"""A reviewer's hand on a window, for the benchmarks: every kind of key, and how long the window takes to answer it.

A frame is a key and everything that Qt does after it until nothing waits, painting included.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from desktop.main_window import MainWindow

_BETWEEN = 0.06  # seconds of a reviewer's hand between two keys
_WALL = 900.0  # seconds for the rules to answer on the largest page


class Hand:
    """Presses, waits until all is painted, and writes down how long that took, in milliseconds by the kind of key.

    `between` is the longest that Qt worked between two keys, `frames` and `cpu` are by the clock and by what the window's thread took.
    """

    def __init__(self, window: "MainWindow") -> None:
        from PySide6.QtCore import QCoreApplication

        self.window = window
        self.frames: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}
        self.between = 0.0
        self._process = QCoreApplication.processEvents

    @contextmanager
    def frame(self, action: str) -> Iterator[None]:
        """Times what is done inside, and what Qt has to do after it."""
        begin, cpu = time.perf_counter(), time.thread_time()
        yield
        self._process()
        self._note(action, begin, cpu)

    def _note(self, action: str, begin: float, cpu: float) -> None:
        self.frames.setdefault(action, []).append((time.perf_counter() - begin) * 1000)
        self.cpu.setdefault(action, []).append((time.thread_time() - cpu) * 1000)

    def wait(self, seconds: float = _BETWEEN) -> None:
        """Lets Qt work for a while; the longest piece of that is remembered."""
        end = time.perf_counter() + seconds
        while (begin := time.perf_counter()) < end:
            self._process()
            self.between = max(self.between, (time.perf_counter() - begin) * 1000)
            time.sleep(0.002)

    def until(self, ready: Callable[[], bool]) -> None:
        """Lets Qt work until something is so; RuntimeError where that never comes."""
        end = time.monotonic() + _WALL
        while not ready():
            if time.monotonic() > end:
                raise RuntimeError("the rules do not answer")
            self._process()
            time.sleep(0.005)

    # Kinds of keys.

    def press(self, action: str, which: "Qt.Key", rounds: int, *, control: bool = False) -> None:
        """A key on the list, again and again."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        table = self.window.findings.table
        table.setFocus()
        for _ in range(rounds):
            with self.frame(action):
                QTest.keyClick(table, which, held)
            self.wait()

    def withdraw(self, rounds: int) -> None:
        """Goes back to a finding that was decided on, and takes that back."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        table = self.window.findings.table
        table.setFocus()
        for _ in range(rounds):
            QTest.keyClick(table, Qt.Key.Key_P)
            self.wait()
            with self.frame("withdraw"):
                QTest.keyClick(table, Qt.Key.Key_Backspace)
            self.wait()

    def edit(self, rounds: int) -> None:
        """Opens the proposal, adds a character, and takes it."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        table, line = self.window.findings.table, self.window.edit_bar.line
        for _ in range(rounds):
            table.setFocus()
            with self.frame("edit first"):
                QTest.keyClick(table, Qt.Key.Key_E)
            self.wait()
            if line.isVisible():
                QTest.keyClicks(line, "a")
                self.wait()
                with self.frame("take edited"):
                    QTest.keyClick(line, Qt.Key.Key_Return)
            else:
                QTest.keyClick(table, Qt.Key.Key_N)  # it proposes nothing that can be edited
            self.wait()

    def decide_in_text(self, rounds: int) -> None:
        """Decides from within the text: by Ctrl+Enter, and by Alt and a letter."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        view = self.window.cleaned.view
        view.setFocus()
        for _ in range(rounds):
            with self.frame("Ctrl+Enter in the text"):
                QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            self.wait()
            with self.frame("Alt+R in the text"):
                QTest.keyClick(view, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
            self.wait()

    def type(self, rounds: int) -> None:
        """Types into the text."""
        from PySide6.QtTest import QTest

        self._go_to_text()
        for number in range(rounds):
            with self.frame("typing"):
                QTest.keyClicks(self.window.cleaned.view, "abcdefgh"[number % 8])
            self.wait()

    def _go_to_text(self) -> None:
        view = self.window.cleaned.view
        view.setFocus()
        view.set_caret(view.top_offset() + 40)
        self.wait()

    def type_and_look(self, rounds: int) -> None:
        """Types a character and waits for what the rules say of its paragraph: from the key to the marks, and the frame of these."""
        from PySide6.QtTest import QTest

        self._go_to_text()
        answered: list[float] = []
        self.window.controller.page_changed.connect(lambda _view: answered.append(time.perf_counter()))
        for number in range(rounds):
            self.until(lambda: not self.window.controller.looking)
            answered.clear()
            key, key_cpu = time.perf_counter(), time.thread_time()
            QTest.keyClicks(self.window.cleaned.view, "ABCDEFGH"[number % 8])
            while not answered and time.perf_counter() - key < _WALL:
                begin, cpu = time.perf_counter(), time.thread_time()
                self._process()
                time.sleep(0 if answered else 0.001)
            self._process()
            self._note("marks after typing: their frame", begin, cpu)
            self._note("marks after typing: since the key", key, key_cpu)
            self.wait()

    def scroll(self, rounds: int) -> None:
        """Scrolls by a few rows, and now and then far."""
        bar = self.window.source.view.verticalScrollBar()
        for number in range(rounds):
            with self.frame("scroll"):
                bar.setValue(bar.maximum() * number // rounds if number % 4 == 0 else bar.value() + 3)
            self.wait(0.01)
