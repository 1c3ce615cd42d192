"""Names that are one name written two ways, or two names that are alike: weighed over all pages of a folder, or over one page."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations, groupby
from math import exp, log, log1p
from typing import Final, NamedTuple

from cleanup.language.alikes import Alikes
from cleanup.language.ngrams import Ngrams
from cleanup.resources import resource
from cleanup.rules.consistency.name_mentions import OFFICES, REPORTERS, Mention, beside

PLACES: Final = 6
"""Places that are remembered of a name."""

SHOW: Final = 0.3
"""Chance that two names are one below which nothing is said."""

_MOST_NAMES: Final = 300_000  # of a folder; those beyond are not remembered
_MOST_PAIRS: Final = 4_000
_MOST_ALIKE: Final = 24  # names that differ in one and the same place alone and are compared with each other
_OFTEN: Final = 3  # times that a place is named before another that looks like it is doubted
_MANY: Final = 20  # times from which on more say nothing more
_UNHEARD: Final = 0.5  # bearers that are held to have a surname which the table does not have
_RARE: Final = -8.0  # natural log of the probability of a character below which it is rare
_ODD: Final = 4.0  # natural-log units by which one character is rarer than another, at most


@cache
def weights() -> Mapping[str, float]:
    """What each piece of evidence is worth, in natural-log odds; see `resources/name-variant/ORIGIN.md`."""
    record = json.loads(resource("name-variant", "weights.json").read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in record.items()}


@cache
def surname_bearers() -> Mapping[str, int]:
    """How many people of a newspaper bear each surname; see `resources/name-variant/ORIGIN.md`."""
    record = json.loads(resource("name-variant", "surnames.json").read_text(encoding="utf-8"))
    return {str(surname): int(count) for surname, count in record.items()}


def _seldom(name: str) -> float:
    """How seldom the name's surname is, in natural-log units below one in every person: two bear a rare one by chance hardly ever."""
    bearers = surname_bearers()
    count = max(bearers.get(name[:1], 0), bearers.get(name[:2], 0) if len(name) > 3 else 0)
    return log((sum(bearers.values()) + 1) / (count + _UNHEARD))


class Where(NamedTuple):
    """A place of a name: the page's name in its folder, "" for the page itself, and the line there, from 1."""

    page: str
    line: int


class Seen(NamedTuple):
    """What one page, or many, have of a name: how often, how often told as a name, with which roles, and where first."""

    times: int
    sure: int
    place: bool
    roles: frozenset[str]
    where: tuple[Where, ...]

    def with_(self, other: "Seen") -> "Seen":
        where = tuple(sorted({*self.where, *other.where})[:PLACES])
        return Seen(self.times + other.times, self.sure + other.sure, self.place and other.place, self.roles | other.roles, where)


class PageNames(NamedTuple):
    """The names of a page, and the pairs of them that stand side by side."""

    seen: Mapping[str, Seen]
    beside: frozenset[tuple[str, str]]


class Pair(NamedTuple):
    """A name, and another that may be the same misread: the probability of that, in view of all that is known of both."""

    name: str
    variant: str
    chance: float
    known: Seen
    doubted: Seen
    shared: tuple[str, ...]
    alike: bool


def names_of(found: Sequence[Mention], text: str, line_at: Callable[[int], int], page: str) -> PageNames:
    """What a page, which its folder calls `page`, says of the names found in its text; `line_at` numbers the lines of its places."""
    by_name: dict[str, list[Mention]] = {}
    for one in found:
        by_name.setdefault(one.name, []).append(one)
    seen = {}
    for name, all_of_it in by_name.items():
        where = dict.fromkeys(Where(page, line_at(one.at)) for one in all_of_it[:PLACES])
        roles = frozenset(one.role for one in all_of_it if one.role)
        sure = sum(one.sure for one in all_of_it)
        seen[name] = Seen(len(all_of_it), sure, all(one.place for one in all_of_it), roles, tuple(where))
    return PageNames(seen, frozenset(beside(text, found)))


