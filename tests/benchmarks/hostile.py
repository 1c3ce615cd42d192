"""Texts made to cost time: every rule over each of them, short and twice as long. What grows faster than its text is named."""

import random
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.analysis import Analysis
from cleanup.rules.registry import load_rules, options_of
from tests.benchmarks.report import Goal, Report
from tests.benchmarks.stages import CONFIG

GROWTH: Final = Goal(2.8, "times")  # two where time grows as the text does; the rest is for what varies from run to run
LEAST: Final = 0.03
"""Seconds over the longer text below which a stage's growth is noise."""

_LINE: Final = "渠水绕村而过，两岸的稻田一片金黄，收割的人们唱着歌。"


def _units(*parts: str) -> Callable[[int], str]:
    """Texts of so many characters, of parts again and again."""
    unit = "".join(parts)
    return lambda size: unit * (size // len(unit))


def _notices(size: int) -> str:
    """One form, filled in with one number after another."""
    text = "\n\n".join(f"{number}号的住户请到物业领取新水卡，逾期不领的视为放弃，{_LINE}" for number in range(size // 50))
    return text[:size]


def _doubles(size: int) -> str:
    chance = random.Random(5)
    return "".join(chr(0x4E00 + chance.randrange(9000)) * 2 for _ in range(size // 2))


def _lines(size: int) -> str:
    """Short lines, as columns have them, of sentences that never end where a line does."""
    chance = random.Random(6)
    text = "".join(chr(0x4E00 + chance.randrange(3000)) if chance.random() < 0.9 else "，" for _ in range(size))
    return "\n".join(text[at : at + 17] for at in range(0, size, 17))


TEXTS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "one character": _units("啊"),
        "one word": _units("工作"),
        "one echo": _units("感人的"),
        "nothing but doubles": _doubles,
        "one line that loops": _units(_LINE),
        "identical paragraphs": _units(_LINE, "\n\n"),
        "short lines alike": _units("一样的短行\n\n"),
        "one form, many notices": _notices,
        "lines of columns": _lines,
        "English words alone": _units("and "),
        "English words amid Chinese": _units("水 and 渠"),
        "letters": _units("and"),
        "spaces": lambda size: "水" + " " * (size // 2) + "and" + " " * (size // 2) + "渠",
        "other scripts": _units("水の渠"),
        "quotes": _units("“水"),
        "brackets": _units("（水"),
        "marks": _units("，。、；"),
        "dashes": _units("—-"),
        "photographers": _units("某某 摄 "),
        "jump lines": _units("（下转第三版）"),
        "headings": _units("# "),
        "dates": _units("1月2日 "),
        "full-width digits": _units("１２ "),
        "marks of Markdown": _units("**`"),
        "tables": _units("| 水 "),
        "entities": _units("&amp;<b>"),
        "line ends": _units("\r\n"),
    }
)


def print_hostile(report: Report, size: int) -> None:
    """Measure and print, for texts of `size` characters and of twice as many."""
    rows = []
    for name, make in TEXTS.items():
        short, long = _best(make(size)), _best(make(2 * size))
        total = sum(long.values())
        grown = {stage: long[stage] / max(short[stage], 1e-6) for stage in long if long[stage] >= LEAST}
        worst = max(grown, key=lambda stage: grown[stage], default="")
        dearest = max(long, key=lambda stage: long[stage])
        figures = [f"{1000 * total:.0f}", dearest, f"{1000 * long[dearest]:.0f}"]
        judged = report.judge(f"{name}: growth of {worst}", grown[worst], GROWTH) if worst else ""
        rows.append([name, *figures, worst, f"{grown[worst]:.1f}" if worst else "", judged])
    report.table(
        f"Texts made to cost time, of {2 * size:,} characters; CPU ms, and the growth from half of that",
        ["", "all", "dearest", "ms", "fastest growth", "times", "goal"],
        rows,
        f"Stages under {1000 * LEAST:.0f} ms are left out of the growth.",
    )


def _best(text: str) -> dict[str, float]:
    """CPU seconds of the layout and of each rule, the less of two rounds."""
    first, second = _once(text), _once(text)
    return {stage: min(seconds, second[stage]) for stage, seconds in first.items()}


def _once(text: str) -> dict[str, float]:
    taken: dict[str, float] = {}
    begin = time.process_time()
    analysis = Analysis(make_page("page", text, Origin()))
    _ = analysis.paragraphs, analysis.flow, analysis.blocks, analysis.protected
    taken["layout"] = time.process_time() - begin
    for rule in load_rules(CONFIG):
        begin = time.process_time()
        for _ in rule.find(analysis, options_of(rule, CONFIG)):
            pass
        taken[rule.id] = time.process_time() - begin
    return taken
