"""Findings as the check command writes them: a line of text, or a line of JSON."""

import json
import os
import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from cleanup.edits import Edit, Replace
from cleanup.finding import Finding, Fix
from cleanup.language.controls import in_one_line
from cleanup.messages import in_any_file
from cleanup.page import Page
from cleanup.patch_paths import file_name

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Places:
    """Lines and columns of a page's offsets, both from 1, by the three line ends that count as such."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a code-point offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def shown(path: str | os.PathLike[str]) -> str:
    """A path as text that any file can hold: bytes that are no UTF-8 are shown escaped."""
    return in_any_file(os.fspath(path))


def page_label(path: str, page: Page, *, one_page: bool) -> str:
    """What a page is called in messages: its file, and in a file of several pages the page behind a `#`."""
    if one_page:
        return path
    name = file_name(Path(page.origin.path))
    own = page.id.removeprefix(f"{name}#")
    return f"{path}#{own}"


def text_line(label: str, finding: Finding, places: Places, language: str) -> str:
    """`path:line:col: rule: message (confidence) [safety]`."""
    line, column = places.at(finding.spans[0].start) if finding.spans else (1, 1)
    message = in_one_line(" ".join(finding.message.text(language).split()))
    return f"{in_one_line(label)}:{line}:{column}: {finding.rule}: {message} ({finding.confidence:.2f}) [{finding.safety.label}]"


def json_line(path: str, page: Page, finding: Finding, state: str, places: Places, language: str) -> str:
    """A finding as one JSON object; spans and edits in code points of the source."""
    line, column = places.at(finding.spans[0].start) if finding.spans else (1, 1)
    record = {
        "path": path,
        "rule": finding.rule,
        "spans": [list(span) for span in finding.spans],
        "message": finding.message.text(language),
        "confidence": round(finding.confidence, 6),
        "safety": finding.safety.label,
        "evidence": [{"message": e.message.text(language), "weight": round(e.weight, 6)} for e in finding.evidence],
        "fixes": [_fix(fix, language) for fix in finding.fixes],
        "id": finding.id,
        "group": finding.group,
        "rests_on": list(finding.rests_on),
        "page": page.id,
        "line": line,
        "column": column,
        "state": state,
    }
    return json.dumps(record, ensure_ascii=False)


def _fix(fix: Fix, language: str) -> Mapping[str, object]:
    return {
        "title": fix.title.text(language),
        "safety": fix.safety.label,
        "probability": round(fix.probability, 6),
        "edits": [_edit(edit) for edit in fix.edits],
        "parts": fix.parts,
        "removes_text": fix.removes_text,
        "moves_block": fix.moves_block,
        "picks_copy": fix.picks_copy,
        "drops_furniture": fix.drops_furniture,
    }


def _edit(edit: Edit) -> Mapping[str, object]:
    """An edit with the names that it has in a patch."""
    if isinstance(edit, Replace):
        return {"edit": "replace", "start": edit.start, "end": edit.end, "before": edit.before, "after": edit.after}
    tail, head = edit.tail and list(edit.tail), edit.head and list(edit.head)
    return {"edit": "follow", "tail": tail, "head": head, "separator": edit.separator.value}
