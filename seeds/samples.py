"""The committed sample pages: what each is made of, and how they are written.

python -m seeds.samples            prints the counts of damage, a page a row
python -m seeds.damage --samples   rebuilds seeds/pages and seeds/truth
python -m seeds.samples --kinds    rebuilds seeds/kinds.tsv, with the labels set by hand in seeds/kinds_by_hand.tsv
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from seeds.articles import Article, load_articles
from seeds.damage import DamagedPage, make_page
from seeds.recipe import RECIPES, Recipe
from seeds.truth import write_json

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample page: its name (without the suffix), the articles on it, how they are damaged and how the file is encoded."""

    name: str
    articles: tuple[str, ...]
    recipe: Recipe
    seed: int
    suffix: str = ".txt"
    encoding: str = "utf-8"

    @property
    def number(self) -> str:
        """What stands before the first underscore of the name: the page's name in its truth."""
        return self.name.split("_", 1)[0]


def _recipe(base: str, strengths: Mapping[str, float] | None = None, **form: Any) -> Recipe:
    recipe = RECIPES[base]
    return replace(recipe, strengths={**recipe.strengths, **(strengths or {})}, **form)


SAMPLES: tuple[Sample, ...] = (
    Sample("01_blocks", ("a03", "b02", "b10", "a22"), _recipe("blocks", {"columns": 0.8, "over": 0.4, "stray": 0.1}, lead=""), 26),
    Sample("02_markdown", ("b07", "a12", "b05", "b16"), _recipe("markdown", {"loop": 0.0}), 1, suffix=".md"),
    Sample("03_interleaved", ("a02", "b09", "a13"), _recipe("interleaved"), 5),
    Sample("04_moved", ("a05", "b17", "a06", "b13"), _recipe("moved"), 1),
    Sample("05_newlines", ("a04", "b06", "a09", "b24"), _recipe("newline-wrapped"), 1),
    Sample("06_spaces", ("a11", "b08", "a23", "b28"), _recipe("space-wrapped"), 1),
    Sample("07_rows", ("b01", "a14", "b15"), _recipe("row-merged"), 3),
    Sample("08_repeats", ("a21", "b04", "a10", "b19"), _recipe("repeats", {"markdown": 1.0, "half-width": 1.0}), 1, suffix=".md"),
    Sample("09_tokens", ("a17", "b14", "a20", "a25"), _recipe("typography"), 1),
    Sample("10_characters", ("b03", "b12", "a16", "a24"), _recipe("characters"), 1),
    Sample(
        "11_traditional",
        ("t01", "t02", "t03", "t04"),
        Recipe(
            {"columns": 0.6, "over": 0.5, "earlier": 0.5, "lost": 0.4, "exact": 0.5, "spaces": 0.3, "furniture": 0.5, "quote-lost": 0.4}
        ),
        3,
        encoding="cp950",
    ),
    Sample(
        "12_notices",
        ("a18", "b26", "b27", "a15"),
        Recipe({"columns": 0.6, "over": 0.4, "half-width": 0.5, "exact": 0.4, "stray": 0.2, "glued-headline": 0.5}, newline="\r\n"),
        5,
        encoding="gb18030",
    ),
    Sample(
        "13_hongkong",
        ("b20t", "b21t", "b22t"),
        Recipe({"newline-wrap": 0.7, "columns": 0.6, "earlier": 0.4, "chain": 0.5, "other-script": 0.5, "stray": 0.4}, indent=True),
        7,
        encoding="big5hkscs",
    ),
    Sample("14_text_layer", ("a01", "b11", "b18", "b30"), _recipe("text-layer"), 5),
    Sample("15_everything", ("a08", "a07", "b23", "b14"), _recipe("everything", {"markdown": 1.0}), 2, suffix=".md"),
    Sample("16_clean", ("b25", "b29", "a19"), _recipe("clean"), 1),
)


