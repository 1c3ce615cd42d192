"""The newline or space that a hard wrap left between two lines of one paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from cleanup.edits import replace
from cleanup.finding import Evidence, Finding, Fix, Safety, one_change
from cleanup.language.chars import CLOSERS, END_MARKS, han_count, is_han, is_latin_letter
from cleanup.language.lazy import lazy
from cleanup.layout.verse import WIDEST, are_uneven
from cleanup.messages import Message
from cleanup.page import Kind, Line, Span
from cleanup.paragraphs import ParagraphRule
from cleanup.rules.analysis import Analysis, Wrap
from cleanup.rules.record import Example, Option, OptionValue, Rule
from cleanup.rules.typography.context import after as nearest_after
from cleanup.rules.typography.context import before as nearest_before
from cleanup.rules.typography.context import is_tight_at, tells_chinese
from cleanup.rules.typography.cut_words import cut_word, is_sure, runs_beside
from cleanup.rules.typography.interleaving import CERTAIN, going_on

RULE_ID = "line-wrap"

# What begins an item of a list, a quotation of Markdown, a table row: such a line does not go on with the one above.
_ITEM = lazy(
    r"[-*+>|#●■◆▲★☆○◎※•▪□◇△]|\d{1,3}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节条]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_ITEM_STARTS = frozenset("-*+>|#●■◆▲★☆○◎※•▪□◇△0123456789（(第一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_INDENT = 2  # characters by which a paragraph's first line is shorter
# After and before these a newspaper sets a space of its own.
_BYLINES = ("记者", "記者", "通讯员", "通訊員", "摄影", "攝影", "评论员", "評論員")
_BEGINS = lazy("本报讯|本報訊|本报记者|本報記者|新华社|[摄攝](?=[\\s）)]|\\Z)")
_END_BYLINES = frozenset("者员員影")
_BEGIN_TEXTS = frozenset("本新摄攝")
_MOST_ROOM = 2  # half cells between two lines; more are set on purpose
# White space as wide as that between two columns, with text on both sides in the same row.
_GUTTER = lazy(r"(?<=\S)(?:[ \u3000]{2,}|\t)(?=\S)")
_WIDE_GUTTER = lazy(r"(?<=\S)(?:[ \u3000]{3,}|\u3000{2}|\t)(?=\S)")  # where lines are set one after the other, two spaces are none
_GUTTER_BEFORE = lazy(r"\S[ \u3000\t]{2,}\Z")
_GUTTER_AFTER = lazy(r"[ \u3000\t]{2,40}[^\s]")
_WIDE = ("\t", "  ", "\u3000\u3000", " \u3000", "\u3000 ")
_WIDEST_GUTTER = 40  # code points
_LONGEST_VERSE = 10  # Han characters of each of two lines
_LEAST_OF_GLOSSARY = 3  # lines of a list in two languages
_MOST_OF_GLOSSARY = 200  # lines that tell whether it is one
_GOES_ON = frozenset("，、,")
_VERSE_ENDS = frozenset("，。；！？,;!?")
_CLOSERS = CLOSERS | frozenset("\"'")
_MAY_END = _CLOSERS | END_MARKS | {"."}

# Probabilities of the page's joins that a line goes on with the next one; what comes of them on pages whose columns were read across
# is printed by `python -m tests.accuracy.rules --only line-wrap`.
_ASTRAY = 0.3  # below it the line goes on elsewhere, or nowhere
_CERTAIN = 0.98
_CERTAIN_BESIDE = 0.998  # the same close to a line that goes on elsewhere
_A_FEW = 0.05  # share of lines that go on elsewhere, from which a page counts as read across
_LIKELY = 0.9  # where the joins say nothing
_MANY_LINES = 30  # of body text
_WRAPPED = 0.7  # share of them that go on with the next one on an ordinary page
_LEAST_CHANCE = 0.01
_MOST_CHANCE = 0.99

_NEWLINE = Message("line-wrap.newline")
_SPACE = Message("line-wrap.space")
_AFTER_END = Message("line-wrap.after-end")
_CLOSE_UP = Message("line-wrap.close-up")
_ONE_SPACE = Message("line-wrap.one-space")
_ONE_PARAGRAPH = (Evidence(Message("line-wrap.one-paragraph")),)
_MARKS = (Evidence(Message("line-wrap.own-room")),)
_FULL = (*_ONE_PARAGRAPH, Evidence(Message("line-wrap.as-wide")))
_ENDED = (*_ONE_PARAGRAPH, Evidence(Message("line-wrap.sentence-ends")))


class _Judged(NamedTuple):
    """What is put in a wrap's place, how sure that is, and why."""

    after: str
    safety: Safety
    confidence: float
    message: Message
    evidence: tuple[Evidence, ...]
    group: str


