"""Characters too many, by how the text reads without them, and what characters too many and missing ones have in common.

Three looks, each dearer than the one before and over fewer places: how well the pairs of neighbours go together, what the character model
says of the text around, and what the cut into words and the rest of the page say.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import inf, log1p
from typing import Final, NamedTuple

from cleanup.language import models
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.language.pair_gains import NOTHING, Neighbours, PairGains, gain_of, levels_of, load_pair_gains
from cleanup.resources import resource

_REACH: Final = 6  # Han characters on each side that are cut into words
_BEFORE: Final = 8  # code points that the character model is given, of which it reads its own order
_CLOSER: Final = 6.0  # natural-log units that the pairs must gain when a character goes
_LOST: Final = -0.5  # and what its own two may gain
_CLOSED: Final = -0.5  # and what the one must gain that then closes up
_MODEL: Final = 2.0  # units that the character model must gain without a character, so that words are asked
_PAGE: Final = 20_000  # code points on each side in which a word counts as one of the page's
_MOST_ON_PAGE: Final = 8
_STILL_WITHOUT: Final = 6.0  # natural-log odds that words and the page hardly ever add to those of one too many
_MOST: Final = 20_000  # places that the model is asked about; a page of a newspaper has a hundred


class Language(NamedTuple):
    """What is known of the language."""

    lexicon: Lexicon
    model: Ngrams
    pairs: PairGains


@cache
def load_language() -> Language:
    """The tables that ship with Kanwu; one of each for the process."""
    return Language(models.lexicon(), models.ngrams(), load_pair_gains())


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
        values = self.values
        return sum([values[name] * value for name, value in evidence.items() if name in values])


@cache
def load_weights(rule: str) -> Weights:
    """The table of a rule; see `resources/<rule>/ORIGIN.md`."""
    record = json.loads(resource(rule, "weights.json").read_text(encoding="utf-8"))
    return Weights(float(record["least"]), {str(name): float(value) for name, value in record["weights"].items()})


class Weighed(NamedTuple):
    """A slip with all its evidence, before it is told how likely it is."""

    slip: Slip
    evidence: Mapping[str, float]


def extras(neighbours: Neighbours, language: Language, weights: Weights | None = None) -> Iterator[Weighed]:
    """The characters without which the text reads better, in its order.

    With `weights` those that cannot be likely any more are left before words are asked.
    """
    text, codes, levels = neighbours.text, neighbours.codes, neighbours.levels
    last = len(text) - 1
    most = 2 * NOTHING + levels_of(_LOST)
    places = [at for at in neighbours.weak if levels[at] + levels[at + 1] <= most and 0 < at < last]
    closing = language.pairs.levels([codes[at] & 0xFFFF | codes[at + 1] & 0xFFFF0000 for at in places])
    least, gained = NOTHING + levels_of(_CLOSED), levels_of(_CLOSER) - NOTHING
    left = _MOST
    for at, level in zip(places, closing, strict=True):
        closed = level - levels[at] - levels[at + 1]
        if level < least or closed < gained:
            continue
        before, char, after = text[at - 1], text[at], text[at + 1]
        if char in (before, after) or not _are_han(before, char, after) or _is_printed_so(text, before + char + after, at):
            continue
        left -= 1
        if left < 0:
            return
        log, log_without = logs(text, at, at + 1, "", language.model, _MODEL)
        if log_without - log < _MODEL:
            continue
        evidence = {
            "bias": 1.0,
            "pairs": gain_of(closed, -1),
            "gain": log_without - log,
            "context": log_without,
            "own": language.model.log_probability("", char),
        }
        if weights is None or weights.odds(evidence) + _STILL_WITHOUT >= weights.least:
            yield _without(text, at, log_without - log, evidence, language)


def _is_printed_so(text: str, part: str, at: int) -> bool:
    """Whether the text has a part again: what stands twice is how it was printed, a name or a word that no table has."""
    return text.count(part, max(0, at - _PAGE), at + _PAGE) > 1


def _are_han(*chars: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in chars)


def logs(text: str, low: int, high: int, instead: str, model: Ngrams, least: float = -inf) -> tuple[float, float]:
    """What the character model says of the text from `low` on, as it stands and with `instead` up to `high`.

    Where the second would gain less than `least`, it may be any number that does.
    """
    left = squash(text[max(0, low - _BEFORE) : low])[1 - ORDER :]
    right = squash(text[high : high + _BEFORE])[: ORDER - 1]
    histories = model.histories(left)
    log = model.log_from(histories, text[low:high] + right)
    return log, model.log_from(histories, instead + right, log + least)


def run_around(text: str, low: int, high: int) -> tuple[str, str]:
    """The Han characters on both sides of a place."""
    start, end = low, high
    while start > max(0, low - _REACH) and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    while end < min(len(text), high + _REACH) and "\u4e00" <= text[end] <= "\u9fff":
        end += 1
    return text[start:low], text[high:end]


def _without(text: str, at: int, gain: float, told: Mapping[str, float], language: Language) -> Weighed:
    left, right = run_around(text, at, at + 1)
    lexicon = language.lexicon
    log, word = lexicon.word_at(left + right, len(left) - 1)
    own, made_of = lexicon.word_at(left + text[at] + right, len(left))
    page = on_page(text, at, word)
    evidence = {
        **told,
        "words": log - own,
        "was-word": float(len(made_of) > 1),
        "made": float(len(word)),
        "page": log1p(page),
    }
    return Weighed(Slip(at, text[at], word if len(word) > 1 else left[-1:] + right[:1], page, gain, 0.0), evidence)


def on_page(text: str, at: int, word: str) -> int:
    """How often the page has a word of two characters or more."""
    return min(text.count(word, max(0, at - _PAGE), at + _PAGE), _MOST_ON_PAGE) if len(word) > 1 else 0


def likely(found: Iterable[Weighed], weights: Weights) -> Iterator[Slip]:
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
