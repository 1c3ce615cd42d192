"""What vision models leave of their own languages: Markdown, HTML, LaTeX, page separators, and remarks about their work."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanup.edits import Replace
from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import han_count, is_chinese
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.page import Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.dropping import paragraph_of, without
from cleanup.rules.protected import code_spans
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.tokens.remarks import inline_remark, is_remark
from cleanup.rules.tokens.residue import Part, Residue, emphasis, entities, escapes, formulas, links, tags

ID: Final = "markup"

# Each search with the characters that it wants one of.
_SEARCHES: Final[tuple[tuple[frozenset[str], Callable[[str], Iterator[Residue]]], ...]] = (
    (frozenset("*_~"), emphasis),
    (frozenset("<"), tags),
    (frozenset("&"), entities),
    (frozenset("$\\"), formulas),
    (frozenset("]"), links),
    (frozenset("\\"), escapes),
)
_FENCE: Final = lazy(r"^[ ]{0,3}(`{3,}|~{3,})[ ]?[A-Za-z]{0,12}[ ]*$", re.MULTILINE)
_SEPARATOR: Final = lazy(
    r"^[ ]{0,3}(?:-{3,}|={3,}|_{3,}|\*{3,}|\* \* \*|<!--\s{0,3}(?:page\s?break|page|end of page|第)[^<>\n]{0,30}-->"
    r"|[\[(（【]?page[ ]?[0-9]{1,4}[ ]?(?:(?:of|/)[^\n]{0,12})?[\])）】]?|\{[0-9]{1,4}\}-{3,})(?=[ ]*\r?$)",
    re.MULTILINE | re.IGNORECASE,
)
_SEPARATOR_SIGNS: Final = ("---", "===", "___", "***", "* * *", "<!--", "age ", "AGE ")
_QUOTED: Final = lazy(r"^>[ ]?(?=[^>\s])", re.MULTILINE)
_EDGE: Final = 3  # paragraphs at the page's beginning and end that may be remarks
_CODE: Final = 2  # Latin letters for a Han character, from which a fenced block is code
_LETTERS: Final = lazy("[A-Za-z]")
_LINE_END: Final = lazy(r"[ ]*(?:\r\n|\n|\r)")
_WHY: Final = (Evidence(Message(f"{ID}.why-shown")),)


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a mark or a pair of marks, one a table, a fence or a remark."""
    text = analysis.text
    fences = _fences(text) if "```" in text or "~~~" in text else []
    code = _code(text, fences) if "`" in analysis.characters or fences else []
    yield from _residues(analysis, code)
    for fence in fences:
        yield from _fence(analysis, fence)
    if any(sign in text for sign in _SEPARATOR_SIGNS):
        yield from _separators(analysis, code)
    if ">" in analysis.characters:
        yield from _quoted(analysis, code)
    yield from _remarks(analysis)


def _residues(analysis: Analysis, code: Sequence[Span]) -> Iterator[Finding]:
    text = analysis.text
    searches = [search for wanted, search in _SEARCHES if not analysis.characters.isdisjoint(wanted)]
    found = [residue for search in searches for residue in search(text)]
    end = 0
    for residue in sorted(found, key=lambda each: (each.parts[0].start, -each.parts[-1].end)):
        if residue.parts[0].start >= end and not _inside(code, residue.parts[0].start):
            end = residue.parts[-1].end
            yield from _residue(analysis, residue)


def _residue(analysis: Analysis, residue: Residue) -> Iterator[Finding]:
    text = analysis.text
    first, last = residue.parts[0], residue.parts[-1]
    alone = len(residue.parts) == 1 and not first.after
    edits = without(analysis, first.start, first.end) if alone else _edits(analysis, residue.parts)
    if not edits:
        return
    marks = " ".join(text[part.start : part.end] for part in residue.parts[:2])
    fixes = [Fix(_title(residue.parts), edits, residue.safety, residue.confidence, removes_text=residue.removes)]
    if residue.other is not None and (other := analysis.replaced(first.start, first.end, residue.other)):
        fixes.append(Fix(_title((first._replace(after=residue.other),)), other, Safety.ASK, round(1 - residue.confidence, 2)))
    whole = residue.kind == "table"
    places = [(first.start, last.end)] if whole else [(part.start, part.end) for part in residue.parts]
    spans = tuple(span for place in places for span in analysis.spans(*place))
    message = Message(f"{ID}.{residue.kind}", {"text": _short(marks)})
    group = f"{ID}:{residue.kind}:{residue.safety.label}"
    yield Finding(ID, spans, message, residue.confidence, _WHY, tuple(fixes), group, analysis.rests_on(first.start, last.end))


def _edits(analysis: Analysis, parts: Sequence[Part]) -> tuple[Replace, ...]:
    """The edits of all parts; none where one of them cannot be made."""
    edits: list[Replace] = []
    for part in parts:
        made = analysis.replaced(part.start, part.end, part.after)
        if not made:
            return ()
        edits += made
    return tuple(edits)


def _title(parts: Sequence[Part]) -> Message:
    after = parts[0].after
    if len(parts) > 1 or not after:
        return Message(f"{ID}.fix-delete")
    return Message(f"{ID}.fix-break") if after.isspace() and "\n" in after else Message(f"{ID}.fix-put", {"text": _short(after)})


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"


def _inside(spans: Sequence[Span], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return index >= 0 and at < spans[index].end


class _Fence(NamedTuple):
    """A fenced block: the lines of its fences (the last one empty where it is not closed), and whether prose stands inside."""

    opening: Span
    closing: Span
    prose: bool


def _fences(text: str) -> list[_Fence]:
    """Fenced blocks in their order; a fence is closed by the next one of the same mark."""
    found: list[_Fence] = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1][0] == opened[1][0] and len(match[1]) >= len(opened[1]):
            found.append(_Fence(Span(*opened.span()), Span(*match.span()), _is_prose(text[opened.end() : match.start()])))
            opened = None
    if opened is not None:
        found.append(_Fence(Span(*opened.span()), Span(len(text), len(text)), _is_prose(text[opened.end() :])))
    return found


