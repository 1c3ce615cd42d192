"""Damage to the codes of characters in a plain text: look-alike codes, characters that cannot be seen, text read in a wrong encoding.

These kinds are made to measure single rules: they work on a text, not on a page's cells, and no recipe has them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import Final, NamedTuple

from seeds.characters import is_han


class Change(NamedTuple):
    """What a clean text gets: `text` in the place of its code points `start` to `end`, and the kind of damage."""

    start: int
    end: int
    text: str
    kind: str


_SUPPLEMENT: Final = "⻅见⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻢马⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙⻄西⻆角⺠民⺟母⺝月⻁虎"
_ZERO_WIDTH: Final = "\u200b\u200b\u200b\ufeff\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202c\u2066\u2069"
_CONTROLS: Final = "\x00\x01\x02\x03\x07\x08\x0c\x0b\x1b\x7f\x81\x9d\u2028"
_PRIVATE: Final = "\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf075"
_SENTENCE: Final = re.compile("[^。！？\n]{8,40}[。！？]")


@cache
def _radical_of() -> dict[str, str]:
    """Ordinary character to the radical of the same shape."""
    table = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
    table.update((_SUPPLEMENT[at + 1], _SUPPLEMENT[at]) for at in range(0, len(_SUPPLEMENT), 2))
    return table


@cache
def _compatibility_of() -> dict[str, str]:
    """Ordinary character to a compatibility ideograph."""
    return {unicodedata.normalize("NFC", chr(code)): chr(code) for code in range(0xF900, 0xFADA) if unicodedata.decomposition(chr(code))}


def _picked(text: str, fits: Callable[[str], bool], count: int, rng: Random) -> list[int]:
    places = [at for at, char in enumerate(text) if fits(char)]
    return sorted(rng.sample(places, min(count, len(places))))


def look_alike_codes(text: str, rng: Random, count: int) -> Iterator[Change]:
    """Radicals and compatibility ideographs for characters, full-width letters for words in Latin letters."""
    radicals, compatibility = _radical_of(), _compatibility_of()
    for at in _picked(text, radicals.__contains__, count, rng):
        yield Change(at, at + 1, radicals[text[at]], "radical")
    for at in _picked(text, lambda char: char in compatibility and char not in radicals, max(1, count // 4), rng):
        yield Change(at, at + 1, compatibility[text[at]], "compatibility")
    words = [match.span() for match in re.finditer("[A-Za-z]+", text)]
    for start, end in rng.sample(words, min(len(words), max(1, count // 4))):
        yield Change(start, end, "".join(chr(ord(char) + 0xFEE0) for char in text[start:end]), "full-width")


def unseen_characters(text: str, rng: Random, count: int) -> Iterator[Change]:
    """Characters that cannot be seen put in, bullets of a font at paragraphs' starts, and lost characters."""
    places = _picked(text, is_han, count, rng)
    for number, at in enumerate(places):
        if number % 4 < 2:
            yield Change(at, at, rng.choice(_ZERO_WIDTH) * rng.choice((1, 1, 1, 2)), "zero-width")
        elif number % 4 == 2:
            yield Change(at, at, rng.choice(_CONTROLS), "control")
        else:
            yield Change(at, at + 1, rng.choice(("\ufffd", "\ufffd", chr(rng.randint(0xE000, 0xEFFF)))), "lost")
    starts = [match.end() for match in re.finditer("\n\n", text) if match.end() < len(text) and is_han(text[match.end()])]
    for at in rng.sample(starts, min(len(starts), max(1, count // 8))):
        if at not in places:
            yield Change(at, at, rng.choice(_PRIVATE), "private")


_READINGS: Final = (("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"), ("utf-8", "gb18030"))


def wrong_encodings(text: str, rng: Random, count: int) -> Iterator[Change]:
    """Sentences that were written in one encoding and read in another, where that loses nothing."""
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    for start, end in _apart(rng.sample(sentences, min(len(sentences), 3 * count)), count):
        written, read = rng.choice(_READINGS)
        try:
            garbled = text[start:end].encode(written).decode(read)
            if garbled.encode(read) == text[start:end].encode(written) and "\n" not in garbled:
                yield Change(start, end, garbled, f"{written} as {read}")
        except UnicodeError:
            continue


def _apart(spans: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """The first `count` spans that have some text between them."""
    chosen: list[tuple[int, int]] = []
    for start, end in spans:
        if len(chosen) < count and all(end + 2 < low or high + 2 < start for low, high in chosen):
            chosen.append((start, end))
    return sorted(chosen)


def apart(changes: Sequence[Change], least: int = 3) -> list[Change]:
    """The changes in their order, without those that stand closer than `least` code points to one before them."""
    kept: list[Change] = []
    for change in sorted(changes):
        if not kept or change.start >= kept[-1].end + least:
            kept.append(change)
    return kept
