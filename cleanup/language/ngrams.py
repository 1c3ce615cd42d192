"""How likely a character is after others: a small character model of newspaper Chinese, for judging what may follow what.

Orders one to four, interpolated after Witten and Bell, rare sequences pruned, one byte a logarithm. The model reads text in its own
alphabet (`squash`): runs of digits are one 0, runs of Latin letters one A, marks are full-width, quotes and white space do not count.
"""

import mmap
import re
from pathlib import Path
from typing import Final

import marisa_trie

from cleanup.language.chars import FULL_OF_HALF
from cleanup.resources import resource

ORDER: Final = 4
START: Final = "\N{START OF TEXT}"
END: Final = "\N{END OF TEXT}"
LOG_STEP: Final = 1 / 16
"""Natural-log units of one step of a stored log probability; a stored backoff has half of it."""

_CACHE_LIMIT: Final = 1 << 15  # a page asks the same again and again, other pages seldom do
_MARKS: Final = str.maketrans(
    {**FULL_OF_HALF, "[": None, "]": None, ".": None, **dict.fromkeys("\"'“”‘’「」『』"), "―": "—", "－": "—", "•": "·", "・": "·"}
)
_DIGITS: Final = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)*")
_LETTERS: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]+")
_PLAIN: Final = re.compile("[\u4e00-\u9fff，。、；：？！（）《》]*")
_SPACE: Final = re.compile(r"\s+")


def squash(text: str) -> str:
    """The text in the model's alphabet; shorter than before where it has digits, letters, quotes or white space.

    >>> squash("“一江 两岸”,截至12月3.5日KTV")
    '一江两岸，截至0月0日A'
    """
    if _PLAIN.fullmatch(text):
        return text
    return _LETTERS.sub("A", _DIGITS.sub("0", _SPACE.sub("", text))).translate(_MARKS)


class Ngrams:
    """The model: a memory-mapped trie of character sequences, two bytes for each."""

    def __init__(self, trie: marisa_trie.Trie, numbers: memoryview | bytes) -> None:
        """`numbers` holds, by a sequence's key id, its log probability and its backoff in steps, negated."""
        self._trie = trie
        self._numbers = numbers
        self._cache: dict[str, float] = {}  # of a character, by the context with the character behind it

    @classmethod
    def load(cls, folder: Path | None = None) -> "Ngrams":
        """The model that ships with Kanwu, or one in `folder`; takes milliseconds."""
        folder = folder or resource("lexicon")
        trie = marisa_trie.Trie()
        trie.mmap(str(folder / "ngrams.marisa"))
        with (folder / "ngrams.logs").open("rb") as file:
            return cls(trie, memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))

    def log_probability(self, context: str, char: str) -> float:
        """Natural log of the probability of `char` after `context` (squashed text; its last three code points count)."""
        key = context[1 - ORDER :] + char
        found = self._cache.get(key)
        return self._look_up(key) if found is None else found

    def _look_up(self, key: str) -> float:
        """The log probability of the last character of `key` after the others, which is kept."""
        found = self._back_off(key)
        if len(self._cache) >= _CACHE_LIMIT:
            self._cache.clear()
        self._cache[key] = found
        return found

    def _back_off(self, key: str) -> float:
        number: int | None = self._trie.get(key)
        if number is not None:
            return -LOG_STEP * self._numbers[2 * number]
        if len(key) == 1:
            return -16.0
        history: int | None = self._trie.get(key[:-1])
        backoff = 0.0 if history is None else -LOG_STEP / 2 * self._numbers[2 * history + 1]
        shorter = key[1:]
        found = self._cache.get(shorter)
        return backoff + (self._look_up(shorter) if found is None else found)

    def characters(self) -> frozenset[str]:
        """All characters that the model has seen, the start and end of a paragraph among them."""
        return frozenset(key for key in self._trie.iterkeys() if len(key) == 1)

    def log_sequence(self, context: str, text: str) -> float:
        """Natural log of the probability of all of `text` after `context`; both squashed."""
        cache = self._cache
        total = 0.0
        for char in text:
            context = context[1 - ORDER :] + char
            found = cache.get(context)
            total += self._look_up(context) if found is None else found
        return total

    def gain(self, left: str, right: str) -> float:
        """How much likelier the first characters of `right` are after `left` than anywhere, as a natural logarithm; both squashed.

        >>> model = Ngrams.load()
        >>> model.gain("坚持改革开", "放的方针") > 3 > 0 > model.gain("坚持改革开", "，方针")
        True
        """
        text = right[: ORDER - 1]
        return self.log_sequence(left[1 - ORDER :], text) - self.log_sequence("", text)

    def start_gain(self, text: str, context: str = START) -> float:
        """How much likelier squashed `text` is to begin a paragraph, or to follow `context`, than to stand anywhere.

        A natural logarithm. `context` is one code point.
        """
        text = text[: ORDER - len(context)]
        return self.log_sequence(context, text) - self.log_sequence("", text)

    def end_gain(self, text: str) -> float:
        """How much likelier a paragraph ends after squashed `text` than at any character, as a natural logarithm."""
        return self.log_probability(text, END) - self.log_probability("", END)
