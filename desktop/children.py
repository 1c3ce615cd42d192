"""Processes beside the window: for work that must not slow its keys, and for files that nobody should trust."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_ENDING = 2000  # milliseconds that a killed process may take to be gone


def child(module: str, arguments: Sequence[str], parent: QObject) -> QProcess:
    """A process that runs a module of this program as its main one; not started yet. What it complains of goes to our own complaints."""
    process = QProcess(parent)
    environment = QProcessEnvironment.systemEnvironment()
    # The child finds this very code, whether it is installed or lies in a folder.
    home = str(Path(__file__).resolve().parent.parent)
    known = environment.value("PYTHONPATH", "")
    environment.insert("PYTHONPATH", f"{home}{':' if sys.platform != 'win32' else ';'}{known}" if known else home)
    environment.insert("PYTHONIOENCODING", "utf-8")
    process.setProcessEnvironment(environment)
    process.setProgram(sys.executable)
    process.setArguments(["-m", module, *arguments])
    process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    return process


def end(process: QProcess | None) -> None:
    """Kills a process and waits until it is gone; nothing where there is none."""
    if process is None:
        return
    process.blockSignals(True)
    if process.state() is not QProcess.ProcessState.NotRunning:
        process.kill()
        process.waitForFinished(_ENDING)
    process.deleteLater()
