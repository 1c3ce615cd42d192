"""The catalogue: one thing is not said as if it were several, and no form for one is without its sentence."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cleanup.messages import LANGUAGES, Message
from cleanup.resources import resource

FOLDER = resource("messages", "cli.json").parent


def sentences() -> Iterator[tuple[str, str, Mapping[str, Mapping[str, str]]]]:
    for path in sorted(Path(FOLDER).glob("*.json")):
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        for name in catalogue:
            yield path.stem, name, catalogue


@pytest.mark.parametrize("name", ["fix-ahead", "fix-back", "over", "ahead", "back"])
@pytest.mark.parametrize(("count", "blocks"), [(1, "1 block"), (2, "2 blocks"), (11, "11 blocks")])
def test_blocks_are_counted(name: str, count: int, blocks: str) -> None:
    text = Message(f"column-join.{name}", {"head": "渡口", "count": count}).text("en")
    assert re.search(rf"\b{blocks}\b", text)
    for language in LANGUAGES:
        assert str(count) in Message(f"column-join.{name}", {"head": "渡口", "count": count}).text(language)


def test_every_form_for_one_belongs_to_a_sentence_with_a_count() -> None:
    seen = 0
    for topic, name, catalogue in sentences():
        many = catalogue.get(name.removesuffix("-one"))
        if not name.endswith("-one") or many is None or "{count}" not in many["en"]:
            continue
        seen += 1
        for language in LANGUAGES:
            left = set(re.findall(r"\{(\w+)", many[language])) - set(re.findall(r"\{(\w+)", catalogue[name][language]))
            assert left <= {"count"}, f"{topic}.{name} in {language}"
    assert seen > 10
