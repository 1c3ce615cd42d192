"""What a word trigram in ARPA text says of character sequences: how often each would stand in a text of so many words.

The model is that of an input method: words without marks, digits or letters. Marks, the edges of a paragraph, digits and letters (all that
is no Han character) are put between its words as often as a segmented text has them beside the same words.

A sequence counts once for each place where it would stand: by the words that it touches, all of them at least in part. Of what spans
two words only pairs that the model lists are counted, of what spans three only its triples; the rest is left out, and is what a history
has more than its followers together.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROUNDS = 12
"""Rounds after which the share of a word no longer changes in the eighth place."""

STRENGTH = 10.0
"""Occurrences of a word (of a character) that weigh as much as what is known of its first or last character (of all words)."""

RAREST = 1e-9
"""Share of a word with one symbol beside it under which the two are not counted together."""

_HAN = re.compile("[\u4e00-\u9fff]+")

Shares = Callable[[str], Mapping[str, float]]


class WordModel(NamedTuple):
    """A word trigram: words, and by their numbers the probabilities that it lists.

    `alone` and `backoff` are by word, `pairs` and `triples` by the numbers of the words, the last one being the predicted.
    """

    words: list[str]
    alone: list[float]
    backoff: list[float]
    pairs: dict[tuple[int, int], float]
    triples: dict[tuple[int, int, int], float]


def read_arpa(path: Path) -> WordModel:
    """The model of an ARPA file of order three; raises ValueError where it is none."""
    model = WordModel([], [], [], {}, {})
    number: dict[str, int] = {}
    order = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                order = int(line[1]) if line[1:].rstrip().endswith("-grams:") else 0
                continue
            fields = line.rstrip("\n").split("\t")
            if not order or len(fields) < 2:
                continue
            chance = 10 ** float(fields[0])
            if order == 1:
                number[fields[1]] = len(model.words)
                model.words.append(fields[1])
                model.alone.append(chance)
                model.backoff.append(10 ** float(fields[2]) if len(fields) > 2 else 1.0)
            elif order == 2:
                first, second = fields[1].split(" ")
                model.pairs[number[first], number[second]] = chance
            else:
                first, second, third = fields[1].split(" ")
                model.triples[number[first], number[second], number[third]] = chance
    if not (model.words and model.pairs and model.triples):
        raise ValueError(f"{path} is no word trigram in ARPA text")
    return model


def frequencies(model: WordModel) -> list[float]:
    """The share of each word in a long text of the model's, by number.

    The model's own single-word probabilities are those of a word in a new place, far too low for common words; these are the shares that
    its word pairs leave as they are.
    """
    shares = list(model.alone)
    for _ in range(ROUNDS):
        rest = sum(share * weight for share, weight in zip(shares, model.backoff, strict=True))
        following = [rest * chance for chance in model.alone]
        for (first, second), chance in model.pairs.items():
            following[second] += shares[first] * (chance - model.backoff[first] * model.alone[second])
        total = sum(following)
        shares = [max(0.0, share) / total for share in following]
    return shares


class Beside(NamedTuple):
    """How often a segmented text has each word, and which symbols that are no Han character stand right after and before it."""

    words: Counter[str]
    after: dict[str, Counter[str]]
    before: dict[str, Counter[str]]


def beside(paragraphs: Iterable[Sequence[str]], start: str, end: str) -> Beside:
    """What stands beside the words of a segmented text in the alphabet of the character model; `start` and `end` are a paragraph's."""
    found = Beside(Counter(), defaultdict(Counter), defaultdict(Counter))
    for words in paragraphs:
        row = [start, *words, end]
        for at in range(1, len(row) - 1):
            word, left, right = row[at], row[at - 1][-1], row[at + 1][0]
            if _HAN.fullmatch(word):
                found.words[word] += 1
                if not _HAN.match(right):
                    found.after[word][right] += 1
                if not _HAN.match(left):
                    found.before[word][left] += 1
    return found


