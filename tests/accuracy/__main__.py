"""Prints what the rules find and miss and compares it with the floors; exit 1 where a figure fell under its floor.

    python -m tests.accuracy [--raise] [--readme] [--verbose]

`--raise` writes the figures reached into the floors file where they are better; a floor never falls by itself.
`--readme` writes the table in README.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from cleanup.config import Config
from cleanup.finding import Safety
from cleanup.readers import open_source
from cleanup.rules.registry import load_rules
from tests.accuracy import pages, readme
from tests.accuracy.floors import FLOORS, compare, raised, read_floors
from tests.accuracy.measure import Group, cleaned, measure


def main() -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="Measure the rules against the truth.")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors to the figures reached")
    parser.add_argument("--readme", action="store_true", help="write the table of figures into README")
    parser.add_argument("--verbose", action="store_true", help="name what was missed and what is wrong")
    options = parser.parse_args()
    groups = [
        measure("samples", pages.samples()),
        measure("generated", pages.generated()),
        measure("clean articles", pages.clean()),
    ]
    figures: dict[str, float] = {}
    for group in groups:
        print_group(group, verbose=options.verbose)
        figures |= figures_of(group)
    figures |= real_figures()
    print("\nFindings in 10,000 characters of clean text, by rule (SHOW / ASK / SAFE)")
    print_clean(groups[-1])
    misses = compare(figures, read_floors())
    if options.readme:
        readme.write(groups[:2])
    if options.raise_floors:
        FLOORS.write_text(raised(figures, read_floors()), encoding="utf-8")
        print(f"\nfloors written: {FLOORS.name}")
    for line in misses:
        print(f"UNDER THE FLOOR  {line}")
    print(f"\n{len(figures)} figures, {len(misses)} under their floor")
    return 1 if misses else 0


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  –  "


def print_group(group: Group, *, verbose: bool) -> None:
    """One group's figures as a table."""
    ask, safe = group.asked, group.safe
    print(f"\n{group.name}: {len(group.pages)} pages, {group.characters} characters")
    print(
        f"  joins       ask   found {ask.joins.there} of {ask.joins.wanted} ({_percent(ask.joins.there, ask.joins.wanted)}), "
        f"made {ask.joins.made} of which right {ask.joins.right} ({_percent(ask.joins.right, ask.joins.made)})"
    )
    print(f"              safe  found {safe.joins.there}, made {safe.joins.made} of which right {safe.joins.right}")
    for kind, (there, wanted) in sorted(group.joins_by_kind.items()):
        print(f"              {kind:12} {there} of {wanted} ({_percent(there, wanted)})")
    if ask.joins.splits:
        print(f"  parted      {ask.joins.apart} of {ask.joins.splits}")
    if ask.edits is not None and safe.edits is not None:
        print(
            f"  edits       ask   made {ask.edits.made} of which right {ask.edits.right} ({_percent(ask.edits.right, ask.edits.made)}); "
            f"safe made {safe.edits.made} of which right {safe.edits.right} ({_percent(safe.edits.right, safe.edits.made)})"
        )
        for kind, (wanted, there) in ask.edits.kinds.items():
            print(f"              {kind:16} mended {there} of {wanted} ({_percent(there, wanted)})")
    if ask.duplicates is not None and (ask.duplicates.wanted or ask.duplicates.made):
        twins = ask.duplicates
        print(f"  duplicates  flagged {twins.there} of {twins.wanted}, findings {twins.made} of which right {twins.right}")
    if ask.stray.whole:
        print(f"  stray       gone {ask.stray.part} of {ask.stray.whole}; Latin kept {ask.latin.part} of {ask.latin.whole}")
    if ask.characters is not None and safe.characters is not None:
        before, after = ask.characters
        mild = safe.characters.after
        print(f"  characters  error rate {before.value or 0:.4f} before, {mild.value or 0:.4f} safe, {after.value or 0:.4f} ask")
    if group.kinds_all:
        print(f"  line kinds  {group.kinds_right} of {group.kinds_all} ({_percent(group.kinds_right, group.kinds_all)})")
    if verbose:
        for score, sure in zip(group.pages, group.safe_pages, strict=True):
            for tail, head in score.joins.wrong:
                print(f"    wrong   {score.page}: …{tail} | {head}…")
            for tail, head in sure.joins.wrong:
                print(f"    WRONG   {score.page} (safe): …{tail} | {head}…")
            for tail, head in score.joins.missed:
                print(f"    missed  {score.page}: …{tail[-8:]} | {head[:8]}…")
            for kind, start in score.duplicates.missed if score.duplicates else ():
                print(f"    missed  {score.page}: {kind} duplicate {start}…")
            for made in sure.edits.wrong if sure.edits else ():
                print(f"    WRONG   {score.page} (safe): {made}")


