"""Getting a file's bytes, and refusing clearly what holds no text: folders, devices, pictures, archives, documents."""

import stat
from pathlib import Path
from typing import BinaryIO, Final

from cleanup.messages import KanwuError

# First bytes of files that are no text, and what to call them. A file that merely holds a NUL is told by the decoder.
_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "RIFF (WebP, WAV, AVI)"),
    (b"PK\x03\x04", "ZIP (DOCX, EPUB, XLSX)"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"(\xb5/\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC or XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"AT&TFORM", "DjVu"),
    (b"PAR1", "Parquet"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"wOFF", "WOFF"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
)


def binary_kind(head: bytes) -> str | None:
    """What kind of binary file begins with these bytes; None where they may begin a text."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return None


def open_file(path: Path) -> BinaryIO:
    """The regular file at `path`, open for reading; KanwuError for what is missing, a folder, a device or not readable."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise KanwuError("reading.folder", path=str(path))
        if not stat.S_ISREG(mode):
            raise KanwuError("reading.not_regular", path=str(path))
        return path.open("rb")
    except FileNotFoundError:
        raise KanwuError("reading.missing", path=str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise KanwuError("reading.unreadable", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from error


def read_bytes(path: Path) -> bytes:
    """All bytes of a text file; KanwuError where it cannot be read or is plainly no text."""
    with open_file(path) as file:
        try:
            data = file.read()
        except OSError as error:
            raise KanwuError("reading.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    refuse_binary(data, path)
    return data


def refuse_binary(head: bytes, path: Path | str) -> None:
    """KanwuError where the first bytes of a file say that it is no text."""
    kind = binary_kind(head)
    if kind is not None:
        raise KanwuError("reading.binary", path=str(path), kind=kind)
