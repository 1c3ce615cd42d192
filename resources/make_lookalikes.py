"""Makes `lookalike/`: for each of the commonest characters those that look most like it, drawn from a Song and a Hei face.

    QT_QPA_PLATFORM=offscreen python resources/make_lookalikes.py [--serif FAMILY] [--sans FAMILY]

Each character is drawn in both faces and brought to 16 × 16 greys, slightly blurred so that a stroke may lie a little beside another.
Two characters are as alike as their greys correlate: as a whole, in the two thirds (left, right, upper or lower) in which they agree best,
and in the component at one of these sides that they share best, cut off at each of three places and brought to one size, since most
confusions keep a component, which may be wider in one of them (板 and 版). Debian's `fonts-noto-cjk` has the two faces (SIL Open Font
License: what is drawn with a font is not the font, and nothing of the outlines is kept here).
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations_with_replacement, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QImage, QPainter

from cleanup.language.alikes import LEVELS, MOST
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import Ngrams

HERE = Path(__file__).resolve().parent / "lookalike"
CHARACTERS = 6000
GRID = 16
SIZE = 4 * GRID  # pixels of the drawing
PART = 10  # rows or columns of the grid that a part has
PARTS = (
    (slice(0, GRID), slice(GRID - PART, GRID)),
    (slice(0, GRID), slice(0, PART)),
    (slice(GRID - PART, GRID), slice(0, GRID)),
    (slice(0, PART), slice(0, GRID)),
)
LEAST_FREQUENCY = 20  # of a word in the lexicon
LONGEST = 4  # characters of a word
LEAST = 1.0  # of the likeness of two characters, which is at most 6
CUTS = (0.36, 0.46, 0.56)  # where a component may end, as parts of the drawing
INK = 0.3  # of a row's or a column's darkest place, from which it holds a stroke

Array = NDArray[np.float32]


def common_characters(count: int) -> str:
    """The characters of GB 2312 that the character model holds likeliest, the likeliest first."""
    model = Ngrams.load()
    known = [char for char in model.characters() if "\u4e00" <= char <= "\u9fff" and _is_in_gb2312(char)]
    return "".join(sorted(known, key=lambda char: (-model.log_probability("", char), char))[:count])


def _is_in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def drawn(characters: str, family: str) -> Array:
    """The characters in one face: greys from 0 to 1, `SIZE` × `SIZE` each. ValueError where the face lacks one."""
    if family not in QFontDatabase.families():
        raise ValueError(f"no font family {family!r} on this machine")
    font = QFont(family)
    font.setPixelSize(SIZE - 4)
    metrics = QFontMetrics(font)
    result = np.zeros((len(characters), SIZE, SIZE), np.float32)
    for number, char in enumerate(characters):
        if not metrics.inFontUcs4(ord(char)):
            raise ValueError(f"{family} has no {char}")
        image = QImage(SIZE, SIZE, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(QRectF(0, 0, SIZE, SIZE), Qt.AlignmentFlag.AlignCenter, char)
        painter.end()
        greys = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE, image.bytesPerLine())[:, :SIZE]
        result[number] = greys / np.float32(255)
    return result


def likeness(drawings: Array) -> Array:
    """How alike each two are in one face: at most 3, one each for the whole, the best part and the best component.

    Where two share no component at a side (涌 and 通), the rest counts for it.
    """
    count = len(drawings)
    greys = drawings.reshape(count, GRID, SIZE // GRID, GRID, SIZE // GRID).mean((2, 4))
    soft = _blurred(greys)
    whole = _correlation(soft)
    best = np.full_like(whole, -1)
    for rows, columns in PARTS:
        np.maximum(best, _correlation(soft[:, rows, columns]), out=best)
    drawn_alike = whole + best
    return drawn_alike + np.maximum(_component_likeness(drawings), drawn_alike / 2)


def _component_likeness(drawings: Array) -> Array:
    """How alike the components at one side of each two are, cut off where they agree best."""
    best = np.full((len(drawings), len(drawings)), -1, np.float32)
    for turned in (drawings, drawings[:, :, ::-1], drawings.transpose(0, 2, 1), drawings.transpose(0, 2, 1)[:, :, ::-1]):
        cut = [_unit(_blurred(np.stack([_boxed(each[:, : int(SIZE * part)]) for each in turned]))) for part in CUTS]
        for one, other in combinations_with_replacement(cut, 2):
            alike = one @ other.T
            np.maximum(best, alike, out=best)
            np.maximum(best, alike.T, out=best)
    return best


def _boxed(drawing: Array) -> Array:
    """What is drawn without the empty space around it, brought to `GRID` × `GRID`."""
    rows, columns = np.flatnonzero(drawing.max(1) > INK), np.flatnonzero(drawing.max(0) > INK)
    if not len(rows) or not len(columns):
        return np.zeros((GRID, GRID), np.float32)
    inked = drawing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scaled: Array = (_spread(inked.shape[0]) @ inked @ _spread(inked.shape[1]).T).astype(np.float32)
    return scaled


@cache
def _spread(size: int) -> Array:
    """The matrix that brings `size` pixels to `GRID`: the share of each pixel in each cell, a cell's shares being one together."""
    edges = np.linspace(0, size, GRID + 1)
    pixels = np.arange(size)
    shares = np.clip(np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels), 0, 1)
    found: Array = (shares / shares.sum(1, keepdims=True)).astype(np.float32)
    return found


