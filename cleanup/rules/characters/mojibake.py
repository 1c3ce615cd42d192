"""Text that was read in a wrong encoding and can be read again without loss."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language import models
from cleanup.language.lazy import lazy
from cleanup.language.misread import HIGH, Misread, leads_utf8_as_gbk, may_be_utf8, read_as_gbk, read_by_bytes
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule

ID: Final = "mojibake"

_LETTERS: Final = frozenset(map(chr, range(0xC0, 0x100)))
# Bytes above 7F, with a character of ASCII between two of them, which may be the second byte of one; then with other ASCII amid.
_BYTES: Final = lazy(f"[\xa1-\xff](?:[{HIGH}]|[@-~](?=[{HIGH}])){{1,2000}}[@-~]?")
_RUNS: Final = lazy(f"[\xa1-\xff](?:[{HIGH}]|[ -~]{{1,12}}(?=[{HIGH}])){{1,2000}}[@-~]?")
_EDGES: Final = "“”‘’…–—•"  # marks of Chinese text that are also bytes
_LOST: Final = "锟斤拷"  # the sign of a lost character, written in UTF-8 and read as GB 18030
_LONGEST: Final = 100  # code points that are tried at a time


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a run of characters that goes back to Chinese text."""
    text, characters = analysis.text, analysis.characters
    if not characters.isdisjoint(_LETTERS):
        for run in _RUNS.finditer(text):
            whole = tuple(_bytewise(analysis, *run.span()))
            yield from whole
            for match in () if whole else _BYTES.finditer(text, *run.span()):
                yield from _bytewise(analysis, *match.span())
    if not characters.isdisjoint(_leads()):
        yield from _utf8_as_gbk(analysis)
    if _LOST in text:
        for match in re.finditer(f"(?:{_LOST}|锟斤|锟)+", text):
            yield from _lost(analysis, *match.span())


@cache
def _known() -> frozenset[str]:
    return models.ngrams().characters()


@cache
def _leads() -> frozenset[str]:
    return leads_utf8_as_gbk()


def _bytewise(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """A run of bytes as it stands, without what may follow it in the text, without marks at its end that may be the text's own."""
    text = analysis.text
    known = _known()
    ends = dict.fromkeys((end, end - 1 if text[end - 1].isascii() else end, start + len(text[start:end].rstrip(_EDGES))))
    for stop in ends:
        misread = read_by_bytes(text[start:stop], known) if stop > start + 1 else None
        if misread is not None:
            yield from _finding(analysis, start, stop, misread)
            return


def _utf8_as_gbk(analysis: Analysis) -> Iterator[Finding]:
    text = analysis.text
    leads = "".join(sorted(analysis.characters & _leads()))
    pattern = re.compile(f"[{re.escape(leads)}][^\x00-\x7f]{{2,{_LONGEST}}}")
    at = 0
    while (match := pattern.search(text, at)) is not None:
        run = match.group()
        misread = read_as_gbk(run, _known()) if may_be_utf8(run[:2]) else None
        if misread is None:
            at = match.start() + 1
            continue
        end = match.start() + len(misread.text.encode("utf-8").decode("gb18030"))
        yield from _finding(analysis, match.start(), end, misread)
        at = end


def _finding(analysis: Analysis, start: int, end: int, misread: Misread | None) -> Iterator[Finding]:
    if misread is None or analysis.is_protected(start, end):
        return
    edits = analysis.replaced(start, end, misread.text)
    if not edits:
        return
    encodings = {"written": misread.written, "read": misread.read}
    fix = Fix(Message(f"{ID}.fix", {"text": _short(misread.text)}), edits, Safety.ASK, 0.97)
    message = Message(f"{ID}.message", {"text": _short(analysis.text[start:end]), **encodings})
    evidence = (Evidence(Message(f"{ID}.exact", encodings)),)
    spans, rests_on = analysis.spans(start, end), analysis.rests_on(start, end)
    yield Finding(ID, spans, message, 0.97, evidence, (fix,), f"{ID}:{misread.written}:{misread.read}", rests_on)


def _lost(analysis: Analysis, start: int, end: int) -> Iterator[Finding]:
    """Characters that were lost before the text was read in a wrong encoding: nothing brings them back."""
    edits = analysis.replaced(start, end, "")
    if edits:
        fix = Fix(Message(f"{ID}.fix-delete"), edits, Safety.ASK, 0.6, removes_text=True)
        message = Message(f"{ID}.lost", {"text": _short(analysis.text[start:end])})
        yield Finding(ID, analysis.spans(start, end), message, 0.9, (), (fix,), f"{ID}:lost", analysis.rests_on(start, end))


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("横幅上写着“È«ÊÐ´º¸û”，字迹清晰。", "横幅上写着“全市春耕”，字迹清晰。"),
        Example("店名 Café Öko 印在杯垫上。", "店名 Café Öko 印在杯垫上。"),
    ),
)
