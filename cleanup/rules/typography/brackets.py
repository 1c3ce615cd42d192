"""Brackets and book-title marks without their partner, closed by the wrong one, or turned round; quotes are another rule's."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import HAN, PAIRS, is_han
from cleanup.language.ngrams import squash
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis, Block
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.typography.context import tells_chinese
from cleanup.rules.typography.partner_places import MOST, Place

RULE_ID: Final = "brackets"

_FAMILIES: Final = ("（(", "［[", "《", "〈", "【", "〔", "〖")
_FAMILY: Final = {mark: family[0] for family in _FAMILIES for opener in family for mark in (opener, PAIRS[opener])}
_OPENERS: Final = frozenset("".join(_FAMILIES))
_MARK: Final = re.compile("[" + "".join(re.escape(mark) for mark in _FAMILY) + "]")
_TITLES: Final = frozenset("《〈")
# An item's number with half a bracket, and a face: no partner was ever there.
_NUMBERED: Final = re.compile(r"(?:\A|[\s。；;，,、：:！？”）(])(?:[0-9]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,4})\Z")
_FACE: Final = frozenset(":;-^=")
_LONGEST_TITLE: Final = 40  # code points between two marks of a pair that is looked for
_LONGEST: Final = 60
_ENDS: Final = frozenset("。！？；\n")
_INSIDE: Final = frozenset("。！？")
_BESIDE_MARK: Final = frozenset("，。、；：！？）》”")
_KNOWN: Final = 6.0
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
        alone = _unpaired(marks)
        if alone and blocks[number].kind is not Kind.FURNITURE:
            yield from _judged(page, blocks[number], [mark for mark in alone if _is_told(analysis, blocks[number], mark)], marks)


def _unpaired(marks: Sequence[_Mark]) -> list[_Mark]:
    """The brackets of a paragraph that have no partner of their family; families may cross."""
    if len(marks) == 2 and PAIRS.get(marks[0].char) == marks[1].char:
        return []
    opened: dict[str, list[_Mark]] = {}
    alone: list[_Mark] = []
    for mark in marks:
        family = opened.setdefault(_FAMILY[mark.char], [])
        if mark.opens:
            family.append(mark)
        elif family:
            family.pop()
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
        return mark.char in "()" and (tells_chinese(left) or tells_chinese(right))
    return True


class _Page:
    """What several brackets of a page are judged by."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @cached_property
    def titles(self) -> Collection[str]:
        """What stands in whole title marks on the page."""
        return {title for title in re.findall("《([^《》\n]{2,40})》", self.analysis.text)}


def _judged(page: _Page, block: Block, alone: Sequence[_Mark], marks: Sequence[_Mark]) -> Iterator[Finding]:
    """Two neighbours without partner that make a wrong pair, or a pair turned round; else each for itself."""
    text = page.analysis.text
    number = 0
    while number < len(alone):
        mark = alone[number]
        following = alone[number + 1] if number + 1 < len(alone) else None
        number += 1
        if following is not None and _belong(text, mark, following):
            number += 1
            yield from _misfit(page.analysis, mark, following)
        else:
            yield from _lone(page, block, mark, marks)


def _belong(text: str, left: _Mark, right: _Mark) -> bool:
    """Whether two brackets without partner are the ends of one pair: nothing ends between them."""
    between = text[left.at + 1 : right.at]
    if not 0 < len(between) <= _LONGEST or not _INSIDE.isdisjoint(between) or left.opens == right.opens:
        return False
    return left.opens or _FAMILY[left.char] == _FAMILY[right.char]


def _misfit(analysis: Analysis, left: _Mark, right: _Mark) -> Iterator[Finding]:
    """`（…】` by two readings, the likelier first; `》…《` turned."""
    if not left.opens:
        opener = next(opener for opener, closer in PAIRS.items() if closer == left.char)
        pairs = [(opener, PAIRS[opener])]
        message = "turned"
    else:
        own = (left.char, PAIRS[left.char])
        other = next((opener, closer) for opener, closer in PAIRS.items() if closer == right.char)
        inner = analysis.text[left.at + 1 : right.at]
        pairs = [other, own] if other[0] in _TITLES and own[0] not in _TITLES and len(inner) > _LEAST_INSIDE else [own, other]
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


