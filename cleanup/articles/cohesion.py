"""Which blocks of a page speak of the same: the pairs of characters that stand in few of them.

A block's likeness to a set of others is the log odds of its pairs under a model of that set (multinomial, smoothed with the page), after
the way texts are sorted by topic. Pairs that stand once on the page, or nearly everywhere, say nothing and are left out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import copysign, fsum, log, log1p
from operator import add
from typing import Final

from cleanup.language.ngrams import squash
from cleanup.language.script import fold, has_traditional

_LONGEST: Final = 1500  # code points of a block that are compared
_COMMON: Final = 0.35  # share of the blocks in which a pair may stand
_PAGE: Final = 40.0  # weight of the page at large in the model of a set, in pairs
_MOST: Final = 8.0  # natural-log odds beyond which one block says no more: its pairs are not independent
_MARKS: Final = frozenset("，。、；：！？（）《》—…0A·“”")


class Model:
    """In how many of some blocks each shared pair stands; `size` is the sum."""

    __slots__ = ("counts", "size")

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.size = 0

    def add(self, pairs: Collection[str]) -> None:
        """Take in the pairs of one block."""
        counts = self.counts
        for pair in pairs:
            counts[pair] = counts.get(pair, 0) + 1
        self.size += len(pairs)

    def remove(self, pairs: Collection[str]) -> None:
        """Take out the pairs of a block that was added."""
        counts = self.counts
        for pair in pairs:
            counts[pair] -= 1
        self.size -= len(pairs)


class Cohesion:
    """The shared pairs of characters of a page's blocks."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are those of the blocks, as they stand on the page."""
        traditional = any(map(has_traditional, texts))
        plain = [squash(fold(text[:_LONGEST]) if traditional else text[:_LONGEST]) for text in texts]
        pairs = [set(map(add, text, text[1:])) for text in plain]
        counts: Counter[str] = Counter()
        for found in pairs:
            counts.update(found)
        most = max(3, int(_COMMON * sum(len(text) > 20 for text in plain)))
        shared = {pair for pair, times in counts.items() if 2 <= times <= most and _MARKS.isdisjoint(pair)}
        self.pairs: tuple[frozenset[str], ...] = tuple(frozenset(found & shared) for found in pairs)
        self.counts = counts
        self._total = sum(map(len, self.pairs)) or 1

    def model(self, blocks: Iterable[int] = ()) -> "Model":
        """The pairs of some blocks; blocks are added to it and taken out of it."""
        model = Model()
        for number in blocks:
            model.add(self.pairs[number])
        return model

    def likelihood(self, block: int, model: "Model") -> float:
        """Natural log of how likely a block's pairs are in a text like `model`, against the page at large."""
        share = _PAGE / (model.size + _PAGE)
        pairs = self.pairs[block]
        held, counts = model.counts, self.counts
        common = pairs & held.keys()
        if not common:
            return len(pairs) * log(share)
        scale = self._total / _PAGE
        # fsum does not depend on the order of the set, which differs from one process to the next
        return len(pairs) * log(share) + fsum([log1p(held[pair] * scale / counts[pair]) for pair in common])

    def odds(self, block: int, own: "Model", other: "Model") -> float:
        """Natural-log odds that a block belongs with the blocks of `own` and not with those of `other`, by its pairs alone."""
        return max(-_MOST, min(_MOST, self.likelihood(block, own) - self.likelihood(block, other)))

    def shared(self, one: int, other: int) -> float:
        """The pairs that two blocks share, those in fewer blocks for more."""
        return fsum(2.0 / self.counts[pair] for pair in self.pairs[one] & self.pairs[other])


def damped(value: float) -> float:
    """The natural logarithm of one more than a number, with its sign: words are not independent, so large sums count for less."""
    return copysign(log1p(abs(value)), value)
