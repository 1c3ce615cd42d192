"""What stands around a place in Chinese text, as short names of features: the words beside it, and those of its clause."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.language.lexicon import Lexicon

REACH: Final = 20
"""Characters on each side that count."""

_SPACE: Final = lazy(r"\s+")
_DIGITS: Final = lazy(r"[0-9０-９]+")
_LETTERS: Final = lazy(r"[A-Za-z]+")
_QUOTES: Final = lazy("[\"'“”‘’「」『』]")
_CLAUSE_END: Final = frozenset("，。；：！？、（）《》—…,;:!?()")
_LONGEST_WORD = 3
_MOST_PAIRS = 5
_GAIN_STEP = 4
_MOST_STEPS = 4


class Sides(NamedTuple):
    """The text before and after a place, without white space and quotes, figures as 0 and Latin words as A."""

    left: str
    right: str


def sides(left: str, right: str) -> Sides:
    """The two sides in the form that features are made of, at most `REACH` characters each."""
    return Sides(_plain(left)[-REACH:], _plain(right)[:REACH])


def _plain(text: str) -> str:
    return _LETTERS.sub("A", _DIGITS.sub("0", _QUOTES.sub("", _SPACE.sub("", text))))


def features(around: Sides, lexicon: Lexicon) -> list[str]:
    """Names of what stands around: a kind, a colon, and a word or a number; sorted, each once.

    `l` `m` are the last word before and the one before it, `r` `s` the first two after; `lc` `rc` `re` the last character before, the
    first after, and the last of the first word; `L` `R` the other words of the clause, `E` its last; `ll` `rl` how long the neighbours
    are, `dl` `dr` how far the clause goes in steps of two characters, `lp` `dp` the marks at its ends; `x` how much likelier the text
    is as one with a word over the place, in steps of four natural-log units, 0 where no word crosses it.
    """
    left, right = around
    before, after = lexicon.cut(left), lexicon.cut(right)
    last, first = before[-1] if before else "<", after[0] if after else ">"
    clause_left, mark_left = _clause(before[::-1])
    clause_right, mark_right = _clause(after)
    found = {
        f"l:{last}",
        f"r:{first}",
        f"lc:{last[-1]}",
        f"rc:{first[0]}",
        f"re:{first[-1]}",
        f"ll:{min(len(last), _LONGEST_WORD)}",
        f"rl:{min(len(first), _LONGEST_WORD)}",
        f"dl:{min(sum(map(len, clause_left)) // 2, _MOST_PAIRS)}",
        f"dr:{min(sum(map(len, clause_right)) // 2, _MOST_PAIRS)}",
        f"x:{_crossing(left, right, lexicon)}",
        f"lp:{mark_left}",
        f"dp:{mark_right}",
    }
    found.update(_named("m", before[-2:-1]), _named("s", after[1:2]))
    found.update(_named("L", clause_left[1:]), _named("R", clause_right[1:]), _named("E", clause_right[-1:]))
    return sorted(found)


def _clause(words: Sequence[str]) -> tuple[Sequence[str], str]:
    """The words up to the clause's end, and the mark that ends it, `|` where the text does."""
    for number, word in enumerate(words):
        if word in _CLAUSE_END:
            return words[:number], word
    return words, "|"


def _named(kind: str, words: Sequence[str]) -> list[str]:
    return [f"{kind}:{word}" for word in words]


def _crossing(left: str, right: str, lexicon: Lexicon) -> int:
    crossing = lexicon.crossing(left, right)
    return 0 if crossing is None else min(1 + int(crossing.gain / _GAIN_STEP), _MOST_STEPS)
