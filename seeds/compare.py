"""Compares rates and lengths of damage on generated pages with those of real pages.

    python -m seeds.compare [--pages DIR] [--count N] [--seed S]

DIR holds pages NNN_*.txt with NNN.gold.json beside them (default: ../shared/pages beside the project). Each real page stands next
to the recipe that imitates its kind; the last column is the committed sample pages.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from seeds.damage import generate, load_articles
from seeds.measures import MidWord, Sums, jieba_mid_word, measure, rows
from seeds.samples import read_sample, sample_names

HERE = Path(__file__).parent
PAGES = HERE.parent.parent / "shared" / "pages"
# which recipe imitates which kind of real page, by the gold file's page name
KINDS = (("000", "blocks"), ("001", "markdown"), ("003", "text-layer"))


def real_page(folder: Path, name: str, mid_word: MidWord | None) -> Sums | None:
    """The measures of one page of `folder`, None where its gold file or text is missing."""
    gold = folder / f"{name}.gold.json"
    pages = sorted(folder.glob(f"{name}_*.txt"))
    if not gold.is_file() or not pages:
        return None
    sums = Sums()
    measure(sums, pages[0].read_bytes().decode("utf-8"), json.loads(gold.read_text(encoding="utf-8")), mid_word)
    return sums


def generated(recipe: str, count: int, seed: int, mid_word: MidWord | None) -> Sums:
    """The measures of generated pages of one recipe."""
    sums = Sums()
    for page in generate(load_articles(HERE / "articles"), count, 0.5, seed, recipe=recipe):
        measure(sums, page.text, page.truth.as_record(page.text), mid_word)
    return sums


def samples(mid_word: MidWord | None) -> Sums:
    """The measures of the committed sample pages."""
    sums = Sums()
    for name in sample_names(HERE):
        text, record = read_sample(HERE, name)
        measure(sums, text, record, mid_word)
    return sums


def table(columns: Sequence[tuple[str, Sums]]) -> str:
    """A Markdown table, a measure a row."""
    cells = [rows(sums) for _, sums in columns]
    head = ["", *(title for title, _ in columns)]
    lines = [head, ["---"] * len(head), *([name, *(column[name] for column in cells)] for name in cells[0])]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m seeds.compare", description="Compare generated pages with real ones.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder of NNN_*.txt with NNN.gold.json")
    parser.add_argument("--count", type=int, default=20, help="generated pages a recipe (20)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    mid_word = jieba_mid_word()
    columns: list[tuple[str, Sums]] = []
    missing = []
    for name, recipe in KINDS:
        real = real_page(options.pages, name, mid_word)
        if real is None:
            missing.append(name)
        else:
            columns.append((name, real))
        columns.append((recipe, generated(recipe, options.count, options.seed, mid_word)))
    columns.append(("samples", samples(mid_word)))
    print(table(columns))
    if missing:
        reason = "is no folder" if not options.pages.is_dir() else f"has no NNN_*.txt with NNN.gold.json for {', '.join(missing)}"
        print(f"\nNot compared with real pages {', '.join(missing)}: {options.pages} {reason}.")
    if mid_word is None:
        print("\nCuts inside a word were not counted: jieba is not installed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
