"""docs/patch-format.md says what the code does: every field, every limit, and an example that can be read."""

import re
from pathlib import Path

import pytest

from cleanup.page import Origin, Page
from cleanup.patchfile import load, review_of
from cleanup.patchfile.reader import MOST_LINE, MOST_WHOLE
from cleanup.patchfile.schema import (
    RECORDS,
    DecisionRecord,
    FollowRecord,
    HeaderRecord,
    PageFields,
    ReplaceRecord,
)
from cleanup.patchfile.strictjson import DEPTH

TEXT = (Path(__file__).parent.parent / "docs" / "patch-format.md").read_text(encoding="utf-8")


def fields_under(start: str, end: str) -> list[str]:
    """The names in the first column of the tables between two phrases."""
    part = TEXT[TEXT.index(start) : TEXT.index(end, TEXT.index(start))]
    rows = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([a-z0-9_]+)`", row)]


@pytest.mark.parametrize(
    ("start", "end", "record"),
    [
        ("### header", "`page` and the `page` record", HeaderRecord),
        ("`page` and the `page` record", "The header holds no time", PageFields),
        ("### decision", "The finding's fingerprint", DecisionRecord),
        ("An edit has its kind", "`follow` says", ReplaceRecord),
        ("`follow` says", "Contexts and places", FollowRecord),
    ],
)
def test_each_field_is_written_down_in_its_order(start: str, end: str, record: type) -> None:
    assert fields_under(start, end) == list(record.__struct_fields__)  # type: ignore[attr-defined]


def test_each_kind_of_record_is_written_down() -> None:
    for kind in RECORDS:
        assert f"`{kind}`" in TEXT or f"### {kind}" in TEXT


def test_the_limits_are_those_of_the_code() -> None:
    assert f"nesting deeper than {DEPTH}" in TEXT
    assert f"a line over {MOST_LINE >> 20} MB" in TEXT
    assert f"more than {MOST_WHOLE >> 20} MB" in TEXT


def test_the_example_can_be_replayed(tmp_path: Path) -> None:
    [example] = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    source = "河水上张,巡查不停"
    path = tmp_path / "page.txt.kanwu.jsonl"
    path.write_text(example, encoding="utf-8")
    page = Page("page.txt", source, origin=Origin("page.txt", data=source.encode()))
    cleaned = review_of(load(path), page).rendered.text
    assert f"`{source}`" in TEXT
    assert f"Replaying it gives `{cleaned}`" in TEXT
