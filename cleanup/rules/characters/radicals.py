"""Radicals, compatibility ideographs and full-width letters that stand for ordinary characters of the same shape."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import is_chinese
from cleanup.language.equivalents import FULL_WIDTH_LETTERS, LOOK_ALIKE_CODES, equivalents
from cleanup.language.lazy import lazy
from cleanup.language.script import is_mostly_traditional, simplified_forms
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule

ID: Final = "radicals"

_ABOUT_BEFORE: Final = lazy("(?:部首|偏旁|笔画|筆畫|笔划|筆劃|字根|字元|编码|編碼)[是为為：:“「（(]?$")
_ABOUT_AFTER: Final = lazy("[”」）)]?(?:部首|字头|字頭|字旁|旁(?![边邊人观觀听聽证證若门門系]))|[”」](?:部|旁)")
_ABOUT_REACH: Final = 4
_NEAR: Final = 100  # code points on each side that tell the script
_SEPARATORS: Final = frozenset("、 \u3000,，/／")
_QUOTES: Final = MappingProxyType({"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'})
_UNIFIED: Final = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")
"""Ideographs of the compatibility block that are characters of their own."""

_RADICAL = (Evidence(Message(f"{ID}.radical")),)
_COMPATIBILITY = (Evidence(Message(f"{ID}.compatibility")),)
_LETTER = (Evidence(Message(f"{ID}.full-width")),)
_OTHER_SCRIPT = Evidence(Message(f"{ID}.other-script"))


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of such characters of one kind; all of one kind on a page share a group."""
    if analysis.characters.isdisjoint(LOOK_ALIKE_CODES):
        return
    present = (analysis.characters & LOOK_ALIKE_CODES) - _UNIFIED
    letters = "".join(sorted(present & FULL_WIDTH_LETTERS))
    others = "".join(sorted(char for char in present - FULL_WIDTH_LETTERS if char in equivalents()))
    kinds = [f"[{re.escape(chars)}]+" for chars in (letters, others) if chars]
    if not kinds:
        return
    for match in re.finditer("|".join(kinds), analysis.text):
        start, end = match.span()
        if analysis.is_protected(start, end):
            continue
        if match.group()[0] in FULL_WIDTH_LETTERS:
            yield from _letters(analysis, start, end)
        elif not _is_named(analysis.text, start, end, others):
            yield from _ideographs(analysis, start, end)


def _is_named(text: str, start: int, end: int, radicals: str) -> bool:
    """Whether the text speaks of the radical itself: it names it as one, quotes it alone, or lists several."""
    if _ABOUT_BEFORE.search(text[max(0, start - _ABOUT_REACH) : start]) or _ABOUT_AFTER.match(text, end):
        return True
    if end - start == 1 and start > 0 and end < len(text) and text[start - 1] in _QUOTES and text[end] in _QUOTES[text[start - 1]]:
        return True
    if end - start > 1 or not (_separates(text, start - 1) or _separates(text, end)):
        return False
    before = text[start - 2] if start > 1 and _separates(text, start - 1) else ""
    after = text[end + 1] if end + 1 < len(text) and _separates(text, end) else ""
    listed = [char for char in (before, after) if char and char in radicals]
    alone = [at for at in (start - 3, end + 2) if 0 <= at < len(text) and text[at] in _SEPARATORS]
    return len(listed) == 2 or (len(listed) == 1 and bool(alone))


def _separates(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at] in _SEPARATORS


def _ideographs(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """Radicals and compatibility ideographs beside Chinese; in a simplified text their simplified form may be meant (⼾ for 户)."""
    text = analysis.text
    table = equivalents()
    before = text[start:end]
    plain = "".join(table[char] for char in before)
    meant = "".join(_simplified(char) for char in plain)
    if meant != plain and is_mostly_traditional(frozenset(text[max(0, start - _NEAR) : end + _NEAR])) is not False:
        meant = plain
    beside = text[start - 1 : start] if start else "", text[end : end + 1]
    chinese = end - start > 1 or any(side and is_chinese(side) for side in beside)
    fixes = []
    for after in dict.fromkeys((meant, plain)):
        edits = analysis.replaced(start, end, after)
        sure = chinese and meant == plain
        safety = Safety.SAFE if sure else Safety.ASK
        if edits:
            title = Message(f"{ID}.fix", {"before": before, "after": after})
            fixes.append(Fix(title, edits, safety, 0.99 if sure else 0.8 if after == meant else 0.15))
    compatibility = "\uf900" <= before[0] <= "\ufaff" or before[0] >= "\U0002f800"
    evidence = (*(_COMPATIBILITY if compatibility else _RADICAL), *((_OTHER_SCRIPT,) if meant != plain else ()))
    message = Message(f"{ID}.message", {"before": before, "codes": _codes(before), "after": meant})
    group = f"{ID}:{'sure' if meant == plain and chinese else 'ask'}"
    confidence = fixes[0].probability if fixes else 0.5
    rests_on = analysis.rests_on(start, end)
    yield Finding(ID, analysis.spans(start, end), message, confidence, evidence, tuple(fixes), group, rests_on)


def _simplified(char: str) -> str:
    forms = simplified_forms(char)
    return char if not forms or char in forms else forms[0]


def _letters(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    table = equivalents()
    before = analysis.text[start:end]
    after = "".join(table[char] for char in before)
    edits = analysis.replaced(start, end, after)
    if edits:
        fix = Fix(Message(f"{ID}.fix", {"before": before, "after": after}), edits, Safety.ASK, 0.9)
        message = Message(f"{ID}.message-letters", {"before": before, "after": after})
        rests_on = analysis.rests_on(start, end)
        yield Finding(ID, analysis.spans(start, end), message, 0.9, _LETTER, (fix,), f"{ID}:letters", rests_on)


def _codes(text: str) -> str:
    shown = " ".join(f"U+{ord(char):04X}" for char in text[:4])
    return shown if len(text) <= 4 else f"{shown} …"


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.SAFE,
    local=True,
    examples=(
        Example("全体职⼯按时到岗，队⻓清点⼈数。", "全体职工按时到岗，队长清点人数。"),
        Example("“⻌”旁的字多与行走有关。", "“⻌”旁的字多与行走有关。"),
    ),
)