def _is_prose(text: str) -> bool:
    return _CODE * han_count(text) > len(_LETTERS.findall(text))


def _code(text: str, fences: Sequence[_Fence]) -> list[Span]:
    """Ranges of real code: all that Markdown takes for it, but blocks of prose."""
    prose = {fence.opening.start for fence in fences if fence.prose}
    return [span for span in code_spans(text) if span.start not in prose]


def _fence(analysis: Analysis, fence: _Fence) -> Iterator[Finding]:
    if not fence.prose:
        return
    places = [place for place in (fence.opening, fence.closing) if place.end > place.start]
    edits = tuple(edit for place in places for edit in _drop_line(analysis, place))
    fixes = (Fix(Message(f"{ID}.fix-delete"), edits, Safety.ASK, 0.9),) if edits else ()
    spans = tuple(span for place in places for span in analysis.spans(*place))
    text = _short(analysis.text[fence.opening.start : fence.opening.end])
    yield Finding(ID, spans, Message(f"{ID}.fence", {"text": text}), 0.9, _WHY, fixes, f"{ID}:fence:ask")


def _drop_line(analysis: Analysis, place: Span) -> tuple[Replace, ...]:
    """The edits that take a line away: a paragraph with the break before it, a line of a paragraph with its line end."""
    if paragraph_of(analysis, *place) >= 0:
        return without(analysis, *place)
    text = analysis.text
    start, end = place
    following = _LINE_END.match(text, end)
    if following is not None:
        end = following.end()
    elif start and text[start - 1] == "\n":
        start -= 2 if text[start - 2 : start] == "\r\n" else 1
    return analysis.replaced(start, end, "")


def _separators(analysis: Analysis, code: Sequence[Span]) -> Iterator[Finding]:
    """Lines that part pages or texts in a model's output; underlines of a Markdown headline are none."""
    text = analysis.text
    for match in _SEPARATOR.finditer(text):
        start, end = match.span()
        if _inside(code, start) or ("kanwu:" in match.group()) or _front_matter(text, start):
            continue
        edits = _drop_line(analysis, Span(start, end))
        if edits:
            fix = Fix(Message(f"{ID}.fix-delete"), edits, Safety.ASK, 0.85)
            message = Message(f"{ID}.separator", {"text": _short(match.group())})
            yield Finding(ID, analysis.spans(start, end), message, 0.85, _WHY, (fix,), f"{ID}:separator:ask")


def _front_matter(text: str, start: int) -> bool:
    """Whether a rule of hyphens belongs to the YAML at a file's beginning."""
    if not text.startswith("---\n"):
        return False
    close = text.find("\n---\n", 3)
    return 0 <= start <= close + 1 and ":" in text[:close]


def _quoted(analysis: Analysis, code: Sequence[Span]) -> Iterator[Finding]:
    """Marks of a quotation before lines of Chinese."""
    text = analysis.text
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        if not is_chinese(text[end]) or _inside(code, start):
            continue
        edits = analysis.replaced(start, end, "")
        if edits:
            fix = Fix(Message(f"{ID}.fix-delete"), edits, Safety.ASK, 0.8)
            yield Finding(ID, analysis.spans(start, end), Message(f"{ID}.quotation"), 0.8, _WHY, (fix,), f"{ID}:quotation:ask")


def _remarks(analysis: Analysis) -> Iterator[Finding]:
    """A model's words about its work, at the page's beginning and end, and in brackets anywhere."""
    text = analysis.text
    paragraphs = analysis.paragraphs
    edge = range(len(paragraphs)) if len(paragraphs) <= 2 * _EDGE else (*range(_EDGE), *range(len(paragraphs) - _EDGE, len(paragraphs)))
    for number in edge:
        for start, end in _lines_of(text, paragraphs[number]):
            if is_remark(text[start:end]):
                yield from _remark(analysis, start, end, _drop_line(analysis, Span(start, end)))
    if not analysis.characters.isdisjoint("[【"):
        for match in inline_remark().finditer(text):
            if text[match.end() : match.end() + 1] != "(" and text[match.start() - 1 : match.start()] != "!":
                yield from _remark(analysis, *match.span(), without(analysis, *match.span()))


def _lines_of(text: str, paragraph: Span) -> Iterator[Span]:
    """The first and the last line of a paragraph, or all of it where it is one line."""
    start, end = paragraph
    first = text.find("\n", start, end)
    if first < 0:
        yield paragraph
        return
    last = text.rfind("\n", start, end) + 1
    yield Span(start, start + len(text[start:first].rstrip()))
    yield Span(last, end)


def _remark(analysis: Analysis, start: int, end: int, edits: tuple[Replace, ...]) -> Iterator[Finding]:
    if edits:
        text = analysis.text[start:end]
        fix = Fix(Message(f"{ID}.fix-delete"), edits, Safety.ASK, 0.85, removes_text=han_count(text) > 0)
        yield Finding(ID, analysis.spans(start, end), Message(f"{ID}.remark", {"text": _short(text)}), 0.85, (), (fix,))


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.SAFE,
    examples=(
        Example("**渡口复航** 船票&nbsp;两元，水温$25^{\\circ}$C。", "渡口复航 船票两元，水温25°C。"),
        Example("# 渡口复航\n\n村民李**拨打139****5678报名。", "# 渡口复航\n\n村民李**拨打139****5678报名。"),
    ),
)
