"""The rules beside other tools over the same pages, in turns in one process; all texts are in memory."""

import re
from collections.abc import Callable, Mapping, Sequence

import autocorrect_py
from opencc import OpenCC

from cleanup.engine import analyse
from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.rules.record import Rule
from cleanup.rules.registry import load_rules
from tests.benchmarks.clock import in_turns
from tests.benchmarks.pages import page_text
from tests.benchmarks.report import Goal, Report
from tests.benchmarks.stages import CONFIG

ORDER = "cleanup.rules.order."
"""The room of the joins."""

TYPOGRAPHY = "cleanup.rules.typography."
"""The room of the family that is measured beside AutoCorrect."""

# What the typography rules look at, as one plain expression: half-width marks and straight quotes at a Han character, space between two.
ONE_EXPRESSION = re.compile(r"(?<=[一-龥])[,.:;?!()]|[,.:;?!()](?=[一-龥])|\"|'|(?<=[一-龥])[ \n]+(?=[一-龥])")

OURS = {
    "typography": "typography family",
    "typography, layout": "the same with layout",
    "no join": "all rules but the joins",
    "no join, layout": "the same with layout",
    "all": "all rules",
}
PEERS = {
    "format": "AutoCorrect format",
    "lint": "AutoCorrect lint",
    "opencc": "opencc-python-reimplemented t2s",
    "re": "one re alternation of the marks",
}
GOALS = (
    ("typography", "lint", Goal(1, "times", least=True)),
    ("typography", "re", Goal(4, "times", least=True)),
    ("no join", "opencc", Goal(4, "times", least=True)),
)
"""Which of ours is measured against which peer; the last two are goals for later versions."""

NO_JOIN = Goal(4, "MB/s", least=True)

YARDSTICK = 2.5
"""MB a CPU second of opencc-python-reimplemented on the machine on which the goals in seconds were set."""


def yardstick() -> float:
    """MB a CPU second of opencc-python-reimplemented here and now, the best of nine rounds over one page."""
    text = page_text("blocks")
    convert = OpenCC("t2s").convert
    return len(text.encode("utf-8")) / 1e6 / in_turns({"t2s": lambda: convert(text)}, 9)["t2s"].least


def _sides(texts: Sequence[str]) -> Mapping[str, Callable[[], object]]:
    rules = load_rules(CONFIG)
    typography = tuple(rule for rule in rules if rule.find.__module__.startswith(TYPOGRAPHY))
    # Lost text, false joins and blocks out of place are read off the same weighing of joins, which is nearly all that they cost.
    no_join = tuple(rule for rule in rules if not rule.find.__module__.startswith(ORDER))
    pages = [_page(text) for text in texts]
    opencc = OpenCC("t2s")
    return {
        "typography": lambda: _found(pages, typography),
        "format": lambda: [autocorrect_py.format(text) for text in texts],
        "lint": lambda: [autocorrect_py.lint_for(text, "page.txt") for text in texts],
        "re": lambda: [[(m.start(), m.end(), m.group()) for m in ONE_EXPRESSION.finditer(text)] for text in texts],
        "typography, layout": lambda: _found(map(_page, texts), typography),
        "no join": lambda: _found(pages, no_join),
        "opencc": lambda: [opencc.convert(text) for text in texts],
        "no join, layout": lambda: _found(map(_page, texts), no_join),
        "all": lambda: _found(pages, rules),
    }


def _page(text: str) -> Page:
    return make_page("page", text, Origin())


def _found(pages: "Sequence[Page] | map[Page]", rules: tuple[Rule, ...]) -> int:
    return sum(len(analyse(page, CONFIG, rules=rules).findings) for page in pages)


def print_peers(report: Report, texts: Sequence[str], rounds: int) -> None:
    """Measure and print."""
    size = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    times = in_turns(_sides(texts), rounds)
    speed = {name: size / taken.median for name, taken in times.items()}
    rows = []
    for name, title in OURS.items():
        goal = report.judge("all rules but the joins", speed[name], NO_JOIN) if name == "no join" else ""
        rows.append([title, f"{speed[name]:.2f}", *(f"{speed[name] / speed[peer]:.2f}" for peer in PEERS), goal])
    rows += [[title, f"{speed[peer]:.2f}", *[""] * len(PEERS), ""] for peer, title in PEERS.items()]
    headings = ["", "MB/s", "/ format", "/ lint", "/ opencc", "/ re", "goal"]
    report.table(f"Beside other tools: {len(texts)} pages, {size:.1f} MB, {rounds} rounds in turns; MB a CPU second", headings, rows)
    print("  The typography family beside AutoCorrect's lint: wraps, spaces, widths, dashes, digits, quotes, brackets and lists.")
    for ours, peer, wanted in GOALS:
        ratio = speed[ours] / speed[peer]
        print(f"  {OURS[ours]} / {PEERS[peer]}: {ratio:.2f}, goal {report.judge(f'{OURS[ours]} / {PEERS[peer]}', ratio, wanted)}")