def _judged(after: str, safety: Safety, confidence: float, message: Message, evidence: tuple[Evidence, ...]) -> _Judged:
    return _Judged(after, safety, confidence, message, evidence, f"{message.key}:{safety.label}")


# What is said of the hundreds of wraps of a page, made once.
_SURE_NEWLINE = _judged("", Safety.SAFE, 0.99, _NEWLINE, _ONE_PARAGRAPH)
_SURE_SPACE = _judged("", Safety.SAFE, 0.98, _SPACE, _FULL)
_TIGHT = _judged("", Safety.SAFE, 0.98, _SPACE, _MARKS)
_ENDED_LINE = _judged("", Safety.ASK, 0.85, _AFTER_END, _ENDED)


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a wrap that should be closed; wraps that keep their one space are none."""
    text = analysis.page.text
    slack = int(str(options["slack"]))
    markdown = analysis.page.rule is ParagraphRule.MARKDOWN
    wraps = analysis.wraps if analysis.is_source else sorted(analysis.wraps, key=_by_source)
    if not wraps:
        return
    columns = _Columns(analysis.lines)
    protected = analysis.protected
    gutters = [match.start() for match in _GUTTER.finditer(text)] if any(wide in text for wide in _WIDE) else []
    rooms = columns.rooms(text, [wrap.left for wrap in wraps])
    regular = [abs(room) <= slack for room in rooms]
    links = _links(analysis)
    if links is not None and _astray(links) > _A_FEW:
        chances = [1.0] * len(wraps)  # all are in doubt, and the joins say how much
    else:
        chances = going_on(text, wraps, regular, analysis.lexicon, lambda: analysis.ngrams, thorough=links is not None)
    doubts: Mapping[int, float] | None = None
    said: dict[tuple[str, float, float], _Judged] = {}
    for wrap, chance, room in zip(wraps, chances, rooms, strict=True):
        start, end = wrap.source
        gap = text[start:end]
        if markdown and gap.startswith("  ") and gap.lstrip(" ")[:1] in ("\n", "\r"):
            continue  # two spaces before a line's end are Markdown's own line break
        if protected and analysis.is_protected(wrap.start, wrap.end):
            continue
        if (
            gutters
            and _is_near(gutters, wrap)
            and _has_gutter(text, wrap.left, wrap.right, _GUTTER if "\n" in gap or "\r" in gap else _WIDE_GUTTER)
        ):
            continue
        judged = _judge_plain(text, wrap, gap, full=room <= slack) or _judge(analysis, wrap, gap, columns, full=room <= slack)
        if judged is None:
            continue
        doubt = None if chance >= CERTAIN else chance
        if judged.safety is Safety.SAFE and doubt is None:
            doubts = _doubts(analysis, links, chances) if doubts is None else doubts
            doubt = doubts.get(wrap.left.end) if doubts else None
        if judged.safety is Safety.SAFE and doubt is not None:
            key = (judged.group, judged.confidence, doubt)
            doubted = said.get(key)
            if doubted is None:
                doubted = said[key] = _doubted(judged, doubt)
            judged = doubted
        put_in, safety, confidence, message, evidence, group = judged
        if not put_in:
            yield one_change(RULE_ID, (start, end, gap, ""), message, _CLOSE_UP, safety, confidence, evidence, group)
        elif (edit := replace(analysis.page, start, end, put_in)) is not None:
            fix = Fix(_ONE_SPACE, (edit,), safety, confidence)
            yield Finding(RULE_ID, (wrap.source,), message, confidence, evidence, (fix,), group)


def _links(analysis: Analysis) -> Sequence[tuple[int, float, bool]] | None:
    """What the page's joins say of lines that go on with the next one; None where no rule asked for the joins, which take long."""
    assignments = analysis.known_assignments
    return None if assignments is None else [link for assignment in assignments for link in assignment.naturals()]


