"""Generated pages and edits: every kind of character and line end that has ever moved an offset."""

from hypothesis import strategies as st

from cleanup.conflicts import find_conflicts
from cleanup.edits import Edit, Follow, Separator, replace
from cleanup.page import Line, Origin, Page, Span
from cleanup.paragraphs import ParagraphRule

WORDS = ["水", "河长", "，", "。", "“", "”", "and", "3", "𠀀", "é", "\N{ZERO WIDTH SPACE}", "#", "\ufeff"]
BLANKS = [" ", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\N{LINE SEPARATOR}", "\t"]
ENDS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n\n\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}", "\n\n\n", "\n \n"]


def recognised(text: str, rule: ParagraphRule) -> tuple[Line, ...]:
    """Lines as any reader could see them: each run between line ends, inside the fixed paragraphs."""
    page = Page("lines", text, rule)
    lines = []
    for number, (start, end) in enumerate(page.paragraphs.spans):
        here = start
        for piece in page.text[start:end].replace("\r", "\n").split("\n"):
            stripped = piece.strip()
            if stripped:
                at = here + piece.index(stripped)
                lines.append(Line(at, at + len(stripped), paragraph=number))
            here += len(piece) + 1
    return tuple(lines)


@st.composite
def pages(draw: st.DrawFn, most: int = 24) -> Page:
    """Pages of up to `most` tokens, under any paragraph rule."""
    rule = draw(st.sampled_from(ParagraphRule))
    token = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(ENDS), st.sampled_from(BLANKS))
    text = "".join(draw(st.lists(token, max_size=most)))
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return Page("generated", text, rule, recognised(text, rule), Origin(newline=newline, data=text.encode("utf-8")))


@st.composite
def line_spans(draw: st.DrawFn, page: Page) -> Span:
    """A recognised line, or a cut of one."""
    line = page.lines[draw(st.integers(0, len(page.lines) - 1))]
    if draw(st.booleans()):
        return line.span
    start = draw(st.integers(line.start, line.end - 1))
    end = draw(st.integers(start + 1, line.end))
    return Span(start, end)


@st.composite
def edits_of(draw: st.DrawFn, page: Page) -> Edit | None:
    """One edit that is valid by itself, or None where the draw gave none."""
    edit: Edit | None
    wants_follow: bool = draw(st.booleans())
    if page.lines and wants_follow:
        tail = draw(st.none() | line_spans(page))
        head = draw(st.none() | line_spans(page))
        edit = Follow(tail, head, draw(st.sampled_from(Separator)))
    else:
        start = draw(st.integers(0, len(page.text)))
        end = draw(st.integers(start, min(len(page.text), start + 4)))
        edit = replace(page, start, end, draw(st.sampled_from(["", "和", "的话", " ", "\n\n", "𠀀", "水。"])))
    return edit if edit is not None and not find_conflicts(page, [edit]) else None


@st.composite
def pages_with_edits(draw: st.DrawFn, most: int = 6) -> tuple[Page, list[Edit]]:
    """A page and a set of edits that can stand together."""
    page = draw(pages())
    chosen: list[Edit] = []
    for _ in range(draw(st.integers(0, most))):
        edit = draw(edits_of(page))
        if edit is not None and not find_conflicts(page, [*chosen, edit]):
            chosen.append(edit)
    return page, chosen
