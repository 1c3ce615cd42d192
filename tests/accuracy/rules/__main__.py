"""Prints how far each rule may be trusted and compares it with the floors; exit 1 where a figure fell under its floor.

    python -m tests.accuracy.rules [--only RULE …] [--clean] [--raise] [--record] [--verbose]

`--only` measures these rules alone, `--clean` on clean text alone. `--raise` writes the figures reached into the floors file where they
are better; a floor never falls by itself. `--record` writes what was measured to where the rules' help pages read it. `--verbose` names
all that is wrong or missed, without it the worst. The package's docstring says how a rule plugs in.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cleanup.config import Config
from cleanup.finding import Safety
from cleanup.rules.measured import OnDamage
from cleanup.rules.registry import load_rules
from tests.accuracy import pages
from tests.accuracy.floors import compare, raised, read_floors
from tests.accuracy.recording import record
from tests.accuracy.rules.clean_text import clean_pages
from tests.accuracy.rules.figures import CleanFigures, TrialFigures, error_rates, measure_clean, measure_trial
from tests.accuracy.rules.trial import load_trials

FLOORS = Path(__file__).parent.parent / "rule_floors.toml"
WORST = 3  # false alarms that are named without --verbose
ALL_ASKED, ALL_SHOWN = "all.clean.asked-in-2000", "all.clean.shown-in-500"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns the exit code."""
    rules = load_rules(Config())
    known = [rule.id for rule in rules]
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.rules", description="Measure how far each rule may be trusted.")
    parser.add_argument("--only", action="append", choices=known, metavar="RULE", help="this rule alone; may be given several times")
    parser.add_argument("--clean", action="store_true", help="clean text alone")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors to the figures reached")
    parser.add_argument("--record", action="store_true", help="write what was measured for the rules' help pages")
    parser.add_argument("--verbose", action="store_true", help="name all that is wrong or missed")
    options = parser.parse_args(arguments)
    shown = options.only or known
    clean = measure_clean(clean_pages(), rules, shown)
    tried: dict[str, OnDamage] = {}
    figures = print_clean(clean, whole=not options.only, verbose=options.verbose)
    if not options.clean:
        print(f"\n{'On damage made for it':22} found            by kind; precision; the first fix is right; SAFE")
        for rule, trial in load_trials(shown).items():
            found = measure_trial(rule, trial)
            tried[rule] = found.record()
            figures |= print_trial(rule, found, verbose=options.verbose)
        for name, cases in (("samples", pages.samples()), ("generated", pages.generated())):
            figures |= print_rates(name, error_rates(cases, rules, shown))
    if options.record:
        record(tried, {rule: clean.record(rule) for rule in shown})
    floors = read_floors(FLOORS)
    measured = {name: least for name, least in floors.items() if is_measured(name, shown, clean=options.clean, whole=not options.only)}
    misses = compare(figures, measured)
    if options.raise_floors:
        FLOORS.write_text(raised(figures, floors).replace("tests.accuracy ", "tests.accuracy.rules "), encoding="utf-8")
        print(f"\nfloors written: {FLOORS.name}")
    for line in misses:
        print(f"UNDER THE FLOOR  {line}")
    print(f"\n{len(figures)} figures, {len(misses)} under their floor")
    return 1 if misses else 0


def is_measured(name: str, shown: Sequence[str], *, clean: bool, whole: bool) -> bool:
    """Whether a run measures the figure of that name: of some rules or of the whole, of clean text alone or of everything."""
    if name in (ALL_ASKED, ALL_SHOWN):
        return whole
    first, *rest = name.split(".")
    if first == "characters":
        return not clean and (rest[-1] in shown or (whole and rest[-1] == "all"))
    return first in shown and (not clean or rest[0] == "clean")


def print_clean(clean: CleanFigures, *, whole: bool, verbose: bool) -> dict[str, float]:
    """Print what the rules say of clean text; returns the figures for the floors."""
    print(f"\nClean text, {clean.characters} characters: findings in 10,000\n{'':22} {'SHOW':>6} {'ASK':>6} {'SAFE':>6}  the worst")
    figures: dict[str, float] = {}
    for rule, alarms in clean.alarms.items():
        shown, asked, safe = (clean.rate(rule, level) for level in Safety)
        figures[f"{rule}.clean.shown"] = -shown
        figures[f"{rule}.clean.asked"] = -asked - safe
        figures[f"{rule}.clean.safe"] = -float(clean.counts[rule][Safety.SAFE])
        print(f"{rule:22} {shown:6.2f} {asked:6.2f} {safe:6.2f}")
        for each in alarms if verbose else [each for each in alarms if each.safety >= Safety.ASK][:WORST]:
            print(f"    {each}")
    if whole:
        loud = sum(clean.rate(rule, Safety.ASK, Safety.SAFE, per=2000) for rule in clean.counts)
        quiet = sum(clean.rate(rule, Safety.SHOW, per=500) for rule in clean.counts)
        safe_ones = sum(counts[Safety.SAFE] for counts in clean.counts.values())
        print(f"all rules: {loud:.3f} at ASK or above in 2,000 characters, {quiet:.3f} at SHOW in 500; {safe_ones} SAFE in all")
        figures |= {ALL_ASKED: -loud, ALL_SHOWN: -quiet}
    return figures


def print_trial(rule: str, trial: TrialFigures, *, verbose: bool) -> dict[str, float]:
    """Print what a rule made of the damage made for it; returns the figures for the floors."""
    kinds = ", ".join(f"{kind or 'all'} {found} of {all_of_it}" for kind, (found, all_of_it) in sorted(trial.kinds.items()))
    share = trial.safe / max(1, trial.made)
    print(
        f"{rule:22} {trial.recall:.3f} ({trial.found} of {trial.wanted} on {trial.pages} pages, {trial.shown} more shown): {kinds}; "
        f"precision {trial.precision:.3f} ({trial.right} of {trial.made}); "
        f"first fix right {trial.mended} of {trial.wanted}; SAFE {share:.3f}, {trial.safe_wrong} of {trial.safe} wrong"
    )
    worst = len(trial.wrong) + len(trial.missed) if verbose else WORST
    for each in sorted(trial.wrong, key=lambda each: (-each.safety, -each.confidence))[:worst]:
        print(f"    wrong   {each}")
    for place in trial.missed[:worst]:
        print(f"    missed  {place}")
    figures = {f"{rule}.recall.{kind}": found / all_of_it for kind, (found, all_of_it) in trial.kinds.items() if kind}
    return figures | {
        f"{rule}.recall": trial.recall,
        f"{rule}.precision": trial.precision,
        f"{rule}.first-fix": trial.mended / max(1, trial.wanted),
        f"{rule}.safe-share": share,
        f"{rule}.safe-wrong": -float(trial.safe_wrong),
    }


def print_rates(name: str, rates: Mapping[str, float]) -> dict[str, float]:
    """Print the character error rates of a group of pages; returns the figures for the floors."""
    if not rates:
        return {}
    source = rates["source"]
    print(f"\nCharacter error rate of the {name} pages with SAFE fixes alone: {source:.4f} as they stand")
    mended = {rule: rate for rule, rate in rates.items() if rule != "source"}
    for rule, rate in mended.items():
        print(f"{rule:22} {rate:.4f} ({rate - source:+.4f})")
    return {f"characters.{name}.{rule}": -rate for rule, rate in mended.items()}


if __name__ == "__main__":
    sys.exit(main())
