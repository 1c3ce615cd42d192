"""The pages that are measured: the samples, generated ones, clean articles, and real pages where they are at hand."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cleanup.page import Page
from cleanup.readers import open_source
from cleanup.scoring import Truth, load_truth
from seeds.articles import Article
from seeds.damage import generate, load_articles, make_page
from seeds.recipe import RECIPES

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "pages"
GENERATED = 60
SEED = 2718


@dataclass(frozen=True, slots=True)
class Case:
    """A page to be cleaned, its truth, and the kind of each join it needs where that is known."""

    page: Page
    truth: Truth
    join_kinds: tuple[str, ...] = ()
    line_kinds: tuple[tuple[int, int, str], ...] = ()


def _case(page_path: Path, truth_path: Path) -> Case:
    import json

    page = next(iter(open_source(page_path).pages()))
    record = json.loads(truth_path.read_text(encoding="utf-8"))
    joins = tuple(str(span[4]) for span in record.get("join_spans", []))
    kinds = tuple((int(k[0]), int(k[1]), str(k[2])) for k in record.get("kinds", []))
    return Case(page, load_truth(truth_path), joins, kinds)


def samples() -> Iterator[Case]:
    """The committed sample pages."""
    for truth in sorted((ROOT / "seeds" / "truth").glob("*.truth.json")):
        stem = truth.name.removesuffix(".truth.json")
        page = next(path for path in (ROOT / "seeds" / "pages").iterdir() if path.stem == stem)
        yield _case(page, truth)


def articles() -> list[Article]:
    """The clean articles of the project."""
    return load_articles(ROOT / "seeds" / "articles")


def generated(count: int = GENERATED, seed: int = SEED, kinds: list[str] | None = None) -> Iterator[Case]:
    """Pages damaged as real ones are, by a seed that the samples do not use."""
    with tempfile.TemporaryDirectory() as folder:
        for made in generate(articles(), count, 0.5, seed, kinds):
            made.write(Path(folder))
            yield _case(Path(folder) / f"{made.name}.txt", Path(folder) / f"{made.name}.truth.json")


def clean() -> Iterator[Case]:
    """Every article as it was written, a page each."""
    with tempfile.TemporaryDirectory() as folder:
        for number, article in enumerate(articles()):
            made = make_page([article], RECIPES["clean"], number, f"clean-{number:03d}")
            made.write(Path(folder))
            yield _case(Path(folder) / f"{made.name}.txt", Path(folder) / f"{made.name}.truth.json")


def real() -> Iterator[Case]:
    """The real pages, where the folder is at hand."""
    for gold in sorted(REAL.glob("*.gold.json")):
        page = next(path for path in REAL.glob("*.txt") if path.name.startswith(gold.name.split(".")[0] + "_"))
        yield _case(page, gold)