def _blurred(greys: Array) -> Array:
    wide = np.pad(greys, ((0, 0), (1, 1), (0, 0)))
    soft = (wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]) / 4
    wide = np.pad(soft, ((0, 0), (0, 0), (1, 1)))
    result: Array = ((wide[:, :, :-2] + 2 * wide[:, :, 1:-1] + wide[:, :, 2:]) / 4).astype(np.float32)
    return result


def _correlation(greys: Array) -> Array:
    flat = _unit(greys)
    result: Array = flat @ flat.T
    return result


def _unit(greys: Array) -> Array:
    """A row each, around its mean, of length one: the product of two rows is their correlation."""
    flat = greys.reshape(len(greys), -1)
    flat = flat - flat.mean(1, keepdims=True)
    unit: Array = (flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return unit


def packed(alike: Array) -> bytes:
    """`MOST` little-endian 16-bit numbers a character, the most alike first: another's number times `LEVELS` and how alike they are.

    What is not alike enough is the character itself.
    """
    np.fill_diagonal(alike, -9)
    order = np.argsort(-alike, axis=1, kind="stable")[:, :MOST]
    values: NDArray[Any] = np.take_along_axis(alike, order, axis=1)
    bounds = np.quantile(values, np.arange(1, LEVELS) / LEVELS)
    levels = np.searchsorted(bounds, values)
    own = np.arange(len(alike))[:, None]
    numbers = np.where(values >= LEAST, order * LEVELS + levels, own * LEVELS)
    return numbers.astype("<u2").tobytes()


def pairs_in_words(characters: str) -> str:
    """For each character those that stand before it, and those behind it, in words that are not rare; a line each, parted by tabs."""
    known = set(characters)
    pairs = {pair for word in Lexicon.load().words(LEAST_FREQUENCY) if len(word) <= LONGEST for pair in pairwise(word)}
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(pairs):
        if one in known and other in known:
            before[other].append(one)
            after[one].append(other)
    return "".join(f"{char}\t{''.join(before[char])}\t{''.join(after[char])}\n" for char in sorted(known))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Draw the table of look-alike characters.")
    parser.add_argument("--serif", default="Noto Serif CJK SC", metavar="FAMILY")
    parser.add_argument("--sans", default="Noto Sans CJK SC", metavar="FAMILY")
    options = parser.parse_args(arguments)
    application = QGuiApplication([])
    characters = common_characters(CHARACTERS)
    alike = likeness(drawn(characters, options.serif)) + likeness(drawn(characters, options.sans))
    del application
    HERE.mkdir(exist_ok=True)
    (HERE / "characters.txt").write_text(characters, encoding="utf-8")
    (HERE / "alikes.bin").write_bytes(packed(alike))
    (HERE / "words.tsv").write_text(pairs_in_words(characters), encoding="utf-8")
    print(f"{len(characters)} characters, {(HERE / 'alikes.bin').stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
