"""One window in a process of its own, for the benchmarks; it imports nothing else of theirs, so that what it holds is the window's.

    python -m tests.benchmarks.window_process bare|painted|marked PAGE
    python -m tests.benchmarks.window_process folder FOLDER

The first three end as soon as they have painted what they are called after, so that their wall time is that of the start; `marked` says
as JSON what the process of the rules beside it took, and the last prints its figures so.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from desktop.process import RulesProcess

_KEYS = 60  # keys that are timed while the folder is looked through, and after
_LONGEST = 1800.0  # seconds for the whole folder


def _bare(page: Path) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

    app = QApplication([])
    window = QMainWindow()
    text = QPlainTextEdit(window)
    text.setPlainText(page.read_text(encoding="utf-8"))
    window.setCentralWidget(text)
    window.resize(1366, 768)
    window.show()
    _paint(app.processEvents)


def _open(path: Path) -> "tuple[MainWindow, RulesProcess, Callable[[], object]]":
    from desktop.start import begin

    # As the program itself begins: the rules are loaded beside Qt.
    patches = path.parent / f"patches-{os.getpid()}"  # none of an earlier run
    patches.mkdir()
    rules = begin(["--patches", str(patches), str(path)])
    from desktop.app import Wishes, application, choose_language, install_translators, open_window
    from desktop.settings import settings_at
    from desktop.theme import interface_font

    app = application()
    language = choose_language()
    install_translators(app, language)
    app.setFont(interface_font(language))
    settings = settings_at(patches / "window.ini")
    window = open_window(Wishes((path,), patches=patches, theme="light"), language, settings, rules)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    return window, rules, app.processEvents


def _look(window: "MainWindow") -> None:
    """Waits for the rules as the program does: asleep, since a loop that asks again and again would take their time."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    while window.controller.looking:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _window(page: Path, *, marked: bool) -> None:
    window, rules, work = _open(page)
    if marked:
        _look(window)
    _paint(work)
    if marked:
        import json

        pid = rules.pid or 0
        sys.stdout.write(json.dumps({"cpu": 1000 * _cpu(pid), "peak": _peak(pid)}))


def _paint(work: Callable[[], object]) -> None:
    for _ in range(5):
        work()


def _folder(folder: Path) -> None:
    begin = time.perf_counter()
    window, rules, work = _open(folder)
    _paint(work)
    figures = {"first": 1000 * (time.perf_counter() - begin)}
    _look(window)
    _paint(work)
    figures["marks"] = 1000 * (time.perf_counter() - begin)
    survey = window.controller._session.survey
    while survey._process is None:
        work()
    figures["keys during"] = _keys(window, work)
    counted = time.perf_counter()
    beside = 0.0
    while survey.running and time.perf_counter() - counted < _LONGEST:
        work()
        process = survey._process  # one after another counts
        beside = max(beside, 0.0 if process is None else _peak(process.processId()))
        time.sleep(0.02)
    figures["counted"] = time.perf_counter() - begin
    figures["keys after"] = _keys(window, work)
    figures["own"] = _peak(os.getpid())
    figures["all"] = figures["own"] + beside + _peak(rules.pid or 0)
    window.close()
    import json

    sys.stdout.write(json.dumps(figures))


def _keys(window: "MainWindow", work: Callable[[], object]) -> float:
    """The 95th percentile of milliseconds from a key to the painted answer."""
    from statistics import quantiles

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    taken = []
    window.findings.table.setFocus()
    for number in range(_KEYS):
        pause = time.perf_counter() + 0.03
        while time.perf_counter() < pause:
            work()
        begin = time.perf_counter()
        # To and fro: at its end the list does not move any more.
        QTest.keyClick(window.findings.table, Qt.Key.Key_N if number % 16 < 8 else Qt.Key.Key_P)
        work()
        taken.append(1000 * (time.perf_counter() - begin))
    return quantiles(taken, n=20)[-1]


def _peak(pid: int) -> float:
    """The peak memory of a process in MB; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024 / 1e6


def _cpu(pid: int) -> float:
    """The CPU seconds that a process has taken; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(what: str, path: Path) -> None:
    """Does what one of the commands says, and ends at once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if what == "folder":
        _folder(path)
    elif what == "bare":
        _bare(path)
    else:
        _window(path, marked=what == "marked")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
