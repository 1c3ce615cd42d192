"""Which reader a file needs, by its name and by what it holds."""

import json
from pathlib import Path
from typing import Final

from cleanup.layout import choose_rule
from cleanup.paragraphs import ParagraphRule
from cleanup.patch_paths import file_name
from cleanup.readers.encoding import Decoded, bom_length, decode
from cleanup.readers.files import read_bytes
from cleanup.readers.jsonl import JsonlSource
from cleanup.readers.marked import MarkedSource, cut_pages
from cleanup.readers.source import Source
from cleanup.readers.suffixes import JSONL_SUFFIXES, MARKDOWN_SUFFIXES
from cleanup.readers.text import TextSource

_FIRST_LINE: Final = 1 << 20  # code points of a first line that is tried as JSON


def open_source(
    path: Path, *, encoding: str | None = None, page_id: str | None = None, field: str = "text", id_field: str = "id"
) -> Source:
    """The reader for a file.

    `.jsonl` and `.ndjson` are JSON Lines; so is a file whose first line is a JSON object with `field`. Any other file is text: of
    several pages where it holds page marks, else one page, Markdown by its suffix or its headings. `encoding` overrides what the
    bytes say. `page_id` takes the file name's place in page ids of text files. KanwuError for what cannot be read as text.
    """
    if path.suffix.lower() in JSONL_SUFFIXES:
        return JsonlSource(path, encoding, field, id_field)
    data = read_bytes(path)
    decoded = decode(data, encoding, str(path))
    if _is_jsonl(decoded, field):
        return JsonlSource(path, encoding, field, id_field)
    name = page_id or file_name(path)
    mark = data[: bom_length(decoded)]
    body = data[len(mark) :] if mark else data
    cuts = cut_pages(decoded.text)
    if cuts:
        return MarkedSource(path, name, decoded, mark, body, cuts)
    rule = choose_rule(decoded.text)
    markdown = path.suffix.lower() in MARKDOWN_SUFFIXES or rule is ParagraphRule.MARKDOWN
    return TextSource(path, name, decoded, mark, body, "markdown" if markdown else "text", rule)


def _is_jsonl(decoded: Decoded, field: str) -> bool:
    text = decoded.text
    if not text.startswith("{") or f'"{field}"' not in text[:_FIRST_LINE]:
        return False
    try:
        record = json.loads(text[:_FIRST_LINE].split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and field in record
