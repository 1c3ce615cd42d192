"""Brackets and book-title marks without their partner, closed by the wrong one, or turned round; quotes are another rule's."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import HAN_RUN, PAIRS, is_han
from cleanup.language.lazy import lazy
from cleanup.language.ngrams import squash
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.typography.context import tells_chinese
from cleanup.rules.typography.partner_places import MOST, Place, breaks_off, is_put_in
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "brackets"

_FAMILIES: Final = ("（(", "［[", "《", "〈", "【", "〔", "〖")
_FAMILY: Final = {mark: family[0] for family in _FAMILIES for opener in family for mark in (opener, PAIRS[opener])}
_OPENERS: Final = frozenset("".join(_FAMILIES))
_MARK: Final = lazy("[" + "".join(re.escape(mark) for mark in _FAMILY) + "]")
_TITLES: Final = frozenset("《〈")
_KNOWN_PAIRS: Final = frozenset("《（")  # those that the character model has counted
# An item's number with half a bracket, and a face: no partner was ever there.
_NUMBERED: Final = lazy(r"(?:\A|[\s。；;，,、：:！？”）(])(?:[0-9]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,4})\Z")
_FACE: Final = frozenset(":;-^=")
_LONGEST_TITLE: Final = 40  # code points between two marks of a pair that is looked for
_LONGEST: Final = 60
_NEAR_START: Final = 16  # code points from a cut paragraph's start to a closing mark whose partner may stand before the cut
_ENDS: Final = frozenset("。！？；\n")
_INSIDE: Final = frozenset("。！？")
_KNOWN: Final = 6.0
_ROOM: Final = 3.0  # a space, or the end of the paragraph, at the place
_LONG: Final = 0.1  # for each character between the marks
_PAUSES: Final = frozenset("，、；：")
_OVER_PAUSE_TITLE: Final = 4.0
_OVER_PAUSE: Final = 1.5
_MOST_ALONE: Final = 500  # brackets without partner in one paragraph; with more it is no text
_LEAST_INSIDE: Final = 2  # characters of a title
_ODDS: Final = (0.6, 0.25, 0.1)


class _Mark(NamedTuple):
    at: int
    char: str

    @property
    def opens(self) -> bool:
        return self.char in _OPENERS


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a bracket without partner, one a pair that does not fit."""
    text = analysis.text
    blocks = analysis.blocks
    by_block: dict[int, list[_Mark]] = {}
    number = 0
    for match in _MARK.finditer(text):
        at = match.start()
        while number < len(blocks) and blocks[number].end <= at:
            number += 1
        if number == len(blocks):
            break
        if blocks[number].start <= at:
            by_block.setdefault(number, []).append(_Mark(at, match.group()))
    page = _Page(analysis)
    for number, marks in by_block.items():
        alone = _unpaired(text, marks)
        if alone and blocks[number].kind is not Kind.FURNITURE:
            told = (mark for mark in alone if _is_told(analysis, blocks[number], mark))
            yield from _judged(page, number, list(islice(told, _MOST_ALONE)), marks)


def _unpaired(text: str, marks: Sequence[_Mark]) -> list[_Mark]:
    """The brackets of a paragraph that have no partner of their family; families may cross."""
    if len(marks) == 2 and PAIRS.get(marks[0].char) == marks[1].char and marks[1].at - marks[0].at < _LONGEST:
        return []  # nearly always
    opened: dict[str, list[_Mark]] = {}
    alone: list[_Mark] = []
    for mark in marks:
        family = opened.setdefault(_FAMILY[mark.char], [])
        if mark.opens:
            family.append(mark)
        elif family:
            opener = family.pop()
            if mark.char == "》" and (mark.at - opener.at > _LONGEST or "。" in text[opener.at : mark.at]):
                alone += (opener, mark)  # the end of one title and the beginning of another are lost
        else:
            alone.append(mark)
    return sorted([*alone, *(mark for family in opened.values() for mark in family)])


def _is_told(analysis: Analysis, block: Block, mark: _Mark) -> bool:
    """Whether a bracket belongs to Chinese text and is neither an item's number nor a face."""
    text, at = analysis.text, mark.at
    if analysis.is_protected(at, at + 1):
        return False
    left = text[at - 1] if at > block.start else ""
    if not mark.opens and mark.char in ")）" and (left in _FACE or _NUMBERED.search(text[max(block.start, at - 5) : at])):
        return False
    if mark.char.isascii():
        right = text[at + 1] if at + 1 < block.end else ""
        return tells_chinese(left) or tells_chinese(right)
    return True


