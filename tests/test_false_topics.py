"""Paragraphs of two articles, told by their words: on pages on which nothing else was done, on pages as printed, and on very long ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.engine import analyse
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.rules.analysis import Analysis
from cleanup.rules.order import false_join, false_topics
from cleanup.rules.order.false_places import Sheet, read_sheet
from cleanup.rules.order.false_topics import seams
from cleanup.rules.order.false_weights import ASK_TOPIC_FROM, TOPIC, probability, weigh
from seeds.damage import DamagedPage, generate, load_articles

ARTICLES = load_articles(Path(__file__).parents[1] / "seeds" / "articles")


def sheet_of(text: str) -> Sheet:
    return read_sheet(Analysis(make_page("page", text, Origin())))


def fused_pages() -> Iterator[tuple[DamagedPage, Page]]:
    for damaged in generate(ARTICLES, 24, 1.0, 4, ["fused"]):
        yield damaged, make_page(damaged.name, damaged.text, Origin())


def test_articles_run_together_without_a_gap_are_parted() -> None:
    wanted = right = wrong = 0
    for damaged, page in fused_pages():
        touching = {(split.left[1], split.right[0]) for split in damaged.truth.splits}
        wanted += sum(end == start for end, start in touching)
        for finding in analyse(page, rules=(false_join.RULE,)).findings:
            if finding.message.key == "false-join.two-articles":
                at = finding.spans[0].end, finding.spans[-1].start
                right += at in touching and at[0] == at[1]
                wrong += at not in touching
    # These are mostly short articles of changing subjects; on pages of newspaper text it finds more, and is wrong less often.
    assert right >= 0.1 * wanted > 3
    assert wrong < right


def test_pages_as_printed_are_left_alone() -> None:
    for damaged in generate(ARTICLES, 24, 0.0, 5):
        for seam in seams(sheet_of(damaged.text)):
            assert probability(weigh(seam.features, TOPIC)) < ASK_TOPIC_FROM


def test_a_page_of_one_article_has_no_second_one() -> None:
    page = "\n\n".join(element.text for element in ARTICLES[0].elements)
    assert list(seams(sheet_of(page))) == []


@pytest.mark.parametrize(
    "text",
    ["", "。", "标题\n\n" * 3, "甲。" * 5_000, "标题\n\n" + "今天，市里开会。" * 40 + "\n\n另一个标题\n\n" + "明天，县里开会。" * 40],
)
def test_odd_pages_give_nothing(text: str) -> None:
    assert list(seams(sheet_of(text))) == []


def test_a_page_longer_than_a_newspaper_page_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(page for _, page in fused_pages())
    assert list(seams(sheet_of(page.text)))
    monkeypatch.setattr(false_topics, "_MOST_UNITS", 20)
    assert list(seams(sheet_of(page.text))) == []
