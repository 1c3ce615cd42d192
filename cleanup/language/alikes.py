"""Which characters look alike in print: a table drawn from a Song and a Hei face by `resources/make_lookalikes.py`."""

import mmap
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from cleanup.resources import resource

MOST: Final = 28
"""Look-alikes that the table keeps of a character."""

LEVELS: Final = 8
"""Grades of likeness; in each there are as many pairs."""


class Alike(NamedTuple):
    """A character that looks like another: how much, from 0 to `LEVELS` - 1."""

    char: str
    level: int


class Alikes:
    """The table: for each common simplified character those most like it."""

    def __init__(self, characters: str, numbers: Sequence[int]) -> None:
        """`numbers` are `MOST` a character: another's place in `characters` times `LEVELS` and the level. ValueError where they are not."""
        if len(numbers) != MOST * len(characters):
            raise ValueError(f"{len(numbers)} numbers for {len(characters)} characters, not {MOST} for each")
        self._characters = characters
        self._numbers = numbers
        self._places: Mapping[str, int] = {char: place for place, char in enumerate(characters)}
        self._likest: dict[str, str] = {}

    @classmethod
    def load(cls, folder: Path | None = None) -> "Alikes":
        """The table that ships with Kanwu, or one in `folder`."""
        folder = folder or resource("lookalike")
        return cls((folder / "characters.txt").read_text(encoding="utf-8"), _read_numbers(folder / "alikes.bin"))

    def of(self, char: str) -> tuple[Alike, ...]:
        """The look-alikes of a character, the likest first; none for a character that the table does not know.

        >>> [alike.char for alike in Alikes.load().of("己")][:2]
        ['已', '巳']
        """
        return tuple(Alike(self._characters[n // LEVELS], n % LEVELS) for n in self._of_place(char))

    def likest(self, char: str) -> str:
        """The look-alikes of a character, the likest first, without their grades: for those who ask of every character of a page."""
        found = self._likest.get(char)
        if found is None:
            # One text takes a fifteenth of what a set of its characters does.
            characters = self._characters
            found = self._likest[char] = "".join([characters[number // LEVELS] for number in self._of_place(char)])
        return found

    def level(self, char: str, other: str) -> int:
        """How much `other` looks like `char`; half of the most where the table does not say."""
        place = self._places.get(other)
        return next((number % LEVELS for number in self._of_place(char) if number // LEVELS == place), LEVELS // 2)

    def _of_place(self, char: str) -> list[int]:
        """The table's numbers of a character, its own left out; none for one that it does not know."""
        place = self._places.get(char)
        return [] if place is None else [n for n in self._numbers[place * MOST : (place + 1) * MOST] if n // LEVELS != place]

    def are_alike(self, one: str, other: str) -> bool:
        """Whether one of two characters is a look-alike of the other."""
        return len(one) == len(other) == 1 and (other in self.likest(one) or one in self.likest(other))


def _read_numbers(path: Path) -> Sequence[int]:
    """Little-endian unsigned 16-bit numbers of a file, memory-mapped where the machine's byte order allows."""
    if sys.byteorder == "big":
        numbers = array("H", path.read_bytes())
        numbers.byteswap()
        return numbers
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("H")


class PairsInWords:
    """Which characters stand beside which in words; only in words that are not rare."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines`: a character, those that stand before it, and those behind it, parted by tabs."""
        self._sides: Mapping[str, tuple[str, str]] = {char: (before, after) for char, before, after in (line.split("\t") for line in lines)}

    @classmethod
    def load(cls, folder: Path | None = None) -> "PairsInWords":
        """The pairs that ship with Kanwu, or those in `folder`."""
        return cls(((folder or resource("lookalike")) / "words.tsv").read_text(encoding="utf-8").splitlines())

    def before(self, char: str) -> str:
        """The characters that stand right before `char` in words, as one text: a set would take fifteen times as much."""
        return self._sides.get(char, ("", ""))[0]

    def after(self, char: str) -> str:
        """The characters that stand right behind `char` in words."""
        return self._sides.get(char, ("", ""))[1]


@cache
def load_pairs_in_words() -> PairsInWords:
    """The pairs that ship with Kanwu, read once a process."""
    return PairsInWords.load()


@cache
def load_alikes() -> Alikes:
    """The table that ships with Kanwu, read once a process."""
    return Alikes.load()
