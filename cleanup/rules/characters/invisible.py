"""Characters that nobody sees: zero-width, of direction, control, private-use and lost ones."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import is_chinese, is_han
from cleanup.language.lazy import lazy
from cleanup.language.unseen import Unseen, unseen, unseen_name
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.characters.lost import guesses
from cleanup.rules.dropping import paragraph_of, without
from cleanup.rules.record import Example, OptionValue, Rule

ID: Final = "invisible"

# Bullets and marks of the fonts Symbol and Wingdings, whose codes a PDF's text layer carries into the private area.
_OF_FONTS: Final = MappingProxyType(
    {
        "\uf0b7": "•",
        "\uf06c": "●",
        "\uf06d": "○",
        "\uf06e": "■",
        "\uf0a7": "▪",
        "\uf071": "□",
        "\uf06f": "□",
        "\uf0a8": "□",
        "\uf075": "◆",
        "\uf074": "◆",
        "\uf076": "❖",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf0fe": "☑",
        "\uf0e0": "→",
        "\uf0df": "←",
        "\uf0e8": "→",
        "\uf0b0": "°",
        "\uf0b1": "±",
        "\uf0b4": "×",
        "\uf0b8": "÷",
        "\uf0a3": "≤",
        "\uf0b3": "≥",
    }
)
_JOINING: Final = lazy(
    "[\u0590-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"  # scripts that join or run right to left
    "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"  # pictures, which joiners put together
)
_MOST_GUESSED: Final = 50  # lost characters of a page for which words are looked up
_SHOWN: Final = 3  # names in a message


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of such characters of one kind."""
    kinds = {char: kind for char in analysis.unusual if (kind := unseen(char)) is not None}
    if not kinds:
        return
    guessed = 0
    end = 0
    text = analysis.text
    for match in re.finditer(f"[{re.escape(''.join(kinds))}]", text):
        start = match.start()
        if start < end:
            continue
        kind = kinds[text[start]]
        end = start + 1
        while end < len(text) and kinds.get(text[end]) is kind:
            end += 1
        if analysis.is_protected(start, end) and kind is not Unseen.ZERO_WIDTH:
            continue
        if not _is_in_use(text, start, end, kind):
            guessed += kind in (Unseen.PRIVATE, Unseen.LOST)
            yield from _finding(analysis, Span(start, end), kind, guess=guessed <= _MOST_GUESSED)


def _is_in_use(text: str, start: int, end: int, kind: Unseen) -> bool:
    """Whether the character does there what it is for."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if kind is Unseen.VARIANT:
        return bool(before) and not before.isspace() and end - start == 1 and not before.isascii()
    if kind in (Unseen.ZERO_WIDTH, Unseen.DIRECTION):
        return any(side and _JOINING.match(side) is not None for side in (before, after))
    if kind is Unseen.CONTROL and "\x80" <= text[start] <= "\x9f":
        return any("\xa0" <= side <= "\xff" for side in (before, after) if side)  # a piece of text that was read in the wrong encoding
    return False


def _finding(analysis: Analysis, place: Span, kind: Unseen, *, guess: bool) -> Iterator[Finding]:
    start, end = place
    chars = analysis.text[start:end]
    fixes = tuple(_fixes(analysis, place, kind, guess=guess))
    names = "、".join(dict.fromkeys(unseen_name(char) for char in chars[:_SHOWN]))
    more = len(chars) > _SHOWN
    message = Message(f"{ID}.{kind.value}", {"name": f"{names} …" if more else names, "count": len(chars)})
    confidence = fixes[0].probability if fixes else 0.5
    evidence = (Evidence(Message(f"{ID}.why-{kind.value}")),)
    first = fixes[0].safety if fixes else Safety.SHOW
    group = f"{ID}:{kind.value}:{first.label}"
    yield Finding(ID, analysis.spans(start, end), message, confidence, evidence, fixes, group, analysis.rests_on(start, end))


def _fixes(analysis: Analysis, place: Span, kind: Unseen, *, guess: bool) -> Iterator[Fix]:
    """What to put in the place, likeliest first; to delete the character is always among them."""
    text = analysis.text
    start, end = place
    if kind is Unseen.PRIVATE:
        known = "".join(_OF_FONTS.get(char, "") for char in text[start:end])
        if len(known) == end - start and (edits := analysis.replaced(start, end, known)):
            yield Fix(Message(f"{ID}.fix-put", {"text": known}), edits, Safety.ASK, 0.8)
    if kind in (Unseen.PRIVATE, Unseen.LOST) and guess and end - start == 1:
        yield from _guessed(analysis, place)
    edits = without(analysis, start, end)
    if not edits:
        return
    lost = kind in (Unseen.PRIVATE, Unseen.LOST)
    safe = kind in (Unseen.ZERO_WIDTH, Unseen.DIRECTION) and paragraph_of(analysis, start, end) < 0
    probability = 0.97 if safe else 0.3 if lost else 0.8
    yield Fix(Message(f"{ID}.fix-delete"), edits, Safety.SAFE if safe else Safety.ASK, probability, removes_text=lost)


def _guessed(analysis: Analysis, place: Span) -> Iterator[Fix]:
    text = analysis.text
    left, right = text[max(0, place.start - 8) : place.start], text[place.end : place.end + 8]
    if not left or not is_han(left[-1]) or not right or not is_chinese(right[0]):
        return
    for char, share in guesses(left, right, analysis.lexicon, analysis.ngrams):
        if edits := analysis.replaced(*place, char):
            yield Fix(Message(f"{ID}.fix-put", {"text": char}), edits, Safety.ASK, round(0.9 * share, 3))


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.SAFE,
    examples=(
        Example("全市春耕\u200b生产全面展开。", "全市春耕生产全面展开。"),
        Example("图案👨\u200d👩\u200d👧印在封面。", "图案👨\u200d👩\u200d👧印在封面。"),
    ),
)
