"""Words and their frequencies: what is a word, how a text is best cut into words, and which word a break cuts in two.

The dictionary is jieba's; the segmentation is its unigram model (the path of highest probability through the graph of all
dictionary words), so `cut` gives what `jieba.cut(text, HMM=False)` gives, without jieba's half a second of loading.
"""

import json
import math
import mmap
import sys
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import marisa_trie

from cleanup.language.chars import HAN_RUN, han_before
from cleanup.language.lazy import lazy
from cleanup.resources import resource

WINDOW: Final = 8
"""Code points on each side of a break that its segmentation looks at: longer words cross no break in newspaper text."""

_LONGEST: Final = 16  # code points of the dictionary's longest word
_FOLLOWERS: Final = 32
_KEPT: Final = 1 << 12  # a page asks the same again and again, other pages seldom do: twice as many would save one hundredth of the time
_KEPT_RUNS: Final = 1 << 11  # of ways through a run, and of what is behind a word: four times as many would save nothing
_MANY: Final = 200  # pairs that take as long to ask for one by one as all words that begin with their first character
_BLOCK: Final = lazy(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
_SPACE: Final = lazy(r"(\r\n|\s)")
_ALPHANUMERIC: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Crossing(NamedTuple):
    """The word that a break cuts in two.

    `at` is how many of the word's code points stand before the break. `gain` is the natural logarithm of how much likelier the best
    segmentation with a word over the break is than the best one that respects it; below 0 the break is better respected.
    """

    word: str
    at: int
    gain: float


class Bound(NamedTuple):
    """Characters that want another: after them where they end a text, before them where they start one."""

    end: frozenset[str]
    start: frozenset[str]


class Lexicon:
    """The words of the dictionary; two memory-mapped files, shared by all processes that read them."""

    def __init__(self, trie: marisa_trie.Trie, frequencies: Sequence[int], bounds: Path) -> None:
        """`frequencies` holds the total first, then each word's frequency by its key id; `bounds` is the file on bound characters."""
        self._trie = trie
        self._frequencies = frequencies
        self._bounds_path = bounds
        self._log_total = math.log(frequencies[0])
        self._costs: dict[str, tuple[tuple[int, float], ...]] = {}
        self._ways_to: dict[str, tuple[float, ...]] = {}
        self._ways_from: dict[str, tuple[float, ...]] = {}
        self._followers: dict[str, str] = {}
        self._asked: dict[str, int] = {}  # by the first character, how many were asked for in words of two
        self._seconds: dict[str, str] = {}  # of the first characters that many were asked for
        self._open_ends: dict[str, tuple[str, tuple[int, ...]]] = {}
        self._crossings: dict[tuple[str, str], Crossing | None] = {}

    @classmethod
    def load(cls, folder: Path | None = None) -> "Lexicon":
        """The lexicon that ships with Kanwu, or one in `folder`; takes milliseconds."""
        folder = folder or resource("lexicon")
        trie = marisa_trie.Trie()
        trie.mmap(str(folder / "words.marisa"))
        return cls(trie, _read_numbers(folder / "words.freq"), folder / "bounds.json")

    def __contains__(self, word: str) -> bool:
        return self.freq(word) > 0

    def freq(self, word: str) -> int:
        """How often the dictionary's corpus held the word; 0 for what is no word.

        >>> Lexicon.load().freq("工作") > Lexicon.load().freq("工笔") > Lexicon.load().freq("工呢") == 0
        True
        """
        key = self._trie.get(word)
        return 0 if key is None else self._frequencies[key + 1]

    def words_of_two(self, first: str, seconds: Collection[str]) -> list[str]:
        """Those of some characters that make a word with the one before them.

        >>> sorted(Lexicon.load().words_of_two("集", {"了", "合", "的", "体"}))
        ['体', '合']
        """
        known = self._seconds.get(first)
        if known is None:
            asked = self._asked[first] = self._asked.get(first, 0) + len(seconds)
            if asked < _MANY:
                get, frequencies = self._trie.get, self._frequencies
                return [second for second in seconds if (key := get(first + second)) is not None and frequencies[key + 1]]
            words = self._trie.items(first)
            known = "".join(word[1] for word, key in words if len(word) == 2 and self._frequencies[key + 1])
            self._seconds[first] = known
        return [second for second in known if second in seconds]

    def starts_word(self, prefix: str) -> bool:
        """Whether some word of the dictionary is or begins with `prefix`."""
        return next(self._trie.iterkeys(prefix), None) is not None

    def words_at(self, text: str) -> list[str]:
        """The words that `text` begins with, shortest first."""
        return list(self._trie.iter_prefixes(text))

    def followers(self, prefix: str) -> str:
        """The characters that follow `prefix` in the words that begin with it and go on, that of the commonest word first; at most 32."""
        found = self._followers.get(prefix)
        if found is None:
            size = len(prefix)
            best: dict[str, int] = {}
            for word, key in self._trie.iteritems(prefix) if prefix else ():
                if len(word) > size:
                    best[word[size]] = max(best.get(word[size], 0), self._frequencies[key + 1])
            found = "".join(sorted(best, key=lambda char: (-best[char], char))[:_FOLLOWERS])
            if len(self._followers) >= _KEPT_RUNS:
                self._followers.clear()
            self._followers[prefix] = found
        return found

    def words(self, least: int) -> Iterator[str]:
        """All words of that frequency or more, in the trie's order."""
        return (word for word, key in self._trie.iteritems("") if self._frequencies[key + 1] >= least)

    def cut(self, text: str) -> list[str]:
        """The text in words, as `jieba.cut(text, HMM=False)` cuts it; concatenated they give the text again.

        >>> Lexicon.load().cut("春耕备耕工作有序进行。")
        ['春耕', '备耕', '工作', '有序', '进行', '。']
        """
        words: list[str] = []
        for number, block in enumerate(_BLOCK.split(text)):
            if number % 2:
                words.extend(self._cut_block(block))
            else:
                for index, piece in enumerate(_SPACE.split(block)):
                    words.extend([piece] if index % 2 else piece)
        return words

    def log_probability(self, text: str) -> float:
        """Natural log of the probability of the best way to cut `text`, a run of Han characters, into words; 0 for an empty one."""
        return self._rest(text)[0]

    def word_at(self, text: str, at: int) -> tuple[float, str]:
        """What `log_probability` says of `text`, and the word of the best cut that holds the character at `at`.

        >>> Lexicon.load().word_at("春耕备耕工作", 3)[1]
        '备耕'
        """
        route = self._route(text)
        start, end = 0, route[0][1]
        while end <= at:
            start, end = end, route[end][1]
        return route[0][0], text[start:end]

    def crossing_word(self, left: str, right: str) -> str | None:
        """The word over the break between `left` and `right` in their best segmentation; None where no word crosses it."""
        crossing = self.crossing(left, right)
        return crossing.word if crossing is not None and crossing.gain > 0 else None

    def crossing(self, left: str, right: str, *, keep: bool = True) -> Crossing | None:
        """The likeliest word over the break between `left` and `right`, with the cut's place and what joining gains or costs.

        Only the run of Han characters next to the break is looked at, `WINDOW` code points on each side. The answer is kept but for those
        who ask for many breaks, each of them once.

        >>> crossing = Lexicon.load().crossing("队员在操场上集", "合，列队出发")
        >>> crossing.word, crossing.at, crossing.gain > 0
        ('集合', 1, True)
        """
        key = (left[-WINDOW:], right[:WINDOW])
        if not keep:
            return self._find_crossing(*key)
        try:
            return self._crossings[key]
        except KeyError:
            pass
        crossing = self._find_crossing(*key)
        if len(self._crossings) >= _KEPT:
            self._crossings.clear()
        self._crossings[key] = crossing
        return crossing

    @cached_property
    def _bounds(self) -> tuple[dict[str, float], dict[str, float]]:
        table = json.loads(self._bounds_path.read_text(encoding="utf-8"))
        end = {char: (ord(letter) - 65) / 4 for char, letter in zip(table["chars"], table["end"], strict=True)}
        start = {char: (ord(letter) - 65) / 4 for char, letter in zip(table["chars"], table["start"], strict=True)}
        return end, start

    def bound(self, least: float) -> Bound:
        """The characters that begin or end words and stand alone so rarely, in natural-log units (see `bound_end`).

        >>> bound = Lexicon.load().bound(2.0)
        >>> "技" in bound.end, "的" in bound.end | bound.start
        (True, False)
        """
        return Bound(*(frozenset(char for char, rarely in table.items() if rarely >= least) for table in self._bounds))

    def bound_end(self, text: str) -> float:
        """How much the last character of `text` wants another after it: 0 where it ends a word of two or more, else the natural
        logarithm of how rarely it stands alone.

        >>> lexicon = Lexicon.load()
        >>> lexicon.bound_end("各项措") > 3, lexicon.bound_end("各项措施")
        (True, 0.0)
        """
        run = han_before(text[-WINDOW:])
        return self._bounds[0].get(text[-1], 0.0) if run and self._last_size(run) == 1 else 0.0

    def bound_start(self, text: str) -> float:
        """How much the first character of `text` wants another before it; 0 where it begins a word of two or more."""
        run = HAN_RUN.match(text[:WINDOW])
        if run is None:
            return 0.0
        return self._bounds[1].get(text[0], 0.0) if self._size_at(run.group(), 0) == 1 else 0.0

    def _last_size(self, text: str) -> int:
        start, size = 0, self._size_at(text, 0)
        while start + size < len(text):
            start += size
            size = self._size_at(text, start)
        return size

    def _size_at(self, text: str, start: int) -> int:
        """The length of the first word of the best way to the end of a run of Han characters; ties go to the longer word."""
        words, rest = self._words_from(text, start), self._rest(text)
        return words[0][0] if len(words) == 1 else max((cost + rest[start + size], size) for size, cost in words)[1]

    def _find_crossing(self, left: str, right: str) -> Crossing | None:
        after = HAN_RUN.match(right)
        left, starts = self._open_end(left)
        if not starts or after is None:
            return None
        right = after.group()
        cut = len(left)
        prefixes = self._trie.prefixes
        over = [(start, word) for start in starts for word in prefixes(left[start:] + right) if len(word) > cut - start]
        if not over:
            return None
        ways, rest = self._ways(left), self._rest(right)
        best: tuple[float, str, int] | None = None
        for start, word in over:
            frequency = self.freq(word)
            if frequency:
                way = ways[start] + math.log(frequency) - self._log_total + rest[start + len(word) - cut]
                if best is None or way > best[0]:
                    best = (way, word, cut - start)
        return None if best is None else Crossing(best[1], best[2], best[0] - ways[cut] - rest[0])

    def _open_end(self, text: str) -> tuple[str, tuple[int, ...]]:
        """The run of Han characters that ends a text, and the places in it from which a word may go on beyond its end."""
        found = self._open_ends.get(text)
        if found is None:
            han = han_before(text)
            found = han, tuple(start for start in range(len(han)) if self.starts_word(han[start:]))
            if len(self._open_ends) >= _KEPT_RUNS:
                self._open_ends.clear()
            self._open_ends[text] = found
        return found

    def _ways(self, text: str) -> tuple[float, ...]:
        """For each offset the log probability of the best way from the start of `text` to it."""
        return self._remember(self._ways_to, text, self._forward)

    def _rest(self, text: str) -> tuple[float, ...]:
        """For each offset the log probability of the best way from it to the end of `text`."""
        return self._remember(self._ways_from, text, self._backward)

    def _remember(self, cache: dict[str, tuple[float, ...]], text: str, make: Callable[[str], tuple[float, ...]]) -> tuple[float, ...]:
        found = cache.get(text)
        if found is None:
            found = make(text)
            if len(cache) >= _KEPT_RUNS:
                cache.clear()
            cache[text] = found
        return found

    def _forward(self, text: str) -> tuple[float, ...]:
        ways = [0.0] + [-math.inf] * len(text)
        for start in range(len(text)):
            words = self._words_from(text, start)
            for size, cost in words:
                ways[start + size] = max(ways[start + size], ways[start] + cost)
            if words[0][0] > 1:  # no word of one code point here, but a way to the next offset there must be
                ways[start + 1] = max(ways[start + 1], ways[start] - self._log_total)
        return tuple(ways)

    def _backward(self, text: str) -> tuple[float, ...]:
        rest = [0.0] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            words = self._words_from(text, start)
            size, cost = words[0]
            best = cost + rest[start + size]
            for size, cost in words[1:]:
                best = max(best, cost + rest[start + size])
            rest[start] = best
        return tuple(rest)

    def _cut_block(self, text: str) -> Iterator[str]:
        route = self._route(text)
        start = 0
        letters = ""
        while start < len(text):
            end = route[start][1]
            if end == start + 1 and text[start] in _ALPHANUMERIC:
                letters += text[start]
            else:
                if letters:
                    yield letters
                    letters = ""
                yield text[start:end]
            start = end
        if letters:
            yield letters

    def _route(self, text: str) -> list[tuple[float, int]]:
        """For each start the log probability of the best way to the end of `text`, and where its first word ends.

        Ties go to the longer word, as in jieba.
        """
        length = len(text)
        route: list[tuple[float, int]] = [(0.0, 0)] * (length + 1)
        for start in range(length - 1, -1, -1):
            route[start] = max((cost + route[start + size][0], start + size) for size, cost in self._words_from(text, start))
        return route

    def _words_from(self, text: str, start: int) -> tuple[tuple[int, float], ...]:
        """Lengths and log probabilities of the words at `start`, shortest first; where there is none, a single code point at the cost
        of frequency one."""
        key = text[start : start + _LONGEST]
        found = self._costs.get(key)
        if found is None:
            found = self._look_up(key)
            if len(self._costs) >= _KEPT:
                self._costs.clear()
            self._costs[key] = found
        return found

    def _look_up(self, text: str) -> tuple[tuple[int, float], ...]:
        frequencies = self._frequencies
        found = []
        for word, key in self._trie.iter_prefixes_with_ids(text):
            frequency = frequencies[key + 1]
            if frequency:
                found.append((len(word), math.log(frequency) - self._log_total))
        return tuple(found) if found else ((1, -self._log_total),)


def _read_numbers(path: Path) -> Sequence[int]:
    """Little-endian unsigned 32-bit numbers of a file, memory-mapped where the machine's byte order allows."""
    if sys.byteorder == "big":
        numbers = array("I", path.read_bytes())
        numbers.byteswap()
        return numbers
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("I")