def shares_of(words: Counter[str], symbols: Mapping[str, Counter[str]], side: int) -> Shares:
    """For a word the share of its places that have each symbol beside it; a rare word is judged by its last (first) character.

    `side` is -1 for what stands after a word, 0 for before.
    """
    total = sum(words.values())
    common: Counter[str] = Counter()
    of_character: dict[str, Counter[str]] = defaultdict(Counter)
    times: Counter[str] = Counter()
    for word, count in words.items():
        found = symbols.get(word, Counter())
        common.update(found)
        of_character[word[side]].update(found)
        times[word[side]] += count
    everywhere = {symbol: count / total for symbol, count in sorted(common.items())}

    def shrunk(found: Mapping[str, int], count: int, base: Mapping[str, float]) -> dict[str, float]:
        return {symbol: (found.get(symbol, 0) + STRENGTH * share) / (count + STRENGTH) for symbol, share in base.items()}

    @cache
    def by_character(character: str) -> Mapping[str, float]:
        return shrunk(of_character.get(character, {}), times[character], everywhere)

    def by_word(word: str) -> Mapping[str, float]:
        base = by_character(word[side])
        return shrunk(symbols.get(word, {}), words[word], base) if words[word] else base

    return by_word


def count_virtual(
    model: WordModel, text: Beside, written: Callable[[str], str | None], order: int, size: float
) -> dict[int, dict[str, float]]:
    """How often each sequence of one to `order` characters would stand in a text of `size` words, by length.

    `written` gives a word of the model as the text writes it, None for one that is left out.
    """
    words = [written(word) for word in model.words]
    shares = [size * share for share in frequencies(model)]
    after, before = shares_of(text.words, text.after, -1), shares_of(text.words, text.before, 0)
    counts: dict[int, dict[str, float]] = {length: defaultdict(float) for length in range(1, order + 1)}
    least = RAREST * size
    goes_on = [0.0] * len(words)  # how often the word is followed by a word
    for number, word in enumerate(words):
        if word is None:
            continue
        share = shares[number]
        for start in range(len(word)):
            for length in range(1, min(order, len(word) - start) + 1):
                counts[length][word[start : start + length]] += share
        beside_it = after(word)
        goes_on[number] = share * (1 - sum(beside_it.values()))
        for symbol, part in beside_it.items():
            if share * part >= least:
                counts[1][symbol] += share * part
                for length in range(1, min(order - 1, len(word)) + 1):
                    counts[length + 1][word[-length:] + symbol] += share * part
        for symbol, part in before(word).items():
            if share * part >= least:
                for length in range(1, min(order - 1, len(word)) + 1):
                    counts[length + 1][symbol + word[:length]] += share * part
    for text_, inner, outer, times in _adjoining(model, words, shares, goes_on):
        for start in range(max(0, outer - order), inner):
            for stop in range(outer, min(len(text_), start + order) + 1):
                counts[stop - start][text_[start:stop]] += times
    return counts


def _adjoining(
    model: WordModel, words: Sequence[str | None], shares: Sequence[float], goes_on: Sequence[float]
) -> Iterator[tuple[str, int, int, float]]:
    """Pairs and triples of words, run together, and how often they stand so.

    Before the first number lies the first word, at the second begins the second character of the last: a sequence that touches all
    the words starts before the first and stops at the second or behind.
    """
    for (one, two), chance in model.pairs.items():
        first, second = words[one], words[two]
        if first is not None and second is not None:
            yield first + second, len(first), len(first) + 1, goes_on[one] * chance
    for (one, two, three), chance in model.triples.items():
        first, second, third = words[one], words[two], words[three]
        pair = model.pairs.get((one, two))
        if first is not None and second is not None and third is not None and pair is not None and shares[two]:
            open_ = goes_on[two] / shares[two]
            yield first + second + third, len(first), len(first) + len(second) + 1, goes_on[one] * pair * open_ * chance