def _astray(links: Sequence[tuple[int, float, bool]]) -> float:
    """The share of lines that go on elsewhere, or nowhere."""
    return sum(probability < _ASTRAY for _, probability, _ in links) / max(1, len(links))


def _doubts(analysis: Analysis, links: Sequence[tuple[int, float, bool]] | None, chances: Sequence[float]) -> Mapping[int, float]:
    """The wraps, by their line's end, that are not closed unasked, with the chance that the line goes on there; of the page's joins.

    None where no line of the page goes on elsewhere. Where a few do, all that do not go on for certain; on a page whose columns were read
    across, all. Where the joins are not known, the page is taken for one where it may be: many wraps are in doubt by their `chances`, or
    many of its lines stand alone.
    """
    if links is None:
        lines = sum(line.kind is Kind.BODY for line in analysis.lines)
        doubtful = sum(chance < CERTAIN for chance in chances) > _A_FEW * len(chances)
        alone = lines >= _MANY_LINES and len(chances) < _WRAPPED * lines
        return {wrap.left.end: _LIKELY for wrap in analysis.wraps} if doubtful or alone else {}
    astray = _astray(links)
    if not astray:
        return {}
    doubts = {wrap.left.end: _LIKELY for wrap in analysis.wraps}
    for end, probability, beside in links:
        doubts[end] = probability
        if astray <= _A_FEW and probability >= (_CERTAIN_BESIDE if beside else _CERTAIN):
            del doubts[end]
    return {end: min(max(round(chance, 2), _LEAST_CHANCE), _MOST_CHANCE) for end, chance in doubts.items()}


def _by_source(wrap: Wrap) -> Span:
    return wrap.source


def _doubted(judged: _Judged, chance: float) -> _Judged:
    """The same wrap where the lines of two columns may stand between each other."""
    evidence = (*judged.evidence, Evidence(Message("line-wrap.interleaved"), log(chance / (1 - chance))))
    return _judged(judged.after, Safety.ASK, round(judged.confidence * chance, 3), judged.message, evidence)


def _judge_plain(text: str, wrap: Wrap, gap: str, *, full: bool) -> _Judged | None:
    """What nearly every wrap is, one between two Han characters of body text; None where it takes a longer look."""
    left, right = wrap.left, wrap.right
    before, after = text[left.end - 1], text[right.start]
    if not ("\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff") or after in _ITEM_STARTS:
        return None
    if left.kind is not Kind.BODY or right.kind is not Kind.BODY:
        return None
    if gap in ("\n", "\r\n"):
        return _SURE_NEWLINE
    return _SURE_SPACE if full and gap == " " and before not in _END_BYLINES and after not in _BEGIN_TEXTS else None


def _is_near(gutters: Sequence[int], wrap: Wrap) -> bool:
    """Whether wide white space begins in the rows of a wrap or right beside them."""
    number = bisect_left(gutters, wrap.left.start - _WIDEST_GUTTER)
    return number < len(gutters) and gutters[number] <= wrap.right.end + _WIDEST_GUTTER


