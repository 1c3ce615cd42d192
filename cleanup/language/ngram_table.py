"""The file of the character model: which characters follow which history, packed so that it can be memory-mapped.

Sequences of one to `order` characters form a tree: the children of a history are the characters that follow it. A level holds the
sequences of one length, those of one history side by side and sorted by character. Little-endian, each array at a multiple of eight
bytes:

- 8 bytes of name, then unsigned 32-bit numbers: the order, the bytes of the alphabet, then for each level how many sequences it has and
  how many of them are named as histories of longer ones;
- the alphabet in UTF-8: a character's place in it is its number;
- each level, the first of which has the children of the empty history: of each sequence the number of its last character (16 bits) and
  its log probability in steps (8 bits); of each history its place on the level (32 bits), where its children begin on the next level
  (32 bits, one more number at the end), and its log backoff in half steps (8 bits). Logarithms are natural and negated. Where nearly
  every sequence is a history, all are named and the places left out.
"""

import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

MAGIC: Final = b"kwngram1"
LOG_STEP: Final = 1 / 16
"""Natural-log units of one step of a stored log probability; a stored backoff has half of it."""

LOGS: Final = tuple(-LOG_STEP * step for step in range(256))
"""Natural logs by their steps."""

UNSEEN: Final = -16.0
"""Natural log of the probability of a character that the model has never seen."""

BACKOFFS: Final = tuple(log / 2 for log in LOGS)
"""Natural logs of backing off by their steps."""

_FEW: Final = 4  # times as many followers as characters wanted: up to that they are gone through, beyond it they are searched


History = tuple[int, int, int, float]
"""A history that has followers: its length, where they begin and end on the next level, and its log backoff; made too often for a class."""


class Level(NamedTuple):
    """The sequences of one length; `places` is empty where each of them is named as a history."""

    chars: Sequence[int]
    logs: Sequence[int]
    places: Sequence[int]
    begins: Sequence[int]
    backoffs: Sequence[int]


