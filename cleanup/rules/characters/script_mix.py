"""Single traditional characters in a simplified page, and simplified ones in a traditional page."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import HAN_RUN, OPENER_OF, OPENERS
from cleanup.language.lazy import lazy
from cleanup.language.script import fold, simplified_forms, simplified_only, traditional_forms, traditional_only
from cleanup.layout.names import SURNAMES
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.characters.phrases import as_on_page, traditional_in_phrase
from cleanup.rules.record import Example, OptionValue, Rule

ID: Final = "script-mix"

_CLEARLY: Final = 3  # times as many different characters of one script as of the other make it the page's
_LEAST: Final = 8  # different characters that show a page's script
_NEAR: Final = 8  # code points on each side that say what a word is
_ABOUT: Final = lazy("繁体|繁體|简体|簡體|简化|簡化|异体|異體|旧字形|舊字形|甲骨|篆|碑|书法|書法|[“「‘『]$")
_ABOUT_AFTER: Final = lazy("^[”」’』]?字")
_NAME_AFTER: Final = lazy(
    "(?:先生|女士|同志|教授|主任|书记|書記|记者|記者|摄|攝|说|說|表示|介绍|介紹|等|都|也|在|来|來|和|与|與|及|[，、。：；）)\\s”」]|$)"
)
_LONGEST_QUOTE: Final = 400  # code points
_OF_QUOTE: Final = 2  # different characters of the other script, by which a quotation is of that script
_OF_PARAGRAPH: Final = 5  # and a paragraph


class _Page(NamedTuple):
    """Which script the page has, how many different characters say so and how many do not, and those that do not."""

    simplified: bool
    many: int
    few: int
    foreign: frozenset[str]


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of characters of the other script; names, quotations and whole paragraphs in it are left alone."""
    page = _judge(analysis.characters)
    if page is None:
        return
    native = simplified_only() if page.simplified else traditional_only()
    text = analysis.text
    quotes = _quotations(text, page.foreign, native)
    number = 0
    for match in re.finditer(f"[{''.join(sorted(page.foreign))}]+", text):
        start, end = match.span()
        while number < len(quotes) and quotes[number].end <= start:
            number += 1
        if number < len(quotes) and quotes[number].start <= start:
            continue
        if not analysis.is_protected(start, end) and not _is_meant(text, start, end) and not _is_name(analysis, start, end):
            yield from _finding(analysis, start, end, page)


def _judge(characters: frozenset[str]) -> _Page | None:
    """The page's script by the different characters that tell; None where all tell the same, or neither clearly prevails."""
    traditional = characters & traditional_only()
    simplified = characters & simplified_only()
    if not traditional or not simplified:
        return None
    if len(simplified) >= max(_LEAST, _CLEARLY * len(traditional)):
        return _Page(True, len(simplified), len(traditional), traditional)
    if len(traditional) >= max(_LEAST, _CLEARLY * len(simplified)):
        return _Page(False, len(traditional), len(simplified), simplified)
    return None


def _quotations(text: str, foreign: frozenset[str], native: frozenset[str]) -> list[Span]:
    """Paragraphs, quotations and titles that are all in the other script, those inside others left out; sorted."""
    found: list[Span] = []
    for line in re.finditer("[^\\n]+", text):
        if foreign.isdisjoint(line.group()):
            continue
        if _is_foreign(line.group(), foreign, native, _OF_PARAGRAPH):
            found.append(Span(*line.span()))
            continue
        opened: list[int] = []
        for mark in re.finditer("[“”‘’「」『』《》〈〉（）【】]", line.group()):
            if mark.group() in OPENERS:
                opened.append(mark.start())
            elif opened and line.group()[opened[-1]] == OPENER_OF.get(mark.group()):
                low = opened.pop()
                inside = line.group()[low + 1 : mark.start()]
                if len(inside) <= _LONGEST_QUOTE and _is_foreign(inside, foreign, native, _OF_QUOTE):
                    found.append(Span(line.start() + low, line.start() + mark.end()))
    return sorted(found)


