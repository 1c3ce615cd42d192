"""The picture of a page: which file it is, and reading it without trusting it."""

import json
import signal
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QSizeF, Signal
from PySide6.QtGui import QImage

from cleanup.messages import Message
from desktop.children import child, end
from desktop.picture_reader import MOST_BYTES, MOST_SECONDS, Header
from desktop.workers import single_shot

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".pdf")
_LONGEST = 30_000  # milliseconds until a picture must be there
_TROUBLES = ("too-large", "no-pdf", "no-page", "locked", "not-opened")
_OUT_OF_TIME = int(getattr(signal, "SIGXCPU", -1))  # the signal that ends the process then, where the system has it
_MOST = MOST_BYTES + 100_000  # bytes that the process may say


def picture_of(page: Path, image: str | None = None) -> Path | None:
    """The image or PDF beside a page: the one that the page names, if that lies in the same folder, else one of its stem."""
    named = [page.with_name(image)] if image and Path(image).name == image else []
    beside = [page.with_suffix(suffix) for lower in SUFFIXES for suffix in (lower, lower.upper())]
    for path in (*named, *beside):
        try:
            if path != page and path.suffix.lower() in SUFFIXES and path.is_file():
                return path
        except OSError:
            continue
    return None


class PictureReader(QObject):
    """Reads one picture at a time in a process of its own; asking again drops what was asked before.

    `begun` carries a sentence, `ready` a QImage and the size it has in its file (QSizeF), `failed` a sentence.
    """

    begun = Signal(str)
    ready = Signal(object, object)
    failed = Signal(str)

    def __init__(self, language: str, parent: QObject | None = None, *, seconds: int = MOST_SECONDS) -> None:
        """`seconds` are those of the processor that one picture may take."""
        super().__init__(parent)
        self._seconds = seconds
        self._language = language
        self._process: QProcess | None = None
        self._name = ""
        self._data = bytearray()
        self._patience = single_shot(self, _LONGEST, lambda: self._fail("too-slow"))

    @property
    def busy(self) -> bool:
        """Whether a picture is being read."""
        return self._process is not None

    def read(self, path: Path, number: int) -> None:
        """Reads an image, or a page of a PDF by its number from 0."""
        self.stop()
        self._name = path.name
        self._process = child("desktop.picture_reader", [str(path), str(number), str(self._seconds)], self)
        # What decoders complain of is for nobody.
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._collect)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._broken)
        self._patience.start()
        self._process.start()
        self.begun.emit(Message("picture.reading", {"name": self._name}).text(self._language))

    def stop(self) -> None:
        """Drops what is being read."""
        self._patience.stop()
        process, self._process = self._process, None
        self._data = bytearray()
        end(process)

    def _collect(self) -> None:
        if self._process is not None:
            self._data += self._process.readAllStandardOutput().data()
            if len(self._data) > _MOST:
                self._fail("too-large")

    def _finished(self, code: int, how: QProcess.ExitStatus) -> None:
        self._collect()
        if how is QProcess.ExitStatus.CrashExit and code == _OUT_OF_TIME:
            self._fail("too-slow")
            return
        end = self._data.find(b"\n")
        # Not copied before they are drawn from: they may be 64 MB.
        pixels = memoryview(self._data)[end + 1 :]
        try:
            said = json.loads(self._data[: max(end, 0)])
            trouble = said.get("trouble")
            header = None if trouble else Header(**said)
        except (ValueError, TypeError, AttributeError):
            self._fail("unreadable")
            return
        if header is None or header.width < 1 or header.height < 1 or len(pixels) < header.stride * header.height:
            self._fail(str(trouble) if trouble in _TROUBLES else "unreadable")
            return
        kind = QImage.Format.Format_Grayscale8 if header.grey else QImage.Format.Format_RGB888
        image = QImage(pixels, header.width, header.height, header.stride, kind).copy()
        self.stop()
        self.ready.emit(image, QSizeF(header.full_width, header.full_height))

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail("unreadable")

    def _fail(self, key: str) -> None:
        name = self._name
        self.stop()
        self.failed.emit(Message(f"picture.{key}", {"name": name}).text(self._language))