class FolderNames:
    """The doubtful names of a folder; sent to other processes as it is."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """`pairs` come the likeliest first."""
        self._pairs = tuple(pairs)

    def __reduce__(self) -> tuple[type["FolderNames"], tuple[tuple[Pair, ...]]]:
        return FolderNames, (self._pairs,)

    @cached_property
    def _by_page(self) -> Mapping[str, tuple[Pair, ...]]:
        """The pairs by the pages that have the doubtful name; under "" those of names too frequent for that to be known."""
        found: dict[str, list[Pair]] = {}
        for pair in self._pairs:
            pages = {where.page for where in pair.doubted.where} if pair.doubted.times <= PLACES else {""}
            for page in pages:
                found.setdefault(page, []).append(pair)
        return {page: tuple(pairs) for page, pairs in found.items()}

    def on_page(self, page: str) -> tuple[Pair, ...]:
        """The pairs whose doubtful name a page may have, which its folder calls so."""
        return (*self._by_page.get(page, ()), *self._by_page.get("", ()))

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


class Gathering:
    """The names of many pages. Unless a folder has very many, what comes of them does not depend on the order in which its pages came."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}
        self._beside: set[tuple[str, str]] = set()

    def add(self, page: PageNames) -> None:
        """Takes up the names of one more page."""
        for name, new in page.seen.items():
            old = self._seen.get(name)
            if old is not None:
                self._seen[name] = old.with_(new)
            elif len(self._seen) < _MOST_NAMES:
                self._seen[name] = new
        if len(self._beside) < _MOST_NAMES:
            self._beside |= page.beside

    def names(self, alikes: Alikes, model: Ngrams) -> FolderNames:
        """The names that may be one with at least the chance `SHOW`, the likeliest first."""
        found = (pair for pair, _ in self.weighed(alikes, model) if pair.chance >= SHOW)
        return FolderNames(sorted(found, key=lambda pair: (-pair.chance, pair.variant, pair.name))[:_MOST_PAIRS])

    def weighed(self, alikes: Alikes, model: Ngrams) -> Iterator[tuple[Pair, Mapping[str, float]]]:
        """The pairs with what speaks for and against each."""
        seen, worth = self._seen, weights()
        for one, other, place in _near_pairs(seen, alikes):
            if (min(one, other), max(one, other)) in self._beside:
                continue
            name, variant = sorted((one, other), key=lambda each: (-seen[each].times, seen[each].where, each))
            values = features(name, variant, place, seen, alikes, model)
            odds = sum(worth[key] * value for key, value in values.items())
            shared = tuple(sorted(seen[name].roles & seen[variant].roles))
            chance = round(1 / (1 + exp(-odds)), 3)
            yield Pair(name, variant, chance, seen[name], seen[variant], shared, not values["unlike"]), values


def _near_pairs(seen: Mapping[str, Seen], alikes: Alikes) -> Iterator[tuple[str, str, int]]:
    """Names of one length that differ in one character, with its place; only those that may be one."""
    for place in range(4):
        names = sorted((name for name in seen if len(name) > place), key=lambda name: (len(name), name[:place], name[place + 1 :], name))
        for _, group in groupby(names, key=lambda name: (len(name), name[:place], name[place + 1 :])):
            for one, other in combinations(list(group)[:_MOST_ALIKE], 2):
                if _may_be_one(one, other, place, seen, alikes):
                    yield one, other, place


def _may_be_one(one: str, other: str, place: int, seen: Mapping[str, Seen], alikes: Alikes) -> bool:
    left, right = seen[one], seen[other]
    if left.place != right.place:
        return False
    if left.place:
        return max(left.times, right.times) >= _OFTEN and alikes.are_alike(one[place], other[place])
    if alikes.are_alike(one[place], other[place]):
        return True
    return bool(place and left.roles & right.roles & REPORTERS)


def features(name: str, variant: str, place: int, seen: Mapping[str, Seen], alikes: Alikes, model: Ngrams) -> Mapping[str, float]:
    """What speaks for and against `variant` being `name` misread at `place`; `weights` says what each is worth."""
    known, doubted = seen[name], seen[variant]
    shared = known.roles & doubted.roles
    apart = bool(known.roles and doubted.roles and not shared)
    offices = apart and bool(known.roles & OFFICES) and bool(doubted.roles & OFFICES)
    usual, unusual = (model.log_probability("", each[place]) for each in (name, variant))
    return {
        "bias": 1.0,
        "known": log1p(min(known.times, _MANY)),
        "doubted": log1p(min(doubted.times, _MANY)),
        "unlike": float(not alikes.are_alike(name[place], variant[place])),
        "office": float(bool(shared & OFFICES)),
        "reporter": float(bool(shared & REPORTERS)),
        "calling": float(bool(shared) and not shared & (OFFICES | REPORTERS)),
        "offices": float(offices),
        "roles": float(apart and not offices),
        "first": float(place == 0),
        "unsure": float(not doubted.sure),
        "place": float(known.place),
        "odd": max(-_ODD, min(_ODD, usual - unusual)),
        "rare": max(0.0, _RARE - unusual),
        "seldom": 0.0 if known.place else _seldom(name),
    }