class NgramTable:
    """The sequences of a model and their numbers."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Raises ValueError where the bytes are no model."""
        whole = memoryview(data)
        if bytes(whole[:8]) != MAGIC:
            raise ValueError("not a file of the character model")
        self.order, alphabet_size = _numbers(whole, 8, 2, "I")
        sizes = _numbers(whole, 16, 2 * self.order, "I")
        at = 16 + 8 * self.order  # bytes
        self.alphabet = bytes(whole[at : at + alphabet_size]).decode("utf-8")
        self.numbers = {char: number for number, char in enumerate(self.alphabet)}
        at = _padded(at + alphabet_size)
        levels = []
        for length in range(self.order):
            count, histories = sizes[2 * length], sizes[2 * length + 1]
            arrays = []
            named = 0 if histories == count else histories
            for size, kind in ((count, "H"), (count, "B"), (named, "I"), (histories + 1, "I"), (histories, "B")):
                arrays.append(_numbers(whole, at, size, kind))
                at = _padded(at + size * _WIDTH[kind])
            levels.append(Level(*arrays))
        if at != len(whole):
            raise ValueError("the file of the character model is cut off")
        self.levels = tuple(levels)
        self.root: History = (0, 0, sizes[0], 0.0)

    @classmethod
    def load(cls, path: Path) -> "NgramTable":
        """The table in a file, memory-mapped."""
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __len__(self) -> int:
        return sum(len(level.chars) for level in self.levels)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many sequences there are of each length, from one on."""
        return tuple(len(level.chars) for level in self.levels)

    def find(self, history: History, char: str) -> int:
        """The place on its level of `char` after the history; -1 where the model has no such sequence."""
        number = self.numbers.get(char)
        if number is None:
            return -1
        length, begin, end, _ = history
        chars = self.levels[length].chars
        place = bisect_left(chars, number, begin, end)
        return place if place < end and chars[place] == number else -1

    def find_number(self, history: History, number: int) -> int:
        """The place of the character with this number after the history; -1 where the model has no such sequence."""
        length, begin, end, _ = history
        chars = self.levels[length].chars
        place = bisect_left(chars, number, begin, end)
        return place if place < end and chars[place] == number else -1

    def log(self, history: History, place: int) -> float:
        """The natural log of the probability of the follower of a history that stands at `place`."""
        return LOGS[self.levels[history[0]].logs[place]]

    def child(self, history: History, place: int) -> History | None:
        """The history with its follower at `place` behind it; None where nothing follows that."""
        length = history[0]
        _, _, places, begins, backoffs = self.levels[length]
        if places:
            inner = bisect_left(places, place)
            if inner == len(places) or places[inner] != place:
                return None
            place = inner
        elif not backoffs:
            return None
        begin, end = begins[place], begins[place + 1]
        return None if begin == end else (length + 1, begin, end, BACKOFFS[backoffs[place]])

    def longer(self, history: History, char: str) -> History | None:
        """The history with `char` behind it; None where nothing follows that. What `find` and `child` do, written out."""
        number = self.numbers.get(char)
        if number is None:
            return None
        length, begin, end, _ = history
        chars, _, places, begins, backoffs = self.levels[length]
        place = bisect_left(chars, number, begin, end)
        if place == end or chars[place] != number:
            return None
        if places:
            inner = bisect_left(places, place)
            if inner == len(places) or places[inner] != place:
                return None
            place = inner
        elif not backoffs:
            return None
        begin, end = begins[place], begins[place + 1]
        return None if begin == end else (length + 1, begin, end, BACKOFFS[backoffs[place]])

    def found(self, history: History, wanted: Mapping[int, object]) -> list[tuple[int, int]]:
        """Those of the characters wanted, named by their numbers in ascending order, that follow a history: number and place."""
        length, begin, end, _ = history
        chars = self.levels[length].chars
        if end - begin <= _FEW * len(wanted):
            return [(number, place) for place, number in enumerate(chars[begin:end], begin) if number in wanted]
        found = []
        for number in wanted:
            begin = bisect_left(chars, number, begin, end)
            if begin == end:
                break
            if chars[begin] == number:
                found.append((number, begin))
        return found


_WIDTH: Final = {"B": 1, "H": 2, "I": 4}


def _numbers(whole: memoryview, at: int, count: int, kind: str) -> Sequence[int]:
    part = whole[at : at + count * _WIDTH[kind]]
    if len(part) != count * _WIDTH[kind]:
        raise ValueError("the file of the character model is cut off")
    if sys.byteorder == "big":
        numbers = array(kind, bytes(part))
        numbers.byteswap()
        return numbers
    return part.cast(kind)  # type: ignore[call-overload,no-any-return]


def _padded(size: int) -> int:
    return -(-size // 8) * 8


def pack(model: Mapping[str, tuple[float, float]], order: int) -> bytes:
    """The bytes of a model: of each sequence its natural log probability and log backoff.

    With a sequence its history must be in the model; only those with followers need a backoff.
    """
    alphabet = sorted(key for key in model if len(key) == 1)
    number = {char: place for place, char in enumerate(alphabet)}
    by_length: list[list[str]] = [[] for _ in range(order)]
    for key in model:
        by_length[len(key) - 1].append(key)
    keys = [sorted(level, key=lambda key: [number[char] for char in key]) for level in by_length]
    text = "".join(alphabet).encode("utf-8")
    header = array("I", [order, len(text)])
    body = bytearray()
    for length, level in enumerate(keys):
        longer = keys[length + 1] if length + 1 < order else []
        begins_of = {key[:-1]: begin for begin, key in reversed(list(enumerate(longer)))}
        if 5 * len(level) < 9 * len(begins_of):  # naming all takes fewer bytes
            following = len(longer)
            for key in reversed(level):
                following = begins_of.setdefault(key, following)
        histories = [(place, key) for place, key in enumerate(level) if key in begins_of]
        places = array("I", [place for place, _ in histories] if len(histories) < len(level) else [])
        begins = array("I", [*(begins_of[key] for _, key in histories), len(longer)])
        header.extend([len(level), len(histories)])
        body += _padded_bytes(array("H", [number[key[-1]] for key in level]))
        body += _padded_bytes(array("B", [steps(model[key][0], LOG_STEP) for key in level]))
        body += _padded_bytes(places) + _padded_bytes(begins)
        body += _padded_bytes(array("B", [steps(model[key][1], LOG_STEP / 2) for _, key in histories]))
    if sys.byteorder == "big":
        header.byteswap()
    start = MAGIC + header.tobytes() + text
    return start + bytes(_padded(len(start)) - len(start)) + bytes(body)


def _padded_bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    data = numbers.tobytes()
    return data + bytes(_padded(len(data)) - len(data))


def steps(log: float, size: float) -> int:
    """A negative logarithm as a whole number of steps, in one byte."""
    return max(0, min(255, round(-log / size)))