def print_clean(group: Group) -> None:
    """How often each rule speaks on clean text."""
    by_rule: dict[str, Counter[Safety]] = {}
    for (rule, safety), count in group.flagged.items():
        by_rule.setdefault(rule, Counter())[safety] += count
    for rule in (r.id for r in load_rules(Config())):
        counts = by_rule.get(rule, Counter())
        rates = " / ".join(f"{counts[level] * 10_000 / group.characters:.2f}" for level in Safety)
        print(f"  {rule:22} {rates}")


def figures_of(group: Group) -> dict[str, float]:
    """What the floors hold of a group; higher is better, figures that should be low are counted below zero."""
    name = group.name.replace(" ", "-")
    ask, safe = group.asked, group.safe
    figures: dict[str, float] = {}
    if name == "clean-articles":
        loud = sum(count for (_, safety), count in group.flagged.items() if safety >= Safety.ASK)
        figures[f"{name}.findings-in-2000"] = -loud * 2000 / group.characters
        figures[f"{name}.joins-wrong"] = -float(ask.joins.made - ask.joins.right)
        figures[f"{name}.safe-edits-wrong"] = -float(safe.edits.made - safe.edits.right if safe.edits else 0)
        return figures
    if ask.joins.wanted:
        figures[f"{name}.joins.recall"] = ask.joins.there / ask.joins.wanted
        figures[f"{name}.joins.precision"] = ask.joins.right / max(1, ask.joins.made)
        figures[f"{name}.joins.safe-wrong"] = -float(safe.joins.made - safe.joins.right)
        figures[f"{name}.joins.safe-right"] = float(safe.joins.right)
    for kind, (there, wanted) in group.joins_by_kind.items():
        figures[f"{name}.joins.{kind}"] = there / wanted
    if ask.edits is not None and safe.edits is not None:
        figures[f"{name}.edits.precision"] = ask.edits.right / max(1, ask.edits.made)
        figures[f"{name}.edits.safe-precision"] = safe.edits.right / max(1, safe.edits.made)
        for kind, (wanted, there) in ask.edits.kinds.items():
            figures[f"{name}.edits.{kind}"] = there / wanted
    if ask.duplicates is not None and ask.duplicates.wanted:
        figures[f"{name}.duplicates.recall"] = ask.duplicates.there / ask.duplicates.wanted
        figures[f"{name}.duplicates.precision"] = ask.duplicates.right / max(1, ask.duplicates.made)
    if ask.characters is not None and safe.characters is not None:
        figures[f"{name}.characters.ask"] = -(ask.characters.after.value or 0)
        figures[f"{name}.characters.safe"] = -(safe.characters.after.value or 0)
    if group.kinds_all:
        figures[f"{name}.line-kinds"] = group.kinds_right / group.kinds_all
    return figures


def real_figures() -> dict[str, float]:
    """The real pages, by the scorer that lies beside them."""
    if not pages.REAL.is_dir():
        print("\nreal pages: none lie beside the project, so they are not measured")
        return {}
    figures: dict[str, float] = {}
    rules = load_rules(Config())
    for level in (Safety.ASK, Safety.SAFE):
        with tempfile.TemporaryDirectory() as folder:
            for path in sorted(pages.REAL.glob("*_*.txt")):
                page = next(iter(open_source(path).pages()))
                (Path(folder) / path.name).write_text(cleaned(page, rules, level), encoding="utf-8", newline="")
            command = [sys.executable, str(pages.REAL / "score.py"), folder]
            result = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"\nreal pages, --accept {level.label}\n{result.stdout}{result.stderr}", end="")
        for line in result.stdout.splitlines():
            name, _, rest = line.partition(": joins ")
            if rest:
                words = rest.replace(",", "").split()
                figures[f"real.{name}.{level.label}.joins"] = float(words[0])
                figures[f"real.{name}.{level.label}.wrong"] = -float(int(words[4]) - int(words[8]))
    return figures


if __name__ == "__main__":
    sys.exit(main())