def _judge(analysis: Analysis, wrap: Wrap, gap: str, columns: "_Columns", *, full: bool) -> _Judged | None:
    """What a wrap is; None where it is as set. `full` says that its line fills its column."""
    text = analysis.page.text
    left, right = wrap.left, wrap.right
    before, after = text[left.end - 1], text[right.start]
    by_newline = "\n" in gap or "\r" in gap
    message = _NEWLINE if by_newline else _SPACE
    if not by_newline:
        if len(gap) + gap.count("\u3000") > _MOST_ROOM:
            return None
        if left.kind not in (Kind.FURNITURE, Kind.BYLINE) and is_tight_at(text, left.end, right.start):
            return _TIGHT
        if text.endswith(_BYLINES, left.start, left.end) or _BEGINS.match(text, right.start) is not None:
            return None
    if left.kind is not right.kind or left.kind not in (Kind.BODY, Kind.CAPTION):
        return None
    starts_item = after in _ITEM_STARTS and _ITEM.match(text, right.start) is not None
    if starts_item and before not in _GOES_ON and (not (full and is_han(before)) or _ITEM.match(text, left.start) is not None):
        return None
    if columns.is_verse(text, left) or columns.is_glossary(text, left):
        return None
    if not (tells_chinese(nearest_before(text, left.end, left.start)) or tells_chinese(nearest_after(text, right.start, right.end))):
        return _latin(before, after, by_newline, message)
    if before in _MAY_END and _ends_sentence(text, left):
        if not by_newline and not full:
            return None  # a space after a sentence that fills no line: as set
        indented = gap.endswith(("  ", "\u3000", "\t"))
        return None if indented else _ENDED_LINE
    if starts_item or left.kind is Kind.CAPTION or gap.endswith(("  ", "\u3000", "\t")):
        return _judged("", Safety.ASK, 0.8, message, _ONE_PARAGRAPH)
    if by_newline:
        return _SURE_NEWLINE
    if full:
        return _SURE_SPACE
    cut = cut_word(analysis.lexicon, *runs_beside(text, left.end, right.start))
    if cut is not None and is_sure(cut):
        evidence = (*_ONE_PARAGRAPH, Evidence(Message("line-wrap.cuts", {"word": cut.word}), cut.gain))
        return _judged("", Safety.SAFE, 0.97, message, evidence)
    return _judged("", Safety.ASK, 0.75, message, _ONE_PARAGRAPH)


def _has_gutter(text: str, left: Line, right: Line, gutter: re.Pattern[str]) -> bool:
    """Whether another column stands beside one of the lines: wide white space in the same row."""
    return (
        _GUTTER_BEFORE.search(text, max(left.start - _WIDEST_GUTTER, 0), left.start) is not None
        or _GUTTER_AFTER.match(text, right.end) is not None
        or gutter.search(text, left.start, right.end) is not None
    )


def _ends_sentence(text: str, line: Line) -> bool:
    """Whether the line ends with an end mark, within closing quotes and brackets too, or with a half-width full stop after Chinese."""
    end = line.end
    while end > line.start and text[end - 1] in _CLOSERS:
        end -= 1
    if end - line.start > 1 and text[end - 1] == ".":
        return is_han(text[end - 2])
    return end > line.start and text[end - 1] in END_MARKS


def _latin(before: str, after: str, by_newline: bool, message: Message) -> _Judged | None:
    """A wrap with no Chinese beside it: two words keep one space, a number may be cut in two, anything else stays."""
    if before.isdigit() and after.isdigit():
        return _judged("", Safety.ASK, 0.5, message, (Evidence(Message("line-wrap.number")),))
    if by_newline and after.isalpha() and (before.isalpha() or before in ",;:"):
        return _judged(" ", Safety.SAFE, 0.97, message, _ONE_PARAGRAPH)
    return None


