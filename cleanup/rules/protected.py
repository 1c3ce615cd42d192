"""Where nothing is flagged: addresses, code, comments and markup that a reader does not see as text."""

import re
from collections.abc import Iterator

from cleanup.language.lazy import lazy
from cleanup.page import Span

# Characters of an address; a Han character or a full-width mark ends it.
_ADDRESS = lazy(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|www\.|mailto:)[\w!#$%&'()*+,\-./:;=?@\[\]~]+", re.ASCII)
_MAIL = lazy(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
_DOMAIN = lazy(
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,8}(?:com|cn|org|net|gov|edu|tw|hk|info)(?![\w-])(?:/[\w!#$%&'*+,\-./:;=?@~]*)?",
    re.ASCII | re.IGNORECASE,
)
_TOP_LEVEL = lazy(r"\.(?:com|cn|org|net|gov|edu|tw|hk|info)(?![\w-])", re.ASCII | re.IGNORECASE)
_NAME_CHARS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.-")
_LONGEST_DOMAIN = 8 * 64  # code points before the top level
_FENCE = lazy(r"^[ ]{0,3}(`{3,}|~{3,})", re.MULTILINE)
_TICKS = lazy(r"`+")
_TAG = lazy(r"</?[A-Za-z][^<>\n]{0,2000}>")
_TARGET = lazy(r"\]\([^()\s]{0,2000}\)")
_ENTITY = lazy(r"&(?:[A-Za-z]{2,12}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_TRAILING = ".,;:!?'()[]"


def protected_spans(text: str) -> tuple[Span, ...]:
    """The protected ranges of a text, sorted and apart; each search runs only where its mark occurs at all."""
    found: list[Span] = []
    if "`" in text or "~~~" in text:
        found += code_spans(text)
    if "<" in text:
        found += _comments(text)
        found += (Span(*m.span()) for m in _TAG.finditer(text))
    if "&" in text:
        found += (Span(*m.span()) for m in _ENTITY.finditer(text))
    if "](" in text:
        found += (Span(m.start() + 1, m.end()) for m in _TARGET.finditer(text))
    if "://" in text or "www." in text or "mailto:" in text:
        found += _addresses(text)
    if "@" in text:
        found += (Span(*m.span()) for m in _MAIL.finditer(text))
    found += _domains(text)
    return _merged(found)


def _addresses(text: str) -> Iterator[Span]:
    """Web addresses, without a mark of the sentence at their end and without a bracket that they do not open."""
    for match in _ADDRESS.finditer(text):
        address = match.group()
        end = len(address)
        while end and address[end - 1] in _TRAILING:
            closes = address[end - 1] == ")" and address.count("(", 0, end) >= address.count(")", 0, end)
            if closes:
                break
            end -= 1
        yield Span(match.start(), match.start() + end)


def _domains(text: str) -> Iterator[Span]:
    """Names that end in a known top level; looked for only where such an end stands, since few texts hold any."""
    done = tried = 0  # a name begins where a run of its characters does, which needs to be tried but once
    for end in _TOP_LEVEL.finditer(text):
        if end.start() < done:
            continue
        start = end.start()
        while start > max(done, tried, end.start() - _LONGEST_DOMAIN) and text[start - 1] in _NAME_CHARS:
            start -= 1
        match = _DOMAIN.match(text, start) if start > tried or not tried else None
        if match is not None:
            yield Span(*match.span())
            done = match.end()
        tried = end.end()


def _comments(text: str) -> Iterator[Span]:
    """HTML comments; one that is never closed protects nothing."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield Span(start, end + 3)
        start = text.find("<!--", end + 3)


def code_spans(text: str) -> list[Span]:
    """Fenced blocks, to the end of the text where a fence is not closed by its like, and code in back-ticks within one line."""
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = (match.start(), match.group(1))
        elif match.group(1)[0] == opened[1][0] and len(match.group(1)) >= len(opened[1]):
            end = text.find("\n", match.end())
            found.append(Span(opened[0], len(text) if end < 0 else end))
            opened = None
    if opened is not None:
        found.append(Span(opened[0], len(text)))
    low = 0
    for span in [*found, Span(len(text), len(text))]:
        found += _ticked(text, low, span.start)
        low = span.end
    return found


def _ticked(text: str, low: int, high: int) -> list[Span]:
    """Runs of back-ticks paired with the next run of the same length on the same line."""
    found: list[Span] = []
    opened: dict[int, int] = {}
    line_end = -1
    for match in _TICKS.finditer(text, low, high):
        if match.start() > line_end:
            opened = {}
            end = text.find("\n", match.start())
            line_end = len(text) if end < 0 else end
        length = match.end() - match.start()
        start = opened.get(length)
        if start is None:
            opened[length] = match.start()
        else:
            found.append(Span(start, match.end()))
            opened = {}
    return found


def _merged(found: list[Span]) -> tuple[Span, ...]:
    """Sorted, those that touch or overlap as one."""
    merged: list[Span] = []
    for span in sorted(found):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
