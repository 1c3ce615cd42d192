"""Where the missing partner of a quote or bracket most likely stood.

A term in quotes is short, whole words, and much the same characters stand around it again and again; a speech begins after a colon and
ends with a sentence. The weights are natural logarithms, counted over 880 pairs of quotes of newspaper articles from January 1998.
"""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from cleanup.edits import Replace
from cleanup.language.chars import is_han
from cleanup.language.lexicon import Lexicon
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis

MOST: Final = 3
"""How many places are proposed."""

_LENGTHS: Final = (0.0, -2.2, -0.3, -0.7, -0.6, -1.7, -3.0, -2.4, -3.4, -3.5, -3.5, -3.6, -3.7, -4.2, -4.6)
# How much likelier a character is right after a quoted term, and right before one, than anywhere.
_AFTER_TERM: Final = {
    **dict.fromkeys("号", 3.5),
    **dict.fromkeys("字奖杯", 2.8),
    **dict.fromkeys("活教之。", 2.0),
    **dict.fromkeys("使作等产价工", 1.5),
    **dict.fromkeys("，的、为（与；行式或精", 1.3),
    **dict.fromkeys("和地们建企", 0.7),
}
_BEFORE_TERM: Final = {
    **dict.fromkeys("谓获轮叫", 3.0),
    **dict.fromkeys("称搞卖持取把", 2.4),
    **dict.fromkeys("是了：展为照", 1.8),
    **dict.fromkeys("的个种以过于用、", 1.5),
    **dict.fromkeys("在和与上行", 0.9),
    **dict.fromkeys("，", 0.5),
}
_UNUSUAL: Final = -0.4
_CUTS_WORD: Final = -2.0
_KNOWN: Final = 6.0  # the same term stands whole elsewhere on the page
_OVER_MARK: Final = {**dict.fromkeys("。！？!?", -5.0), **dict.fromkeys("，；：,;:", -2.5), **dict.fromkeys("、", -1.0)}
_ENDS: Final = frozenset("。！？!?…")
_STOPS: Final = _ENDS | frozenset("”’」』）)》】：:\"'.")
_COLONS: Final = frozenset("：:")
_SPEECH: Final = 3.0
_SAYS: Final = ("说", "表示", "介绍", "告诉", "坦言", "感慨", "道")
_LONGEST_SPEECH: Final = 400  # code points
_NAME: Final = 7


class Place(NamedTuple):
    """An offset at which the partner may have stood, and how likely beside others (a natural logarithm)."""

    at: int
    score: float


def is_put_in(analysis: Analysis, start: int, end: int, marks: str) -> bool:
    """Whether an edit in force put one of some marks into the view's `start` to `end` or right beside it.

    A partner is put in once, right or wrong: where it did not serve, a second one would not either.
    """
    if analysis.is_source:
        return False
    written = (analysis.view.blame(at) for at in range(max(start - 1, 0), min(end + 1, len(analysis.text))) if analysis.text[at] in marks)
    return any(isinstance(edit, Replace) and len(edit.after) > len(edit.before) for edit in written)


def breaks_off(analysis: Analysis, number: int) -> bool:
    """Whether the recognised paragraph `number` is body text that stops in mid-sentence: what it lacks may stand elsewhere, or be lost."""
    if not 0 <= number < len(analysis.blocks):
        return False
    block = analysis.blocks[number]
    return block.kind is Kind.BODY and analysis.text[block.end - 1] not in _STOPS


def closing_places(text: str, opener: int, end: int, known: Collection[str], lexicon: Lexicon) -> list[Place]:
    """Where the quote opened at `opener` may have ended, the likeliest first; nothing from `end` on is looked at.

    `known` are the terms that stand in whole pairs elsewhere on the page.
    """
    spoken = opener == 0 or text[opener - 1] in _COLONS or text[opener - 1] in "\n\u3000"
    places = list(_speech_ends(text, opener + 1, end, spoken=spoken))
    score = -_SPEECH if spoken else 0.0
    for at in range(opener + 2, min(end, opener + len(_LENGTHS)) + 1):
        score += _OVER_MARK.get(text[at - 2], 0.0) if at > opener + 2 else 0.0
        length = at - opener - 1
        if length >= len(_LENGTHS) or not _may_end(text, at):
            continue
        following = text[at] if at < len(text) else "。"
        term = text[opener + 1 : at]
        around = _AFTER_TERM.get(following, _UNUSUAL) + _LENGTHS[length]
        places.append(Place(at, score + around + _cut(text, at, lexicon) + (_KNOWN if term in known else 0.0)))
    return _best(places)


