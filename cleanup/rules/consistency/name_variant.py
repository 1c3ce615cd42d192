"""One name written two ways, where one looks like the other or its bearer has the same role: 林远溪 and 林远奚."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language import models
from cleanup.language.alikes import load_alikes
from cleanup.language.lazy import lazy
from cleanup.language.script import fold, has_traditional
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.consistency.name_mentions import line_numbers, mentions
from cleanup.rules.consistency.name_pairs import PLACES, FolderNames, Gathering, PageNames, Pair, Seen, Where, names_of
from cleanup.rules.flow import Flow
from cleanup.rules.record import Example, OptionValue, Rule

RULE_ID: Final = "name-variant"

_ASK: Final = 0.5  # chance that two names are one from which on it is asked about: likelier than not
_FIXES: Final = 3  # of a finding
_NARROW: Final = 45  # code points of a line, on average, below which lines are held to be a column's
_WRAP: Final = lazy("(?<=[\u4e00-\u9fff])\r?\n(?=[\u4e00-\u9fff])")


class _Place(NamedTuple):
    """Where a doubtful name stands in the view, and the names it may stand for."""

    at: int
    pairs: Sequence[Pair]


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a place of the doubtful name; the names that it may stand for are its fixes.

    Where the names of the folder are known, the page alone says nothing: what looks like an error here may be a person there.
    """
    flow = analysis.flow.text
    text = fold(flow) if has_traditional(flow) else flow
    known = analysis.neighbours.names if analysis.neighbours is not None else None
    for place in _places(text, _of_page(analysis, text) if known is None else known):
        yield from _finding(analysis, place.at, place.pairs)


def _of_page(analysis: Analysis, text: str) -> Iterable[Pair]:
    """The doubtful names by what the page alone tells."""
    found = mentions(text, analysis.lexicon, load_alikes())
    if len(found) < 2:
        return ()
    lines = line_numbers(analysis.page.text)
    here = Gathering()
    flow = analysis.flow
    here.add(names_of(found, text, lambda at: lines(analysis.source(flow.view(at, at + 1)[0])), analysis.page.id))
    return here.names(load_alikes(), analysis.ngrams)


def page_names(text: str, page: str) -> PageNames:
    """The names of a page's source, which its folder calls `page`; narrow lines are held to be wrapped ones."""
    short = text.count("\n") * _NARROW > len(text)
    flow = Flow(text, [match.span() for match in _WRAP.finditer(text)] if short else ())
    folded = fold(flow.text) if has_traditional(flow.text) else flow.text
    lines = line_numbers(text)
    found = mentions(folded, models.lexicon(), load_alikes())
    return names_of(found, folded, lambda at: lines(flow.view(at, at + 1)[0]), page)


def folder_names(gathering: Gathering) -> FolderNames:
    """The doubtful names of a folder's pages, for `Neighbours.names` of each."""
    return gathering.names(load_alikes(), models.ngrams())


def _places(text: str, pairs: Iterable[Pair]) -> Iterator[_Place]:
    """Where the doubtful names stand, in the text's order."""
    of: dict[str, list[Pair]] = {}
    for pair in pairs:
        of.setdefault(pair.variant, []).append(pair)
    places = [_Place(at, of[name][:_FIXES]) for name in of for at in _all(text, name)]
    return iter(sorted(places, key=lambda place: place.at))


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def _finding(analysis: Analysis, start: int, pairs: Sequence[Pair]) -> Iterator[Finding]:
    end = start + len(pairs[0].variant)
    low, high = analysis.flow.view(start, end)
    if analysis.is_protected(low, high):
        return
    best = pairs[0]
    fixes = []
    for pair in pairs:
        (place,) = (number for number, char in enumerate(pair.name) if char != pair.variant[number])
        edits = analysis.replaced(*analysis.flow.view(start + place, start + place + 1), pair.name[place])
        if edits:
            safety = Safety.ASK if pair.alike and pair.chance >= _ASK else Safety.SHOW  # what only sounds alike may be two
            fixes.append(Fix(Message(f"{RULE_ID}.fix", {"variant": pair.variant, "name": pair.name}), edits, safety, pair.chance))
    kind = "place" if best.known.place else "person"
    yield Finding(
        RULE_ID,
        analysis.spans(low, high),
        Message(f"{RULE_ID}.{kind}", {"variant": best.variant, "name": best.name}),
        best.chance,
        tuple(_reasons(best)),
        tuple(fixes),
        None,
        analysis.rests_on(low, high),
    )


def _reasons(pair: Pair) -> Iterator[Evidence]:
    yield from (_told(pair.name, pair.known), _told(pair.variant, pair.doubted))
    if pair.alike:
        ((read, instead),) = ((a, b) for a, b in zip(pair.variant, pair.name, strict=True) if a != b)
        yield Evidence(Message(f"{RULE_ID}.alike", {"read": read, "instead": instead}))
    if pair.shared:
        yield Evidence(Message(f"{RULE_ID}.role", {"role": "、".join(pair.shared)}))


def _told(name: str, seen: Seen) -> Evidence:
    """How often a name stands where."""
    more = "…" if seen.times > PLACES else ""
    return Evidence(Message(f"{RULE_ID}.where", {"name": name, "times": seen.times, "places": "; ".join(map(_place, seen.where)) + more}))


def _place(where: Where) -> str:
    return f"{where.page}:{where.line}"


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example(
            "县长林远溪到渡口检查。林远溪说，堤坝要修。林运溪又问了水位，林远溪叮嘱各村值班。",
            "县长林远溪到渡口检查。林远溪说，堤坝要修。林远溪又问了水位，林远溪叮嘱各村值班。",
        ),
        Example("教师汪志峰和医生汪志锋是兄弟。汪志峰说，弟弟常回村。", "教师汪志峰和医生汪志锋是兄弟。汪志峰说，弟弟常回村。"),
    ),
)