class _Columns:
    """How wide the lines of each recognised paragraph are: a line that is wrapped fills its column.

    Widths are in characters, those of ASCII counted half.
    """

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._lines: dict[int, list[Line]] = {}
        for line in lines:
            self._lines.setdefault(line.paragraph, []).append(line)
        self._full: dict[int, float] = {}
        self._verse: dict[int, bool] = {}
        self._glossary: dict[int, bool] = {}
        self._text_widths: dict[int, list[float]] = {}
        self._width: dict[int, float] = {}

    def rooms(self, text: str, lines: Iterable[Line]) -> list[float]:
        """By how much each line is narrower than the wrapped lines of its paragraph, or, where it has but one, of the paragraphs beside it.

        Negative where it is wider: it was joined before, or stands alone. A paragraph's first line may be narrower by its indent.
        """
        found: list[float] = []
        full, widths, of_paragraph = self._full, self._width, self._lines
        for line in lines:
            number = line.paragraph
            if number not in full:
                full[number] = self._full_width(text, number)
            room = full[number] - (widths.get(line.start) or _width(text, line))
            found.append(max(room - _INDENT, 0) if room > 0 and of_paragraph[number][0] is line else room)
        return found

    def _full_width(self, text: str, number: int) -> float:
        widths = self._wrapped_widths(text, number)
        if len(widths) < 2:
            widths = [w for near in range(number - 3, number + 4) for w in self._wrapped_widths(text, near)]
        return _median(widths) if len(widths) > 1 else float("inf")

    def is_verse(self, text: str, line: Line) -> bool:
        """Whether the paragraph is verse: every line ends with a mark, and all have the same number of Han characters, or lines that go on
        are of lengths so different that no column's width tells them."""
        if text[line.end - 1] not in _VERSE_ENDS:
            return False
        number = line.paragraph
        if number not in self._verse:
            lines = self._lines[number]
            marked = all(text[one.end - 1] in _VERSE_ENDS for one in lines)
            counts = {han_count(text[one.start : one.end]) for one in lines} if marked else set()
            even = len(counts) == 1 and (len(lines) > 2 or max(counts) <= _LONGEST_VERSE)
            free = marked and len(lines) > 2 and max(counts) <= WIDEST
            self._verse[number] = even or (free and are_uneven(self._wrapped_widths(text, number)))
        return self._verse[number]

    def is_glossary(self, text: str, line: Line) -> bool:
        """Whether the paragraph is a list in two languages: all lines go from one script to the other, or every second one is in each."""
        number = line.paragraph
        if number not in self._glossary:
            lines = self._lines[number]
            edges = [(is_latin_letter(text[one.start]), is_latin_letter(text[one.end - 1])) for one in lines[:_MOST_OF_GLOSSARY]]
            whole = set(edges) in ({(True, False)}, {(False, True)})
            turns = all(first == last for first, last in edges) and all(one != other for one, other in pairwise(edges))
            self._glossary[number] = len(edges) >= _LEAST_OF_GLOSSARY and (whole or turns)
        return self._glossary[number]

    def _wrapped_widths(self, text: str, number: int) -> list[float]:
        if number not in self._text_widths:
            lines = self._lines.get(number, [])[:-1]
            widths = self._text_widths[number] = [_width(text, line) for line in lines]
            self._width.update(zip([line.start for line in lines], widths, strict=True))
        return self._text_widths[number]


def _width(text: str, line: Line) -> float:
    part = text[line.start : line.end]
    return len(part) - len(part.encode("ascii", "ignore")) / 2


def _median(values: Sequence[float]) -> float:
    """As `statistics.median`, whose module takes longer to import than a page to clean."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SAFE,
    examples=(
        Example(
            "青川河水位持续下降，沿岸各村的\n灌溉渠道全部恢复通水，今年春耕\n用水有了保障。",
            "青川河水位持续下降，沿岸各村的灌溉渠道全部恢复通水，今年春耕用水有了保障。",
        ),
        Example("通讯员 林知远\n\n渠水又清了。", "通讯员 林知远\n\n渠水又清了。"),
    ),
    options={"slack": Option(2, Message("line-wrap.option-slack"))},
)