def opening_places(text: str, closer: int, start: int, known: Collection[str], lexicon: Lexicon) -> list[Place]:
    """Where the quote closed at `closer` may have begun, the likeliest first; nothing before `start` is looked at."""
    spoken = closer > start and text[closer - 1] in _ENDS
    places = list(_speech_starts(text, closer, start, spoken=spoken))
    score = -_SPEECH if spoken else 0.0
    for at in range(closer - 1, max(start, closer - len(_LENGTHS) + 1) - 1, -1):
        score += _OVER_MARK.get(text[at], 0.0) if at < closer - 1 else 0.0
        if not is_han(text[at]) and not text[at].isalnum():
            continue
        before = text[at - 1] if at > start else "，"
        term = text[at:closer]
        around = _BEFORE_TERM.get(before, _UNUSUAL) + _LENGTHS[closer - at]
        places.append(Place(at, score + around + _cut(text, at, lexicon) + (_KNOWN if term in known else 0.0)))
    return _best(places)


def _best(places: list[Place]) -> list[Place]:
    best: dict[int, float] = {}
    for place in places:
        best[place.at] = max(place.score, best.get(place.at, place.score))
    return [Place(at, score) for at, score in sorted(best.items(), key=lambda item: (-item[1], item[0]))[:MOST]]


def _may_end(text: str, at: int) -> bool:
    return is_han(text[at - 1]) or text[at - 1].isalnum()


def _cut(text: str, at: int, lexicon: Lexicon) -> float:
    """What speaks against a place inside a word."""
    low = high = at
    while low > max(0, at - 4) and is_han(text[low - 1]):
        low -= 1
    while high < min(len(text), at + 4) and is_han(text[high]):
        high += 1
    if low == at or high == at:
        return 0.0
    crossing = lexicon.crossing(text[low:at], text[at:high])
    return 0.0 if crossing is None else _CUTS_WORD if crossing.gain > 2 else _CUTS_WORD / 2


def _speech_ends(text: str, start: int, end: int, *, spoken: bool) -> Iterator[Place]:
    """After each sentence of a speech: after the first one or the last most often, or before the words that name a speaker."""
    least = 0.0 if spoken else -_SPEECH
    ends = [
        at for at in range(start + 1, min(end, start + _LONGEST_SPEECH) + 1) if text[at - 1] in _ENDS and text[at : at + 1] not in _ENDS
    ]
    for number, at in enumerate(ends):
        score = -1.0 if at == end else -1.2 if number == 0 else -2.0 - number / 4
        yield Place(at, least + score + (2.5 if _names_speaker(text, at, end) else 0.0))
    for at in range(start + 1, min(end, start + _LONGEST_SPEECH)):
        if text[at - 1] in "，," and _names_speaker(text, at, end):
            yield Place(at, least + 0.5)


def _names_speaker(text: str, at: int, end: int) -> bool:
    return any(verb in text[at : min(at + _NAME, end)] for verb in _SAYS)


def _speech_starts(text: str, closer: int, start: int, *, spoken: bool) -> Iterator[Place]:
    """After the colons before the end of a speech, and at the paragraph's start."""
    least = 0.0 if spoken else -_SPEECH
    low = max(start, closer - _LONGEST_SPEECH)
    number = 0
    for at in range(closer - 1, low, -1):
        before = text[at - 1]
        if before in _COLONS:
            yield Place(at, least + 2.0 - number)
            number += 1
        elif before in _ENDS and at < closer - 1:
            yield Place(at, least - 1.5 - number / 2)
            number += 1
        elif before in "，," and any(verb in text[max(low, at - 3) : at] for verb in _SAYS):
            yield Place(at, least + 0.5 - number)
    if low == start:
        yield Place(start, least - 0.8 - number / 4)
