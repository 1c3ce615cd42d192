"""`kanwu check --format jsonl` over generated pages: each paragraph that stands twice is flagged at both of its places."""

import json
from collections import Counter
from pathlib import Path

import pytest

from seeds.damage import generate, load_articles
from tests.commands import kanwu, write_pages

ARTICLES = load_articles(Path(__file__).parents[1] / "seeds" / "articles")
LEAST = {"exact": 1.0, "loop": 1.0, "partial": 0.95, "near": 0.9}
"""The part of the repeats of each kind that must be flagged."""


@pytest.mark.slow
def test_planted_duplicates_are_flagged_on_thirty_pages(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Takes seconds: thirty pages with some five repeats each go through the command."""
    pages = {f"{page.name}.txt": page for page in generate(ARTICLES, 30, 0.6, 3030, list(LEAST))}
    write_pages(tmp_path, {name: page.text for name, page in pages.items()})
    ran = kanwu(capsysbinary, "check", tmp_path, "--format", "jsonl")
    assert ran.code == 1
    flagged: dict[str, list[list[tuple[int, int]]]] = {name: [] for name in pages}
    for line in ran.text.splitlines():
        finding = json.loads(line)
        if finding["rule"] == "duplicate-paragraph" and len(finding["spans"]) > 1:
            flagged[Path(finding["path"]).name].append([(start, end) for start, end in finding["spans"]])
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for name, page in pages.items():
        for extra in page.truth.extra:
            if extra.kind in LEAST:
                planted[extra.kind] += 1
                found[extra.kind] += any(start < extra.end and extra.start < end for spans in flagged[name] for start, end in spans)
    assert all(planted[kind] >= 30 for kind in LEAST), planted
    assert {kind: found[kind] / planted[kind] for kind in LEAST if found[kind] < LEAST[kind] * planted[kind]} == {}
