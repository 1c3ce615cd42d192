"""What may have stood where one Chinese character was lost: candidates from the words around, ranked by the character model."""

from typing import NamedTuple

from cleanup.language.chars import is_han
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, START, Ngrams, squash
from cleanup.rules.tokens.choice import softmax

_REACH = 8  # code points on each side that are looked at
_LONGEST_START = 3  # characters of a word before its lost one
_MOST = 3
_LEAST_SHARE = 0.08


class Guess(NamedTuple):
    """A character that may have stood there, and its share of the candidates' probability."""

    char: str
    share: float


def guesses(left: str, right: str, lexicon: Lexicon, ngrams: Ngrams) -> list[Guess]:
    """The likeliest characters between two texts that make a word with what stands before or after, best first; none where no word fits."""
    left, right = left[-_REACH:], right[:_REACH]
    candidates = _candidates(left, right, lexicon)
    if not candidates:
        return []
    before, after = squash(left)[1 - ORDER :] or START, squash(right)[: ORDER - 1]
    scores = [ngrams.log_sequence(before, char + after) for char in candidates]
    shares = softmax(scores)
    ranking = sorted(zip(shares, candidates, strict=True), key=lambda each: (-each[0], each[1]))
    return [Guess(char, share) for share, char in ranking[:_MOST] if share >= _LEAST_SHARE]


def _candidates(left: str, right: str, lexicon: Lexicon) -> list[str]:
    """Characters that go on with a word begun before the place, and with what stands after it make one."""
    found: set[str] = set()
    for size in range(1, _LONGEST_START + 1):
        start = left[-size:]
        if len(start) < size or not all(map(is_han, start)):
            break
        found.update(lexicon.followers(start))
    return sorted(char for char in found if is_han(char) and _fits(left, char, right, lexicon))


def _fits(left: str, char: str, right: str, lexicon: Lexicon) -> bool:
    """Whether the character ends or goes through a word of the dictionary there."""
    for size in range(1, _LONGEST_START + 1):
        if len(left) >= size and any(len(word) > size for word in lexicon.words_at(left[-size:] + char + right[:_LONGEST_START])):
            return True
    return False
