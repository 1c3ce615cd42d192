"""Characters too many and characters that are missing, by how the text reads without one or with one more.

Three looks, each dearer than the one before and over fewer places: how well the pairs of neighbours go together, what the character model
says of the text around, and what the cut into words and the rest of the page say. A missing character is looked for only where the page
has the word elsewhere: what else might stand between two characters is too much.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log1p
from typing import Final, NamedTuple

from cleanup.language import models
from cleanup.language.alikes import PairsInWords, load_pairs_in_words
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.language.pair_gains import PairGains, code_of, load_pair_gains, pair_of
from cleanup.resources import resource

_REACH: Final = 6  # Han characters on each side that are cut into words
_BEFORE: Final = 8  # code points that the character model is given, of which it reads its own order
_CLOSER: Final = 6.0  # natural-log units that the pairs must gain when a character goes
_FULLER: Final = 4.5  # and when one comes
_MODEL: Final = 2.0  # units that the character model must gain without a character, so that words are asked
_MODEL_MORE: Final = -4.0  # and with one more, whose own probability it has to pay for
_PAIR_ON_PAGE: Final = 1.5  # units for each time that the page has a pair again, twice at most
_NEW: Final = -2.0  # units of a pair that the model never saw, as it has seen no word of today
_SELDOM: Final = 1.25  # natural-log units by which a character stands alone more rarely than in words
_PAGE: Final = 20_000  # code points on each side in which a word counts as one of the page's
_MOST_ON_PAGE: Final = 8
_STILL: Final = 6.0  # natural-log odds that words and the page hardly ever add
_KEPT: Final = 1 << 15  # pairs that are remembered
_MOST: Final = 20_000  # places that the model is asked about; a page of a newspaper has a hundred


class Language(NamedTuple):
    """What is known of the language."""

    lexicon: Lexicon
    model: Ngrams
    words: PairsInWords
    pairs: PairGains
    known: dict[int, bool]  # of the codes of pairs, whether they stand in words

    def in_words(self, codes: Sequence[int]) -> list[bool | None]:
        """Which pairs of characters, by their codes, stand in words that are not rare."""
        known = self.known
        found = list(map(known.get, codes))
        if None in found:
            if len(known) > _KEPT:
                known.clear()
            for code in set(codes).difference(known):
                first, second = pair_of(code)
                known[code] = bool(code) and second in self.words.after(first)
            found = list(map(known.get, codes))
        return found


@cache
def load_language() -> Language:
    """The tables that ship with Kanwu; one of each for the process."""
    return Language(models.lexicon(), models.ngrams(), load_pairs_in_words(), load_pair_gains(), {})


class Slip(NamedTuple):
    """A place where a character may be too many (`char` stands at `at`) or missing (`char` belongs before `at`).

    `word` is what is made by putting it right, `page` how often the page has that elsewhere, `gain` how much likelier the text then is by
    the character model, `odds` how likely the slip is: natural logarithms.
    """

    at: int
    char: str
    word: str
    page: int
    gain: float
    odds: float


class Weights(NamedTuple):
    """What the evidence is worth, and the odds from which on a slip is shown; of two kinds of slip the numbers are not comparable."""

    least: float
    values: Mapping[str, float]

    def odds(self, evidence: Mapping[str, float]) -> float:
        """The natural-log odds of a slip."""
        return sum(self.values.get(name, 0.0) * value for name, value in evidence.items())


@cache
def load_weights(rule: str) -> Weights:
    """The table of a rule; see `resources/<rule>/ORIGIN.md`."""
    record = json.loads(resource(rule, "weights.json").read_text(encoding="utf-8"))
    return Weights(float(record["least"]), {str(name): float(value) for name, value in record["weights"].items()})


class Weighed(NamedTuple):
    """A slip with all its evidence, before it is told how likely it is."""

    slip: Slip
    evidence: Mapping[str, float]


def extras(text: str, language: Language) -> Iterator[Weighed]:
    """The characters without which the text reads better, in its order."""
    gains = language.pairs.along(text).gains
    gain = language.pairs.gain
    left = _MOST
    for at in [at for at in range(1, len(text) - 1) if gains[at] + gains[at + 1] < 0]:
        before, char, after = text[at - 1], text[at], text[at + 1]
        closed = gain(before, after) - gains[at] - gains[at + 1]
        if closed < _CLOSER or char in (before, after) or not _are_han(before, char, after):
            continue
        if _is_printed_so(text, before + char + after, at):
            continue
        left -= 1
        if left < 0:
            return
        log, log_without = _logs(text, at, at + 1, "", language.model)
        if log_without - log >= _MODEL:
            yield _without(text, at, closed, log_without - log, log_without, language)


def losses(text: str, language: Language, weights: Weights | None = None) -> Iterator[Weighed]:
    """The characters with which the text reads better and makes words that it has elsewhere, in its order.

    With `weights` those that cannot be likely any more are left before words are asked.
    """
    codes, gains = language.pairs.along(text)
    in_words = language.in_words(codes)
    known = _Partners(codes, in_words, language)
    left = _MOST
    found: dict[int, Weighed] = {}
    for gap, ahead in _loose(text, in_words):
        own, other = (gap - 1, gap) if ahead else (gap, gap - 1)
        best = known.best(text[own], text[other], ahead=ahead)
        if best is None or best[0] - gains[gap] < _FULLER or known.counts[codes[gap]] > 1:  # what stands twice was printed so
            continue
        left -= 1
        if left < 0:
            break
        value, char = best
        log, log_with = _logs(text, gap, gap, char, language.model)
        if log_with - log >= _MODEL_MORE:
            pair = code_of(text[own], char) if ahead else code_of(char, text[own])
            evidence = {
                "bias": 1.0,
                "pairs": value,
                "gap": gains[gap],
                "again": log1p(min(known.counts[pair], _MOST_ON_PAGE)),
                "ahead": float(ahead),
                "gain": log_with - log,
                "context": log,
                "own": language.model.log_probability("", char),
            }
            if weights is not None and weights.odds(evidence) + _STILL < weights.least:
                continue
            weighed = _with(text, gap, char, log_with - log, evidence, language)
            if gap not in found or weighed.slip.gain > found[gap].slip.gain:
                found[gap] = weighed
    yield from (found[gap] for gap in sorted(found))


def _loose(text: str, in_words: Sequence[bool | None]) -> Iterator[tuple[int, bool]]:
    """The gaps beside characters that hardly ever stand alone and here make no word with a neighbour: a gap's place, and whether such a
    character stands before it. `in_words` says it of the pairs of neighbours, that of a character with the one before it at its place.
    """
    seldom = _seldom_alone()
    for at in [at for at, char in enumerate(text) if char in seldom and not in_words[at] and not in_words[at + 1]]:
        if at and "\u4e00" <= text[at - 1] <= "\u9fff":
            yield at, False
        if "\u4e00" <= text[at + 1 : at + 2] <= "\u9fff":
            yield at + 1, True


@cache
def _seldom_alone() -> frozenset[str]:
    return models.lexicon().seldom_alone(_SELDOM)


class _Partners:
    """The pairs of a page, by either character, that stand in words."""

    def __init__(self, codes: Sequence[int], in_words: Sequence[bool | None], language: Language) -> None:
        self.counts = Counter(codes)
        self._gain = language.pairs.gain
        self._asked: dict[tuple[str, bool], list[tuple[float, str]]] = {}
        after: dict[str, list[str]] = {}
        before: dict[str, list[str]] = {}
        seldom = frozenset(map(ord, _seldom_alone()))
        wanted = {code for code, known in zip(codes, in_words, strict=True) if known}
        for code in wanted:
            if code & 0xFFFF in seldom:
                first, second = pair_of(code)
                after.setdefault(first, []).append(second)
            if code >> 16 in seldom:
                first, second = pair_of(code)
                before.setdefault(second, []).append(first)
        self._after, self._before = after, before

    def best(self, char: str, other: str, *, ahead: bool) -> tuple[float, str] | None:
        """The character that fits best beside `char` and before or behind `other`, with what both pairs gain; None where there is none.

        `ahead` says that `char` comes first.
        """
        found = self._asked.get((char, ahead))
        if found is None:
            found = self._asked[char, ahead] = self._partners(char, ahead=ahead)
        best: tuple[float, str] | None = None
        for value, between in found:
            more = max(_NEW, self._gain(between, other) if ahead else self._gain(other, between))
            if between not in (char, other) and (best is None or value + more > best[0]):
                best = value + more, between
        return best

    def _partners(self, char: str, *, ahead: bool) -> list[tuple[float, str]]:
        """What stands beside a character on the page, and in words, with what the pair gains and how often it comes again."""
        known = sorted((self._after if ahead else self._before).get(char, ()))
        pairs = (((char, each) if ahead else (each, char), each) for each in known)
        return [(max(0.0, self._gain(*pair)) + min(2, self.counts[code_of(*pair)] - 1) * _PAIR_ON_PAGE, each) for pair, each in pairs]


def _is_printed_so(text: str, part: str, at: int) -> bool:
    """Whether the text has a part again: what stands twice is how it was printed, a name or a word that no table has."""
    return text.count(part, max(0, at - _PAGE), at + _PAGE) > 1


def _are_han(*chars: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in chars)


def _logs(text: str, low: int, high: int, instead: str, model: Ngrams) -> tuple[float, float]:
    """What the character model says of the text from `low` on, as it stands and with `instead` up to `high`."""
    left = squash(text[max(0, low - _BEFORE) : low])[1 - ORDER :]
    right = squash(text[high : high + _BEFORE])[: ORDER - 1]
    return model.log_sequence(left, text[low:high] + right), model.log_sequence(left, instead + right)


def _run(text: str, low: int, high: int) -> tuple[str, str]:
    """The Han characters on both sides of a place."""
    start, end = low, high
    while start > max(0, low - _REACH) and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    while end < min(len(text), high + _REACH) and "\u4e00" <= text[end] <= "\u9fff":
        end += 1
    return text[start:low], text[high:end]


def _without(text: str, at: int, closed: float, gain: float, context: float, language: Language) -> Weighed:
    left, right = _run(text, at, at + 1)
    lexicon = language.lexicon
    log, word = lexicon.word_at(left + right, len(left) - 1)
    own, made_of = lexicon.word_at(left + text[at] + right, len(left))
    page = _on_page(text, at, word)
    evidence = {
        "bias": 1.0,
        "pairs": closed,
        "gain": gain,
        "context": context,
        "words": log - own,
        "own": language.model.log_probability("", text[at]),
        "was-word": float(len(made_of) > 1),
        "made": float(len(word)),
        "page": log1p(page),
    }
    return Weighed(Slip(at, text[at], word if len(word) > 1 else left[-1:] + right[:1], page, gain, 0.0), evidence)


def _with(text: str, gap: int, char: str, gain: float, told: Mapping[str, float], language: Language) -> Weighed:
    left, right = _run(text, gap, gap)
    lexicon = language.lexicon
    log = lexicon.log_probability(left + right)
    log_with, word = lexicon.word_at(left + char + right, len(left))
    page = _on_page(text, gap, word)
    evidence = {
        **told,
        "words": log_with - log,
        "made": float(len(word)),
        "in-word": float(len(word) > 1),
        "page": log1p(page),
    }
    return Weighed(Slip(gap, char, word if len(word) > 1 else text[gap - 1] + char + text[gap], page, gain, 0.0), evidence)


def _on_page(text: str, at: int, word: str) -> int:
    """How often the page has a word of two characters or more."""
    return min(text.count(word, max(0, at - _PAGE), at + _PAGE), _MOST_ON_PAGE) if len(word) > 1 else 0


def likely(found: Iterator[Weighed], weights: Weights) -> Iterator[Slip]:
    """Those of the slips that are likely enough to be shown, each with its odds; of two side by side the likelier."""
    last: Slip | None = None
    for slip, evidence in found:
        odds = weights.odds(evidence)
        if odds < weights.least:
            continue
        now = slip._replace(odds=odds)
        if last is None or now.at > last.at + 1:
            if last is not None:
                yield last
            last = now
        elif now.odds > last.odds:
            last = now
    if last is not None:
        yield last