class _Page:
    """What several brackets of a page are judged by."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @cached_property
    def titles(self) -> Collection[str]:
        """What stands in whole title marks on the page."""
        return set(re.findall("《([^《》\n]{2,40})》", self.analysis.text))


def _judged(page: _Page, number: int, alone: Sequence[_Mark], marks: Sequence[_Mark]) -> Iterator[Finding]:
    """Two neighbours without partner that make a wrong pair, or a pair turned round; else each for itself."""
    text = page.analysis.text
    index = 0
    while index < len(alone):
        mark = alone[index]
        following = alone[index + 1] if index + 1 < len(alone) else None
        index += 1
        if following is not None and _belong(text, mark, following):
            index += 1
            yield from _misfit(page, mark, following)
        elif mark.char not in "[]":
            yield from _lone(page, number, mark, marks)


def _belong(text: str, left: _Mark, right: _Mark) -> bool:
    """Whether two brackets without partner are the ends of one pair: nothing ends between them."""
    between = text[left.at + 1 : right.at]
    if not 0 < len(between) <= _LONGEST or not _INSIDE.isdisjoint(between) or left.opens == right.opens:
        return False
    return left.opens or (_FAMILY[left.char] == _FAMILY[right.char] and HAN_RUN.fullmatch(between) is not None)


def _misfit(page: _Page, left: _Mark, right: _Mark) -> Iterator[Finding]:
    """`（…】` by two readings, the likelier first; `》…《` turned."""
    analysis = page.analysis
    if not left.opens:
        pairs = [(_partner(left.char), left.char)]
        message = "turned"
    else:
        own, other = (left.char, _partner(left.char)), (_partner(right.char), right.char)
        pairs = [other, own] if _fits(page, left, right, other) > _fits(page, left, right, own) else [own, other]
        message = "misfit"
    fixes = []
    for (opener, closer), odds in zip(pairs, _ODDS, strict=False):
        changes = [(mark.at, new) for mark, new in ((left, opener), (right, closer)) if mark.char != new]
        edits = tuple(edit for at, new in changes for edit in analysis.replaced(at, at + 1, new))
        if len(edits) == len(changes):
            fixes.append(Fix(Message("brackets.put-pair", {"opening": opener, "closing": closer}), edits, Safety.ASK, odds))
    spans = (*analysis.spans(left.at, left.at + 1), *analysis.spans(right.at, right.at + 1))
    params = {"opening": left.char, "closing": right.char}
    rests_on = analysis.rests_on(left.at, right.at + 1)
    yield Finding(RULE_ID, spans, Message(f"brackets.{message}", params), 0.85, (), tuple(fixes), f"brackets:{message}", rests_on)


def _fits(page: _Page, left: _Mark, right: _Mark, pair: tuple[str, str]) -> float:
    """How likely the character model finds the text with a pair in the place of two marks; where it knows none the first decides."""
    text, model = page.analysis.text, page.analysis.ngrams
    inner = squash(text[left.at + 1 : right.at])
    if pair[0] in _TITLES and inner in page.titles:
        return 0.0
    known = {_FAMILY[left.char], _FAMILY[right.char]} <= _KNOWN_PAIRS
    if not known:
        return -1.0 if pair[0] == left.char else -2.0
    opening = model.log_sequence(squash(text[max(0, left.at - 3) : left.at]), squash(pair[0]) + inner[:2])
    return opening + model.log_sequence(inner[-3:], squash(pair[1]) + squash(text[right.at + 1 : right.at + 3]))


def _lone(page: _Page, number: int, mark: _Mark, marks: Sequence[_Mark]) -> Iterator[Finding]:
    """A bracket without partner, with the places where that may have stood; a note where it may stand in text that is not here."""
    analysis = page.analysis
    block = analysis.blocks[number]
    places = _closing_places(page, block, mark, marks) if mark.opens else _opening_places(page, block, mark, marks)
    partner = _partner(mark.char)
    if is_put_in(analysis, block.start, block.end, mark.char + partner):
        places = []
    safety = Safety.SHOW if _may_be_elsewhere(analysis, number, mark) else Safety.ASK
    fixes = []
    for place, odds in zip(places, _ODDS, strict=False):
        edits = analysis.replaced(place.at, place.at, partner)
        if edits:
            params = {"mark": partner, "before": analysis.text[max(block.start, place.at - 4) : place.at]}
            fixes.append(Fix(Message("brackets.put", params), edits, safety, odds))
    edits = analysis.replaced(mark.at, mark.at + 1, "") if places else ()
    if edits:
        fixes.append(Fix(Message("brackets.drop", {"mark": mark.char}), edits, safety, 0.05 if fixes else 0.3))
    message = Message("brackets.lone-open" if mark.opens else "brackets.lone-close", {"mark": mark.char})
    evidence = (Evidence(Message("brackets.elsewhere")),) if safety is Safety.SHOW else ()
    spans = analysis.spans(mark.at, mark.at + 1)
    yield Finding(RULE_ID, spans, message, 0.7 if safety is Safety.ASK else 0.4, evidence, tuple(fixes), f"brackets:lone:{safety.label}")


def _partner(char: str) -> str:
    return PAIRS.get(char) or next(opener for opener, closer in PAIRS.items() if closer == char)


def _may_be_elsewhere(analysis: Analysis, number: int, mark: _Mark) -> bool:
    """Whether the text breaks off near the bracket on the side where its partner is missing."""
    text, block = analysis.text, analysis.blocks[number]
    if mark.opens:
        near = block.end - mark.at <= _LONGEST_TITLE and _ENDS.isdisjoint(text[mark.at + 1 : block.end])
        return near and breaks_off(analysis, number)
    near = mark.at - block.start <= _LONGEST_TITLE and _ENDS.isdisjoint(text[block.start : mark.at])
    return near and breaks_off(analysis, number - 1)


def _reach(char: str) -> int:
    return _LONGEST_TITLE if _FAMILY[char] in _TITLES else _LONGEST


def _closing_places(page: _Page, block: Block, mark: _Mark, marks: Sequence[_Mark]) -> list[Place]:
    text = page.analysis.text
    end = min(block.end, mark.at + 1 + _reach(mark.char))
    for index in range(bisect_right(marks, mark), len(marks)):
        other = marks[index]
        if other.at >= end:
            break
        if _FAMILY[other.char] == _FAMILY[mark.char]:
            end = other.at
            break
    places = []
    for at in range(mark.at + 2, end + 1):
        if text[at - 1] in _ENDS:
            break
        if not text[at - 1].isspace() and text[at - 1] not in "（《“‘，、：":
            inner = text[mark.at + 1 : at]
            room = _ROOM if text[at : at + 1].isspace() or at == block.end else 0.0
            places.append(Place(at, _gain(page, block, at, _partner(mark.char)) + _of_inner(page, mark, inner) + room))
    return _best(places)


def _opening_places(page: _Page, block: Block, mark: _Mark, marks: Sequence[_Mark]) -> list[Place]:
    text = page.analysis.text
    start = max(block.start, mark.at - _reach(mark.char))
    for index in range(bisect_right(marks, mark) - 2, -1, -1):
        other = marks[index]
        if other.at < start:
            break
        if _FAMILY[other.char] == _FAMILY[mark.char]:
            start = other.at + 1
            break
    places = []
    for at in range(mark.at - 1, start - 1, -1):
        if text[at] in _ENDS:
            break
        if not text[at].isspace() and text[at] not in "）》”’，、：":
            inner = text[at : mark.at]
            room = _ROOM if text[at - 1].isspace() or at == block.start else 0.0
            places.append(Place(at, _gain(page, block, at, _partner(mark.char)) + _of_inner(page, mark, inner) + room))
    return _best(places)


def _best(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (-place.score, place.at))[:MOST]


def _of_inner(page: _Page, mark: _Mark, inner: str) -> float:
    """What the text between the marks says for a place: a title that stands whole elsewhere; marks and length against it."""
    title = _FAMILY[mark.char] in _TITLES
    known = _KNOWN if title and inner in page.titles else 0.0
    return known - _LONG * len(inner) - sum(char in _PAUSES for char in inner) * (_OVER_PAUSE_TITLE if title else _OVER_PAUSE)


def _gain(page: _Page, block: Block, at: int, mark: str) -> float:
    """How much likelier the text is with a mark at a place than without: a natural logarithm of the character model, with words kept."""
    text = page.analysis.text
    before, following = squash(text[max(block.start, at - 4) : at]), squash(text[at : min(block.end, at + 3)])
    model = page.analysis.ngrams
    full = squash(mark)
    gain = model.log_sequence(before, full + following) - model.log_sequence(before, following)
    left, right = text[max(block.start, at - 3) : at], text[at : at + 3]
    if left and right and is_han(left[-1]) and is_han(right[0]):
        crossing = page.analysis.lexicon.crossing(_run(left, last=True), _run(right, last=False))
        gain -= 2.0 if crossing is not None and crossing.gain > 1 else 0.0
    return gain


def _run(text: str, *, last: bool) -> str:
    """The run of Han characters at one end of a few characters."""
    found = [match.group() for match in HAN_RUN.finditer(text)]
    return found[-1] if last else found[0]


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("老站长翻开《渠志】，读给大家听。", "老站长翻开《渠志》，读给大家听。"),
        Example("清淤分三步：1）放水，2）挖泥，3）护坡。", "清淤分三步：1）放水，2）挖泥，3）护坡。"),
    ),
)