def sample_articles(sample: Sample, articles: Sequence[Article]) -> list[Article]:
    """The articles of a sample, by the first part of their file names."""
    by_number = {article.name.split("-", 1)[0]: article for article in articles}
    return [by_number[number] for number in sample.articles]


def build(sample: Sample, articles: Sequence[Article]) -> DamagedPage:
    """The page of a sample."""
    return make_page(sample_articles(sample, articles), sample.recipe, sample.seed, sample.number)


def sample_files(sample: Sample, page: DamagedPage) -> dict[str, bytes]:
    """The page's bytes by path under `seeds/`; the truth's are written by `write_samples` itself."""
    return {
        f"pages/{sample.name}{sample.suffix}": page.text.encode(sample.encoding),
        f"truth/{sample.name}.truth.txt": page.true_text.encode("utf-8"),
    }


def write_samples(folder: Path) -> Iterator[tuple[str, int]]:
    """Write `pages/` and `truth/` under `folder`; yields the name and length in code points of each page."""
    articles = load_articles(HERE / "articles")
    for kind in ("pages", "truth"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        page = build(sample, articles)
        for path, data in sample_files(sample, page).items():
            (folder / path).write_bytes(data)
        record = {**page.truth.as_record(page.text), "file": f"{sample.name}{sample.suffix}", "encoding": sample.encoding}
        write_json(record, folder / "truth" / f"{sample.name}.truth.json")
        yield f"{sample.name}{sample.suffix}", len(page.text)


def sample_names(folder: Path) -> list[str]:
    """Names of the committed samples, without suffixes."""
    return sorted(path.name.removesuffix(".truth.json") for path in (folder / "truth").glob("*.truth.json"))


def read_sample(folder: Path, name: str) -> tuple[str, dict[str, Any]]:
    """Text and truth record of a committed sample."""
    record: dict[str, Any] = json.loads((folder / "truth" / f"{name}.truth.json").read_text(encoding="utf-8"))
    return (folder / "pages" / record["file"]).read_bytes().decode(record["encoding"]), record


# Columns of the table of counts: title, and the kinds of the truth's `counts` that are summed.
COUNTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("next", ("join next",)),
    ("chain", ("join chain",)),
    ("over", ("join over",)),
    ("earlier", ("join earlier",)),
    ("interleaved", ("join interleaved",)),
    ("row-merged", ("join row-merged",)),
    ("moved", ("moved",)),
    ("lost", ("lost",)),
    ("wraps", ("line-wrap",)),
    ("half-width", ("half-width",)),
    ("straight quotes", ("straight-quotes",)),
    ("quotes lost", ("quote-lost",)),
    ("stray", ("stray", "other-script")),
    ("look-alike", ("look-alike", "name-variant", "mixed-script")),
    ("spaces", ("spaces",)),
    ("doubled", ("doubled",)),
    ("exact", ("exact",)),
    ("near", ("near",)),
    ("partial", ("partial",)),
    ("loop", ("loop",)),
    ("glued", ("glued-byline", "glued-headline", "fused")),
    ("furniture", ("furniture",)),
)


def counts_table(folder: Path) -> str:
    """A Markdown table of what stands on the committed pages."""
    lines = [["page", "encoding", "characters", *(title for title, _ in COUNTS)]]
    lines.append(["---"] * len(lines[0]))
    for name in sample_names(folder):
        text, record = read_sample(folder, name)
        cells = [str(sum(record["counts"].get(kind, 0) for kind in kinds) or "") for _, kinds in COUNTS]
        lines.append([record["file"], record["encoding"], str(len(text)), *cells])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m seeds.samples", description="Counts of damage on the sample pages.")
    parser.add_argument("--kinds", action="store_true", help="rebuild seeds/kinds.tsv")
    if parser.parse_args(arguments).kinds:
        from seeds.line_kinds import kinds_table  # it reads samples through this module

        (HERE / "kinds.tsv").write_text(kinds_table(HERE), encoding="utf-8", newline="\n")
        return 0
    print(counts_table(HERE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
