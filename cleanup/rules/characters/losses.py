"""Characters that are missing, by what the page has elsewhere: what else might stand between two characters is too much to ask.

Only pairs of neighbours are looked at that go badly together and that the page has once: what stands twice is how it was printed. A
character may be missing between two where the page has them elsewhere with that character between them, where one of the two, which
hardly ever stands alone, makes no word here and often one with that character, and where three characters beside the gap stand elsewhere
always with that character behind or before them: 文化活动中主任 where the page has 活动中心. The first look weighs what the pairs say,
the last one what the character model and the cut into words say of those that are left.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from math import log1p
from typing import Final, NamedTuple

from cleanup.language.lexicon import Bound, Lexicon
from cleanup.language.pair_gains import NOTHING, Neighbours, gain_of, levels_of
from cleanup.resources import resource
from cleanup.rules.characters.slips import Language, Slip, Weighed, Weights, load_weights, logs, on_page, run_around

RULE: Final = "missing-char"

_GAP: Final = 1.5  # what the pair may gain into which a character comes
_BESIDE: Final = NOTHING + levels_of(-0.95)  # and the level of the pair that it makes with the other one of the two
_APART: Final = NOTHING + levels_of(
    -0.75
)  # the level of two that seldom meet, between whom something may be missing that follows elsewhere
_OFTEN: Final = 3  # times that the page must have a word's pair of which one character is missing
_SELDOM: Final = 1.25  # natural-log units by which a character stands alone more rarely than in words, on the side where one may be missing
_SEEN: Final = 16  # places of a pair with one between them that are looked at
_AROUND: Final = 3  # characters on each side in which these places are held against the gap
_MOST_ON_PAGE: Final = 8
_STILL: Final = 2.5  # natural-log odds that words and the page hardly ever add to those of a missing character
_MOST: Final = 20_000  # places that the model is asked about; a page of a newspaper has thirty

# A gap of no two Han characters has the level of what neither gains nor loses: no pair of the model is left out for it that matters.
_LOOSE: Final = bytes(level <= NOTHING + levels_of(_GAP) and level != NOTHING for level in range(256))


class Candidate(NamedTuple):
    """A character that may be missing before the one at `at`, with what the first look sees of it."""

    at: int
    char: str
    evidence: Mapping[str, float]


class Looks(NamedTuple):
    """The first look, after which the model is asked, and the last one, by which a missing character is shown."""

    first: Weights
    last: Weights


@cache
def load_looks() -> Looks:
    """The table that ships with Kanwu; see `resources/missing-char/ORIGIN.md`."""
    record = json.loads(resource(RULE, "weights.json").read_text(encoding="utf-8"))["first"]
    first = Weights(float(record["least"]), {str(name): float(value) for name, value in record["weights"].items()})
    return Looks(first, load_weights(RULE))


def losses(neighbours: Neighbours, language: Language, looks: Looks | None = None) -> list[Weighed]:
    """The characters with which the text reads better and repeats what it has elsewhere, in its order.

    With `looks` those that cannot be likely any more are left early.
    """
    text = neighbours.text
    found: list[Weighed] = []
    left = _MOST
    for at, char, evidence in candidates(neighbours, language):
        if looks is not None and looks.first.odds(evidence) < looks.first.least:
            continue
        left -= 1
        if left < 0:
            break
        log, log_with = logs(text, at, at, char, language.model)
        gain = log_with - log
        told = {**evidence, "gain": gain}
        if looks is not None and looks.last.odds(told) + _STILL < looks.last.least:
            continue
        found.append(_with(text, Candidate(at, char, told), language))
    return found


def candidates(neighbours: Neighbours, language: Language) -> Iterator[Candidate]:
    """What may be missing, gap by gap, before the model is asked."""
    text, levels, pairs, often = neighbours.text, neighbours.levels, neighbours.word_pairs.get, neighbours.characters
    gaps = _single_gaps(neighbours)
    level_of, alone = language.pairs.level_of, language.model.log_probability
    between, loose, going = _between(neighbours, gaps), _loose(gaps, neighbours, language), _going_on(neighbours, gaps)
    for code in sorted(between.keys() | loose.keys() | going.keys(), key=gaps.__getitem__):
        at, first, second = gaps[code], code & 0xFFFF, code >> 16
        elsewhere, wanting, goes = between.get(code, {}), loose.get(code, ()), going.get(code, {})
        for char in sorted(elsewhere.keys() | wanting | goes.keys()):
            places = elsewhere.get(char, ())
            inner = ord(char)
            one, other = pairs(first | inner << 16, 0), pairs(inner | second << 16, 0)
            both = level_of(first | inner << 16) + level_of(inner | second << 16)
            evidence = {
                "bias": 1.0,
                "pairs": gain_of(both, 2),
                "gap": gain_of(levels[at]),
                "again": log1p(min(max(one, other), _MOST_ON_PAGE)),
                "share": max(one / often[chr(first)], other / often[chr(second)]),
                "both": log1p(min(one, other, _MOST_ON_PAGE)),
                "elsewhere": log1p(len(places)),
                "around": float(_around(text, at, places)),
                "loose": float(char in wanting),
                "goes": log1p(min(goes.get(char, 0), _MOST_ON_PAGE)),
                "own": alone("", char),
            }
            yield Candidate(at, char, evidence)


def _single_gaps(neighbours: Neighbours) -> dict[int, int]:
    """Where the pairs stand, by their codes, that go badly together, make no word and stand in the text once."""
    size = len(neighbours.levels)
    weak = int.from_bytes(neighbours.levels.translate(_LOOSE), "little") & ~int.from_bytes(neighbours.in_words, "little")
    mask = weak.to_bytes(size, "little")
    codes = list(compress(neighbours.codes, mask))
    often = Counter(codes)
    return {code: at for code, at in zip(codes, compress(range(size), mask), strict=True) if often[code] == 1}


def _between(neighbours: Neighbours, gaps: Mapping[int, int]) -> dict[int, dict[str, list[int]]]:
    """What stands between two such characters elsewhere, where they seldom meet, and where: the place of the first of the two."""
    text, codes = neighbours.text, neighbours.apart
    found: dict[int, dict[str, list[int]]] = {}
    seldom = {code for code, at in gaps.items() if neighbours.levels[at] < NOTHING}
    for place in compress(range(len(codes)), map(seldom.__contains__, codes)):
        char = text[place + 1]
        if "\u4e00" <= char <= "\u9fff" and char not in (text[place], text[place + 2]):
            seen = found.setdefault(codes[place], {})
            if char in seen or len(seen) < _SEEN:
                places = seen.setdefault(char, [])
                if len(places) < _SEEN:
                    places.append(place)
    return found


def _going_on(neighbours: Neighbours, gaps: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """What always stands elsewhere behind the three characters before a gap whose two sides seldom meet, or before the three behind it,
    and how often."""
    text, codes, levels = neighbours.text, neighbours.codes, neighbours.levels
    last = len(text) - 3
    seldom = [at for at in gaps.values() if levels[at] <= _APART and 3 <= at <= last]
    # Three characters that come again are two pairs that do: most gaps end here.
    often = Counter(codes)
    before = {text[at - 3 : at]: at for at in seldom if often[codes[at - 1]] > 1 < often[codes[at - 2]]}
    behind = {text[at : at + 3]: at for at in seldom if often[codes[at + 1]] > 1 < often[codes[at + 2]]}
    pairs = {codes[at - 2] for at in before.values()} | {codes[at + 1] for at in behind.values()}
    seen: dict[tuple[int, bool], Counter[str]] = {}
    sides = before.keys() | behind.keys()
    places = compress(range(1, last), map(pairs.__contains__, codes[2 : last + 1]))
    for place in [at for at in places if text[at : at + 3] in sides]:
        part = text[place : place + 3]
        for gap, char, at in ((before.get(part), text[place + 3], place + 3), (behind.get(part), text[place - 1], place)):
            if gap is not None and gap != at:
                seen.setdefault((gap, at == place), Counter())[char] += 1
    found: dict[int, dict[str, int]] = {}
    for (gap, _), chars in seen.items():
        (char,) = chars if len(chars) == 1 else ("",)
        if "\u4e00" <= char <= "\u9fff" and char not in text[gap - 1 : gap + 1]:
            known = found.setdefault(codes[gap], {})
            known[char] = known.get(char, 0) + chars[char]
    return found


def _loose(gaps: Mapping[int, int], neighbours: Neighbours, language: Language) -> dict[int, set[str]]:
    """What makes words on the page, often, with one side of a gap that hardly ever stands alone and does here; and fits the other side."""
    in_words, levels_before, levels_behind = neighbours.in_words, language.pairs.levels_before, language.pairs.levels_behind
    wanting = _wanting(language.lexicon)
    after: dict[int, list[str]] = {}
    before: dict[int, list[str]] = {}
    for code, count in neighbours.word_pairs.items():
        if count >= _OFTEN:
            after.setdefault(code & 0xFFFF, []).append(chr(code >> 16))
            before.setdefault(code >> 16, []).append(chr(code & 0xFFFF))
    found: dict[int, set[str]] = {}
    for code, at in gaps.items():
        first, second = code & 0xFFFF, code >> 16
        chars: list[str] = []
        if first in after and not in_words[at - 1] and chr(first) in wanting.end:
            chars += [char for char, level in zip(after[first], levels_before(after[first], second), strict=True) if level >= _BESIDE]
        if second in before and not in_words[at + 1] and chr(second) in wanting.start:
            chars += [char for char, level in zip(before[second], levels_behind(first, before[second]), strict=True) if level >= _BESIDE]
        if chars:
            found[code] = set(chars).difference((chr(first), chr(second)))
    return found


@cache
def _wanting(lexicon: Lexicon) -> Bound:
    """The characters that stand alone so seldom that one may be missing behind them, and before them."""
    return lexicon.bound(_SELDOM)


def _around(text: str, at: int, places: Sequence[int]) -> int:
    """How many characters on both sides of a gap stand also around the likest of these places."""
    return max((_same_before(text, at - 1, place) + _same_behind(text, at + 1, place + 3) for place in places), default=0)


def _same_before(text: str, at: int, place: int) -> int:
    size = 0
    while size < _AROUND and min(at, place) > size and text[at - 1 - size] == text[place - 1 - size]:
        size += 1
    return size


def _same_behind(text: str, at: int, place: int) -> int:
    size = 0
    while size < _AROUND and max(at, place) + size < len(text) and text[at + size] == text[place + size]:
        size += 1
    return size


def _with(text: str, candidate: Candidate, language: Language) -> Weighed:
    at, char, told = candidate
    left, right = run_around(text, at, at)
    lexicon = language.lexicon
    log = lexicon.log_probability(left + right)
    log_with, word = lexicon.word_at(left + char + right, len(left))
    page = on_page(text, at, word)
    evidence = {
        **told,
        "words": log_with - log,
        "made": float(len(word)),
        "in-word": float(len(word) > 1),
        "page": log1p(page),
    }
    return Weighed(Slip(at, char, word if len(word) > 1 else text[at - 1] + char + text[at], page, told["gain"], 0.0), evidence)
