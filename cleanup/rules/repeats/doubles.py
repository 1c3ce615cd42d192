"""Where a text says something twice on end: one character, a phrase, or a word behind its own 的."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleanup.language.chars import HAN_CLASS

LONGEST = 15
"""Characters of the longest phrase that is looked for; what is longer is a loop of its own kind."""

_CHARACTER = re.compile(f"([{HAN_CLASS}])\\1+")
_PHRASE = re.compile(f"[{HAN_CLASS}]+")
_PARTICLE = re.compile("[的地得]")
_ECHO = (4, 3, 2)  # characters of a word that is looked for on both sides of a particle, longest first
_ZEROS = re.compile(rb"\0*")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


class Double(NamedTuple):
    """Something said twice or more: where the first begins, where the last ends, how long it is and what stands between two of them."""

    start: int
    end: int
    size: int
    gap: int = 0

    @property
    def rounds(self) -> int:
        """How often it is said."""
        return (self.end - self.start + self.gap) // (self.size + self.gap)


def doubled_characters(text: str) -> Iterator[Double]:
    """Han characters that follow themselves."""
    for match in _CHARACTER.finditer(text):
        yield Double(match.start(), match.end(), 1)


def doubled_phrases(text: str) -> list[Double]:
    """Phrases of Han characters, two to `LONGEST`, that follow themselves; none inside another, shorter periods first.

    The text is laid over itself, a character further each time: as one long number, its exclusive or with itself shifted is zero
    where the two agree, and a run of zeros as long as the shift is a phrase said twice. That takes a tenth of the time of a pattern
    with a back reference.
    """
    plain = _BEYOND.sub("\N{REPLACEMENT CHARACTER}", text) if text and max(text) > "\uffff" else text
    data = plain.encode("utf-16-le")
    number = int.from_bytes(data, "little")
    found: list[Double] = []
    for size in range(2, min(LONGEST, len(text) // 2) + 1):
        same = (number ^ (number >> (16 * size))).to_bytes(len(data), "little")
        zeros = bytes(2 * size)
        at = same.find(zeros)
        while at >= 0:
            start = (at + 1) // 2
            zero_run = _ZEROS.match(same, 2 * start)
            end = min(zero_run.end() // 2 if zero_run else start, len(text) - size)
            if end - start >= size:
                rounds = (end - start) // size + 1
                double = Double(start, start + rounds * size, size)
                if _PHRASE.fullmatch(text, double.start, double.start + size) and text[start : start + size] != text[start] * size:
                    found.append(double)
            at = same.find(zeros, max(2 * end, at + 1))
    return _apart(found)


def _apart(found: list[Double]) -> list[Double]:
    """Those that lie inside no other of a shorter period, in the order of the text."""
    kept: list[Double] = []
    for double in sorted(found, key=lambda each: (each.start, each.size)):
        if kept and double.start < kept[-1].end and double.end <= kept[-1].end:
            continue
        kept.append(double)
    return kept


def echoes(text: str) -> Iterator[Double]:
    """Words of two to four Han characters that stand on both sides of 的, 地 or 得."""
    for match in _PARTICLE.finditer(text):
        at = match.start()
        for size in _ECHO:
            word = text[max(0, at - size) : at]
            if len(word) == size and text.startswith(word, at + 1) and _PHRASE.fullmatch(word):
                yield Double(at - size, at + 1 + size, size, 1)
                break
