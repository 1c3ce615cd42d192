"""A sample page under review, and its patch in a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cleanup.edits import Replace
from cleanup.messages import KanwuError
from cleanup.patchfile import Patch, load, save
from cleanup.review import Review, Scope
from tests.reviews import BY, finding
from tests.test_render import follow, page_of

NAME = "page.txt.kanwu.jsonl"


def sample() -> Review:
    """A page with a join, a replacement, a rejection of a string, a withdrawn decision and a hand edit."""
    page = replace(page_of("防孔工\n\n水情快报\n\n作要and实,再报"), id="page.txt")
    join = finding(page, (follow(page, "防孔工", "作要and实,再报"),), rule="column-join")
    stray = finding(page, (Replace(page.text.index("and"), page.text.index("and") + 3, "and", "和"),), rule="stray-english")
    comma = finding(page, (Replace(page.text.index(","), page.text.index(",") + 1, ",", "，"),), rule="punctuation-width")
    shape = finding(page, (Replace(1, 2, "孔", "控"),), rule="look-alike")
    review = Review(page, (join, stray, comma, shape))
    review = review.accept(join.id, id="join", **BY).accept(stray.id, id="stray", note="“引”\u2028", **BY)
    review = review.reject(comma.id, Scope.STRING, id="comma", **BY).accept(shape.id, id="shape", **BY).withdraw("shape")
    at = review.rendered.text.index("和")
    return review.edit(at, at + 1, "与", who="乙", when="2026-03-01T09:00:00.5Z", id="hand")


def written(tmp_path: Path, review: Review | None = None) -> Path:
    review = review or sample()
    path = tmp_path / NAME
    save(path, Patch.new("page.txt", review.page).with_review(review), durable=False)
    return path


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def refusal(path: Path) -> str:
    with pytest.raises(KanwuError) as refused:
        load(path)
    assert all(refused.value.message.text(language) for language in ("en", "zh_CN", "zh_TW"))
    return refused.value.message.key
