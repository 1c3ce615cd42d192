"""Characters too many and characters that are missing, by how the text reads without one or with one more.

Three looks, each dearer than the one before and over fewer places: how well the pairs of neighbours go together, what the character model
says of the text around, and what the cut into words and the rest of the page say. A missing character is looked for only where the page
has the word elsewhere: what else might stand between two characters is too much.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from math import log1p
from typing import Final, NamedTuple

from cleanup.language import models
from cleanup.language.lexicon import Bound, Lexicon
from cleanup.language.ngrams import ORDER, Ngrams, squash
from cleanup.language.pair_gains import NOTHING, Neighbours, PairGains, gain_of, levels_of, load_pair_gains
from cleanup.resources import resource

_REACH: Final = 6  # Han characters on each side that are cut into words
_BEFORE: Final = 8  # code points that the character model is given, of which it reads its own order
_CLOSER: Final = 6.0  # natural-log units that the pairs must gain when a character goes
_LOST: Final = -0.5  # and what its own two may gain
_CLOSED: Final = -0.5  # and what the one must gain that then closes up
_GAP: Final = 1.5  # what the pair may gain into which a character comes
_BESIDE: Final = 0.0  # and what the two must gain that it then makes: the one that stands in words, and the other
_BEHIND: Final = -0.95
_BEHIND_LEVELS: Final = levels_of(_BEHIND)
_MOST_BEHIND: Final = 6.0  # hardly a pair gains more
_MODEL: Final = 2.0  # units that the character model must gain without a character, so that words are asked
_MODEL_MORE: Final = -4.0  # and with one more, whose own probability it has to pay for
_PAIR_ON_PAGE: Final = 1.5  # units for each time that the page has a pair again, twice at most
_SELDOM: Final = 1.25  # natural-log units by which a character stands alone more rarely than in words, on the side where one may be missing
_PAGE: Final = 20_000  # code points on each side in which a word counts as one of the page's
_MOST_ON_PAGE: Final = 8
_LOGS: Final = tuple(map(log1p, range(_MOST_ON_PAGE + 1)))
_STILL: Final = 5.0  # natural-log odds that words and the page hardly ever add to those of a missing character
_STILL_WITHOUT: Final = 6.0  # and to those of one too many
_MOST: Final = 20_000  # places that the model is asked about; a page of a newspaper has a hundred

# The first look at a missing character, before the model is asked: what its evidence is worth, and the least. Logistic regression on
# 300 pages of every second article, of whose missing characters that the last look would show it keeps 99 in a hundred.
_FIRST: Final = 0.5
_FIRST_BESIDE: Final = 0.75
_FIRST_BEHIND: Final = 0.85
_FIRST_GAP: Final = -0.4
_FIRST_AGAIN: Final = 1.75
_FIRST_OWN: Final = 0.5


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
        log, log_without = _logs(text, at, at + 1, "", language.model)
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


def losses(neighbours: Neighbours, language: Language, weights: Weights | None = None) -> Iterator[Weighed]:
    """The characters with which the text reads better and makes words that it has elsewhere, in its order.

    With `weights` those that cannot be likely any more are left before words are asked.
    """
    text, levels = neighbours.text, neighbours.levels
    page = _Partners(neighbours, language)
    left = _MOST
    found: dict[int, Weighed] = {}
    for gap, ahead in _loose(neighbours, language.lexicon):
        between = gain_of(levels[gap])
        best = page.best(text[gap - 1], text[gap], _FIRST - _FIRST_GAP * between, ahead=ahead)
        if best is None:
            continue
        char, pairs, again, own = best
        left -= 1
        if left < 0:
            break
        if _is_printed_so(text, text[gap - 1 : gap + 1], gap):
            continue
        log, log_with = _logs(text, gap, gap, char, language.model)
        if log_with - log >= _MODEL_MORE:
            evidence = {
                "bias": 1.0,
                "pairs": pairs,
                "gap": between,
                "again": _LOGS[again],
                "ahead": float(ahead),
                "gain": log_with - log,
                "context": log,
                "own": own,
            }
            if weights is not None and weights.odds(evidence) + _STILL < weights.least:
                continue
            weighed = _with(text, gap, char, log_with - log, evidence, language)
            if gap not in found or weighed.slip.gain > found[gap].slip.gain:
                found[gap] = weighed
    yield from (found[gap] for gap in sorted(found))


def _loose(neighbours: Neighbours, lexicon: Lexicon) -> Iterator[tuple[int, bool]]:
    """The gaps beside characters that hardly ever stand alone and here make no word with a neighbour: a gap's place, and whether such a
    character stands before it.
    """
    text, levels, in_words = neighbours.text, neighbours.levels, neighbours.in_words
    behind, before = _wanting(lexicon)
    seldom = before | behind
    most = NOTHING + levels_of(_GAP)
    for at in [at for at, char in enumerate(text) if char in seldom and not in_words[at] and not in_words[at + 1]]:
        if levels[at] <= most and at and text[at] in before and "\u4e00" <= text[at - 1] <= "\u9fff":
            yield at, False
        if levels[at + 1] <= most and text[at] in behind and "\u4e00" <= text[at + 1 : at + 2] <= "\u9fff":
            yield at + 1, True


@cache
def _wanting(lexicon: Lexicon) -> Bound:
    """The characters that stand alone so seldom that one may be missing behind them, and before them."""
    return lexicon.bound(_SELDOM)


class _Partner(NamedTuple):
    """A character that the page has beside another in a word: what the two gain, how often they stand there, how likely it is by itself.

    `odds` is what the first look makes of that.
    """

    odds: float
    char: str
    beside: float
    again: int
    own: float


class Best(NamedTuple):
    """The character that fits best into a gap: what its pairs gain there and by coming again on the page, how often the page has the one
    that stands in words, and how likely the character is by itself.
    """

    char: str
    pairs: float
    again: int
    own: float


class _Partners:
    """The pairs of a page, by either character, that stand in words."""

    def __init__(self, neighbours: Neighbours, language: Language) -> None:
        self._counts = neighbours.word_pairs
        self._pairs = language.pairs
        self._alone = language.model.log_probability
        self._asked: dict[tuple[str, bool], list[_Partner]] = {}
        self._after: dict[int, list[int]] = {}
        self._before: dict[int, list[int]] = {}
        for code in self._counts:
            self._after.setdefault(code & 0xFFFF, []).append(code)
            self._before.setdefault(code >> 16, []).append(code)

    def best(self, first: str, second: str, least: float, *, ahead: bool) -> Best | None:
        """The character that fits best between two, of those that stand on the page behind the first, or with `ahead` False before the
        second; None where none has the odds `least` or more by the first look.
        """
        own = first if ahead else second
        found = self._asked.get((own, ahead))
        if found is None:
            found = self._asked[own, ahead] = self._partners(own, ahead=ahead)
        best: Best | None = None
        level_of, least_level = self._pairs.level, NOTHING + _BEHIND_LEVELS
        for odds, char, beside, again, alone in found:
            if odds + _FIRST_BEHIND * _MOST_BEHIND < least:
                break  # those that follow have less
            level = level_of(char, second) if ahead else level_of(first, char)
            if level < least_level:
                continue
            behind = gain_of(level)
            if odds + _FIRST_BEHIND * behind >= least and char not in (first, second):
                pairs = beside + min(2, again - 1) * _PAIR_ON_PAGE + behind
                if best is None or pairs > best.pairs:
                    best = Best(char, pairs, again, alone)
        return best

    def _partners(self, own: str, *, ahead: bool) -> list[_Partner]:
        """What stands beside a character on the page, and in words, the likeliest first."""
        codes = (self._after if ahead else self._before).get(ord(own), ())
        found = []
        for code, level in zip(codes, self._pairs.levels(codes), strict=True):
            beside = gain_of(level)
            if beside >= _BESIDE:
                char, again = chr(code >> 16 if ahead else code & 0xFFFF), min(self._counts[code], _MOST_ON_PAGE)
                alone = self._alone("", char)
                found.append(
                    _Partner(_FIRST_BESIDE * beside + _FIRST_AGAIN * _LOGS[again] + _FIRST_OWN * alone, char, beside, again, alone)
                )
        return sorted(found, reverse=True)


def _is_printed_so(text: str, part: str, at: int) -> bool:
    """Whether the text has a part again: what stands twice is how it was printed, a name or a word that no table has."""
    return text.count(part, max(0, at - _PAGE), at + _PAGE) > 1


def _are_han(*chars: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in chars)


def _logs(text: str, low: int, high: int, instead: str, model: Ngrams) -> tuple[float, float]:
    """What the character model says of the text from `low` on, as it stands and with `instead` up to `high`."""
    left = squash(text[max(0, low - _BEFORE) : low])[1 - ORDER :]
    right = squash(text[high : high + _BEFORE])[: ORDER - 1]
    histories = model.histories(left)
    return model.log_from(histories, text[low:high] + right), model.log_from(histories, instead + right)


def _run(text: str, low: int, high: int) -> tuple[str, str]:
    """The Han characters on both sides of a place."""
    start, end = low, high
    while start > max(0, low - _REACH) and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    while end < min(len(text), high + _REACH) and "\u4e00" <= text[end] <= "\u9fff":
        end += 1
    return text[start:low], text[high:end]


def _without(text: str, at: int, gain: float, told: Mapping[str, float], language: Language) -> Weighed:
    left, right = _run(text, at, at + 1)
    lexicon = language.lexicon
    log, word = lexicon.word_at(left + right, len(left) - 1)
    own, made_of = lexicon.word_at(left + text[at] + right, len(left))
    page = _on_page(text, at, word)
    evidence = {
        **told,
        "words": log - own,
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
