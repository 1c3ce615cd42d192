"""Decodes an image, or a page of a PDF, in a process of its own: a file that crashes it or fills the memory takes nothing with it.

    python -m desktop.picture_reader FILE NUMBER [SECONDS]

NUMBER is that of a page in a PDF, from 0, SECONDS how long the processor may work at it. Writes a line of JSON, then the bytes that it
speaks of: rows of grey or RGB, as `Header` has it. What cannot be shown is a line of JSON with `trouble`, a key of the catalogue.
"""

import json
import math
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 64 << 20  # of the decoded picture: 64 megapixels in grey, 21 in colour; a broadsheet at 300 dots an inch has 29
_MOST_PIXELS = 120_000_000  # of the file's picture, which most decoders hold as a whole
_MOST_MEMORY = 2 << 30  # bytes of address space of this process, its libraries among them
MOST_SECONDS = 20  # of the processor
_GRACE = 5  # seconds between the signal that tells of it and the one that cannot be told from others
_MARK_WITHIN = 1024  # bytes within which a PDF says that it is one
_DPI = 300
_ALLOCATION = 512  # megabytes that Qt may take for one picture
_FORMATS = ("png", "jpeg", "jpg", "tiff", "tif", "gif", "bmp", "webp", "pbm", "pgm", "ppm")  # none of them a language of its own, as SVG is


class Header(NamedTuple):
    """A decoded picture: pixels, bytes a row, whether it has one byte a pixel, and the size it has in its file."""

    width: int
    height: int
    stride: int
    grey: bool
    full_width: float
    full_height: float


class RefusedError(Exception):
    """Why there is no picture: a name of the catalogue `picture`."""


def main(path: Path, number: int, seconds: int = MOST_SECONDS) -> None:
    """Decodes and writes."""
    _bound(seconds)
    try:
        header, data = _pdf(path, number) if is_pdf(path) else _image(path)
    except RefusedError as refused:
        sys.stdout.write(json.dumps({"trouble": str(refused)}) + "\n")
        return
    except OSError:
        sys.stdout.write(json.dumps({"trouble": "not-opened"}) + "\n")
        return
    except (MemoryError, ValueError):
        sys.stdout.write(json.dumps({"trouble": "unreadable"}) + "\n")
        return
    sys.stdout.write(json.dumps(header._asdict()) + "\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def is_pdf(path: Path) -> bool:
    """Whether a file says of itself that it is a PDF, whatever it is called; OSError where it cannot be opened."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(_MARK_WITHIN)


def _bound(seconds: int) -> None:
    """Bounds memory and time, where the system can."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _GRACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _image(path: Path) -> tuple[Header, bytes]:
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QImage, QImageReader

    QImageReader.setAllocationLimit(_ALLOCATION)
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in _FORMATS:
        raise RefusedError("unreadable")
    full = reader.size()
    if full.isValid() and full.width() * full.height() > _MOST_PIXELS:
        raise RefusedError("too-large")
    image = reader.read()
    if image.isNull():
        raise RefusedError("unreadable")
    full = image.size()
    grey = image.isGrayscale()
    shrunk = _fitting(full.width(), full.height(), 1 if grey else 3)
    if shrunk < 1:
        size = QSize(max(1, int(full.width() * shrunk)), max(1, int(full.height() * shrunk)))
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    image = image.convertToFormat(QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888)
    header = Header(image.width(), image.height(), image.bytesPerLine(), grey, float(full.width()), float(full.height()))
    return header, bytes(image.constBits())


def _pdf(path: Path, number: int) -> tuple[Header, bytes]:
    try:
        import pypdfium2
    except ImportError:
        raise RefusedError("no-pdf") from None
    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
        if not 0 <= number < count:
            raise RefusedError("no-page")
        page = document[number]
        width, height = page.get_size()
        if not (0 < width < math.inf and 0 < height < math.inf):
            raise RefusedError("unreadable")
        scale = min(_DPI / 72, math.sqrt(MOST_BYTES / 4 / (width * height)))
        if max(width, height) * scale > 30_000 or min(width, height) * scale < 1:
            raise RefusedError("too-large")
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise RefusedError("locked" if locked else "unreadable") from None
    return Header(bitmap.width, bitmap.height, bitmap.stride, False, width, height), bytes(bitmap.buffer)


def _fitting(width: int, height: int, bytes_a_pixel: int) -> float:
    """How much smaller a picture must be to be held: 1 or less."""
    return min(1.0, math.sqrt(MOST_BYTES / bytes_a_pixel / (width * height)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