def _is_foreign(text: str, foreign: frozenset[str], native: frozenset[str], least: int) -> bool:
    """Whether a stretch of text is of the other script."""
    there = foreign.intersection(text)
    return len(there) >= least and len(there) > len(native.intersection(text))


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether the text speaks of the character itself."""
    return _ABOUT.search(text, max(0, start - _NEAR), start) is not None or _ABOUT_AFTER.match(text[end : end + 3]) is not None


def _is_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the run is a person's name or a part of one, which may keep its script, and no word of the dictionary."""
    text = analysis.text
    left, right = fold(text[max(0, start - _NEAR) : start]), fold(text[end : end + _NEAR])
    inside = fold(text[start:end])
    lexicon = analysis.lexicon
    before = re.search(f"{HAN_RUN.pattern}$", left)
    run_left = before.group() if before else ""
    after = HAN_RUN.match(right)
    run_right = after.group() if after else ""
    whole = run_left[-2:] + inside + run_right[:2]
    for low in range(max(0, len(run_left[-2:]) - 2), len(run_left[-2:]) + len(inside)):
        for word in lexicon.words_at(whole[low:]):
            covers = low + len(word) > len(run_left[-2:]) and len(word) > 1
            if covers and lexicon.freq(word) > 0:
                return False
    if len(inside) >= 2 and inside[0] in SURNAMES:
        return True
    if run_left and run_left[-1] in SURNAMES and len(inside) <= 2 and _NAME_AFTER.match(right):
        return True
    return len(run_left) >= 2 and run_left[-2] in SURNAMES and len(inside) == 1 and _NAME_AFTER.match(right) is not None


def _finding(analysis: Analysis, start: int, end: int, page: _Page) -> Iterator[Finding]:
    text = analysis.text
    before = text[start:end]
    puts = _simplified(before) if page.simplified else _traditional(analysis, start, end)
    fixes = []
    for number, after in enumerate(puts):
        edits = analysis.replaced(start, end, after)
        if edits:
            title = Message(f"{ID}.fix", {"before": before, "after": after})
            fixes.append(Fix(title, edits, Safety.ASK, 0.9 if number == 0 else round(0.1 / len(puts), 3)))
    name = "traditional" if page.simplified else "simplified"
    message = Message(f"{ID}.message-{name}", {"before": before, "after": puts[0]})
    counts = {"many": page.many, "few": page.few}
    evidence = (Evidence(Message(f"{ID}.page-{'simplified' if page.simplified else 'traditional'}", counts)),)
    spans, rests_on = analysis.spans(start, end), analysis.rests_on(start, end)
    yield Finding(ID, spans, message, 0.9, evidence, tuple(fixes), f"{ID}:{before}", rests_on)


def _simplified(text: str) -> tuple[str, ...]:
    """The simplified text, and for a single character its other forms."""
    return simplified_forms(text) if len(text) == 1 else (fold(text),)


def _traditional(analysis: Analysis, start: int, end: int) -> tuple[str, ...]:
    """The traditional text, each character by the phrase it stands in; for a single one its other forms too."""
    text, characters = analysis.text, analysis.characters
    first = "".join(as_on_page(traditional_in_phrase(text, at), characters) for at in range(start, end))
    others = traditional_forms(text[start]) if end - start == 1 else ()
    return tuple(dict.fromkeys((first, *(as_on_page(other, characters) for other in others))))


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example(
            "全市春耕動员会议召开，农业部门负责人汇报进展，专家现场讲课。", "全市春耕动员会议召开，农业部门负责人汇报进展，专家现场讲课。"
        ),
        Example(
            "记者馬騫报道：全市春耕动员会议召开，专家现场讲课，农业部门负责。",
            "记者馬騫报道：全市春耕动员会议召开，专家现场讲课，农业部门负责。",
        ),
    ),
)
