"""Where a text says something twice on end: one character, a phrase, or a word behind its own 的."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleanup.language.chars import HAN_RUN, code_units

LONGEST = 8
"""Characters of the longest phrase that is looked for; what is longer is a loop of its own kind."""

_PARTICLES = "的地得"
_ECHO = (4, 3, 2)  # characters of a word that is looked for on both sides of a particle, longest first
_ZEROS = re.compile(rb"\0*")


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


class Doubles(NamedTuple):
    """What a text says twice on end, each kind in the order of the text.

    `characters` follow themselves; `phrases` of two to `LONGEST` characters do, none inside another; `echoes` are words of two to four
    characters on both sides of 的, 地 or 得. All of them Han characters.
    """

    characters: tuple[Double, ...]
    phrases: tuple[Double, ...]
    echoes: tuple[Double, ...]


def find_doubles(text: str) -> Doubles:
    """Everything that the text says twice on end.

    The text is laid over itself, a character further each time: as one long number, its exclusive or with itself shifted is zero where
    the two agree, and a run of zeros as long as the shift is something said twice, one shorter by a character an echo. That takes a
    tenth of the time of patterns with back references.
    """
    data = code_units(text)
    number = int.from_bytes(data, "little")
    characters: list[Double] = []
    phrases: list[Double] = []
    echoes: dict[int, Double] = {}
    for shift in range(1, min(LONGEST, len(text) // 2) + 1):
        least = shift - 1 if shift - 1 in _ECHO else shift
        for start, end in _agreeing(data, number, shift, least):
            if end - start >= shift:
                double = Double(start, start + ((end - start) // shift + 1) * shift, shift)
                (phrases if shift > 1 else characters).append(double)
            else:
                echoes[end] = Double(start, end + shift, shift - 1, 1)
    return Doubles(
        tuple(double for double in characters if HAN_RUN.match(text[double.start])),
        tuple(_apart([double for double in phrases if _is_phrase(text, double)])),
        tuple(echo for _, echo in sorted(echoes.items()) if _is_echo(text, echo)),
    )


def _agreeing(data: bytes, number: int, shift: int, least: int) -> Iterator[tuple[int, int]]:
    """The runs of `least` characters or more that are the same as those `shift` further on; `number` is what `data` (UTF-16) says."""
    same = (number ^ (number >> (16 * shift))).to_bytes(len(data), "little")
    zeros = bytes(2 * least)
    last = len(data) // 2 - shift
    at = same.find(zeros)
    while at >= 0:
        start = (at + 1) // 2  # a run of zeros may begin with the second byte of a character that differs
        run = _ZEROS.match(same, 2 * start)
        end = min(run.end() // 2 if run else start, last)
        if end - start >= least:
            yield start, end
        at = same.find(zeros, max(2 * end, at + 1))


def _is_phrase(text: str, double: Double) -> bool:
    phrase = text[double.start : double.start + double.size]
    return HAN_RUN.fullmatch(phrase) is not None and phrase != phrase[0] * double.size


def _is_echo(text: str, echo: Double) -> bool:
    return text[echo.start + echo.size] in _PARTICLES and HAN_RUN.fullmatch(text, echo.start, echo.end) is not None


def _apart(found: list[Double]) -> Iterator[Double]:
    """Those that lie inside no other that begins earlier or has a shorter period."""
    end = 0
    for double in sorted(found, key=lambda each: (each.start, each.size)):
        if double.end > end:
            yield double
            end = double.end