def _lone(page: _Page, block: Block, mark: _Mark, marks: Sequence[_Mark]) -> Iterator[Finding]:
    """A bracket without partner, with the places where that may have stood; a note where it may stand in text that is not here."""
    analysis = page.analysis
    places = _closing_places(page, block, mark, marks) if mark.opens else _opening_places(page, block, mark, marks)
    partner = _partner(mark.char)
    safety = Safety.SHOW if _may_be_elsewhere(analysis.text, block, mark) else Safety.ASK
    fixes = []
    for place, odds in zip(places, _ODDS, strict=False):
        edits = analysis.replaced(place.at, place.at, partner)
        if edits:
            params = {"mark": partner, "before": analysis.text[max(block.start, place.at - 4) : place.at]}
            fixes.append(Fix(Message("brackets.put", params), edits, safety, odds))
    edits = analysis.replaced(mark.at, mark.at + 1, "")
    if edits:
        fixes.append(Fix(Message("brackets.drop", {"mark": mark.char}), edits, safety, 0.05 if fixes else 0.3))
    message = Message("brackets.lone-open" if mark.opens else "brackets.lone-close", {"mark": mark.char})
    evidence = (Evidence(Message("brackets.elsewhere")),) if safety is Safety.SHOW else ()
    spans = analysis.spans(mark.at, mark.at + 1)
    yield Finding(RULE_ID, spans, message, 0.7 if safety is Safety.ASK else 0.4, evidence, tuple(fixes), f"brackets:lone:{safety.label}")


def _partner(char: str) -> str:
    return PAIRS.get(char) or next(opener for opener, closer in PAIRS.items() if closer == char)


def _may_be_elsewhere(text: str, block: Block, mark: _Mark) -> bool:
    """Whether the paragraph is cut in mid-sentence on the side where the partner is missing, with no sentence end between."""
    if mark.opens:
        rest = text[mark.at + 1 : block.end]
        return len(rest) <= _LONGEST and _ENDS.isdisjoint(rest) and block.kind is Kind.BODY and text[block.end - 1] not in _BESIDE_MARK
    before = text[block.start : mark.at]
    return len(before) <= _LONGEST and _ENDS.isdisjoint(before) and block.kind is Kind.BODY and block.end - block.start > _LONGEST


def _reach(char: str) -> int:
    return _LONGEST_TITLE if _FAMILY[char] in _TITLES else _LONGEST


def _closing_places(page: _Page, block: Block, mark: _Mark, marks: Sequence[_Mark]) -> list[Place]:
    text = page.analysis.text
    end = min(block.end, mark.at + 1 + _reach(mark.char))
    for other in marks[bisect_right(marks, mark) :]:
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
            places.append(Place(at, _gain(page, block, at, _partner(mark.char)) + _known(page, mark, text[mark.at + 1 : at])))
    return _best(places)


def _opening_places(page: _Page, block: Block, mark: _Mark, marks: Sequence[_Mark]) -> list[Place]:
    text = page.analysis.text
    start = max(block.start, mark.at - _reach(mark.char))
    for other in reversed(marks[: bisect_right(marks, mark) - 1]):
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
            places.append(Place(at, _gain(page, block, at, _partner(mark.char)) + _known(page, mark, text[at : mark.at])))
    return _best(places)


def _best(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (-place.score, place.at))[:MOST]


def _known(page: _Page, mark: _Mark, inner: str) -> float:
    if _FAMILY[mark.char] not in _TITLES:
        return 0.0
    return _KNOWN if inner in page.titles else 0.0


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
    found = [match.group() for match in re.finditer(HAN.pattern + "+", text)]
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
