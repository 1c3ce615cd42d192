"""What duplicate-paragraph finds of repeats planted in whole pages, and that hostile pages give no more than a person can look at."""

import random
from collections.abc import Sequence

import pytest

from cleanup.finding import Finding
from cleanup.page import Page, Span
from cleanup.rules.analysis import Analysis
from cleanup.rules.repeats.duplicate_paragraph import find

CANAL = "柳河灌区今年改造渠道四十公里，下游三个村的稻田第一次用上了自流水，农民再也不用半夜起来排队抽水。"


def findings(text: str) -> list[Finding]:
    return list(find(Analysis(Page("p", text)), {}))


def garbled(text: str, rate: float, chance: random.Random) -> str:
    """A second reading: some Han characters misread as others."""
    return "".join(chr(ord(c) + 1) if "\u4e00" <= c < "\u9fff" and chance.random() < rate else c for c in text)


def prose(chance: random.Random, size: int) -> str:
    """Paragraph-like text of about `size` characters in which no passage is repeated but by chance."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < size:
        sentences.append("".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(chance.randrange(6, 16))))
    return "，".join(sentences) + "。"


def flagged(found: Sequence[Finding], first: Span, second: Span) -> bool:
    return any(all(any(s < e2 and s2 < e for s, e in each.spans) for s2, e2 in (first, second)) for each in found)


class TestPlanted:
    """Repeats planted in pages of thirty paragraphs: what share is found, and how often nothing is there."""

    def pages(self, kind: str) -> tuple[int, int, int]:
        chance = random.Random(kind)
        hits = planted = false = 0
        for _ in range(40):
            paragraphs = [prose(chance, chance.randrange(60, 260)) for _ in range(30)]
            source = chance.randrange(0, 14)
            text = paragraphs[source]
            if kind == "near":
                copy = garbled(text, 0.04, chance)
            elif kind == "partial":
                at = chance.randrange(0, len(text) - 55)
                copy = prose(chance, 40) + text[at : at + 55] + prose(chance, 40)
            else:
                copy = text
            at = chance.randrange(16, 30)
            paragraphs.insert(at, copy)
            page = "\n\n".join(paragraphs)
            starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(len(paragraphs))]
            first, second = (Span(starts[n], starts[n] + len(paragraphs[n])) for n in (source, at))
            found = findings(page)
            planted += 1
            hits += flagged(found, first, second)
            false += sum(not flagged([each], first, second) for each in found)
        return hits, planted, false

    @pytest.mark.parametrize(("kind", "least"), [("exact", 1.0), ("near", 0.95), ("partial", 0.95)])
    def test_found(self, kind: str, least: float) -> None:
        hits, planted, false = self.pages(kind)
        assert hits >= least * planted
        assert false == 0


class TestCost:
    """Pages made to cost time: they come to an end, with no more findings than a person can look at."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("identical paragraphs", "\n\n".join([CANAL] * 50_000)),
            ("one line that loops", CANAL * 50_000),
            ("one character", "啊" * 2_000_000),
            ("short lines", "\n\n".join(["一样的短行"] * 100_000)),
            ("one form, many notices", "\n\n".join(f"{n}号的住户请到物业领取新水卡，逾期不领的视为放弃，{CANAL}" for n in range(20_000))),
            ("sentences each twice", "".join(s * 2 for s in (prose(random.Random(n), 30) for n in range(5_000)))),
        ],
    )
    def test_is_bounded(self, name: str, text: str) -> None:
        assert len(findings(text)) <= 5_000, name

    def test_an_ordinary_page_has_nothing(self) -> None:
        chance = random.Random(3)
        text = "\n\n".join(prose(chance, chance.randrange(40, 200)) for _ in range(60))
        assert findings(text) == []
