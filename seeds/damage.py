"""Does to clean articles what OCR does to newspaper pages, in a reproducible way, and says what it did.

    python -m seeds.damage --out DIR --count N --seed S --strength X [--kind K …] [--recipe R] [--articles DIR]
    python -m seeds.damage --samples

The first writes NAME.txt (the damaged page), NAME.truth.txt (the true text) and NAME.truth.json (the damage) for every page; the
second rebuilds the committed sample pages. Same articles, recipe and seed: same bytes.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from seeds.articles import Article, Kind, load_articles, parse_articles, plain_articles
from seeds.cells import Block, Draft, Line
from seeds.deriving import Laid, derive_truth
from seeds.draft import start_draft
from seeds.kinds_of_damage.amid import put_amid
from seeds.kinds_of_damage.columns import cut_columns
from seeds.kinds_of_damage.glue import glue_blocks, put_furniture
from seeds.kinds_of_damage.letters import damage_letters
from seeds.kinds_of_damage.marks import damage_marks
from seeds.kinds_of_damage.repeats import add_repeats
from seeds.kinds_of_damage.rounds import add_rounds
from seeds.kinds_of_damage.straying import stray_lines
from seeds.kinds_of_damage.tables import is_traditional
from seeds.kinds_of_damage.weaving import weave_columns
from seeds.placing import joined_ends, place_blocks
from seeds.recipe import DAMAGE, FORM_KINDS, MIX, RECIPES, Recipe
from seeds.runs import Layout, Run, choose_wrap, run_blocks
from seeds.truth import Truth, write_json
from seeds.wrap import wrap

__all__ = [
    "DAMAGE",
    "RECIPES",
    "Article",
    "DamagedPage",
    "Recipe",
    "generate",
    "load_articles",
    "make_page",
    "parse_articles",
    "plain_articles",
]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DamagedPage:
    """A damaged page: its text, what was done to it, and the text it should be (always with `\\n`)."""

    name: str
    text: str
    truth: Truth
    true_text: str

    def write(self, folder: Path) -> None:
        """Write NAME.txt, NAME.truth.txt and NAME.truth.json in UTF-8."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}.txt").write_text(self.text, encoding="utf-8", newline="")
        (folder / f"{self.name}.truth.txt").write_text(self.true_text, encoding="utf-8", newline="\n")
        write_json(self.truth.as_record(self.text), folder / f"{self.name}.truth.json")


def make_page(articles: Sequence[Article], recipe: Recipe, seed: int, name: str = "page") -> DamagedPage:
    """One page of these articles, damaged by the recipe.

    Every family of damage draws from its own stream of random numbers, so that a change of one strength leaves what the others do
    mostly as it was.
    """
    if not any(article.elements for article in articles):
        raise ValueError("a page needs at least one article with an element")
    articles = [article for article in articles if article.elements]

    def stream(topic: str) -> Random:
        return Random(f"{seed}/{topic}")

    draft = add_repeats(start_draft(articles, recipe, stream("draft")), recipe, stream("repeats"))
    draft = add_rounds(draft, recipe, stream("rounds"))
    layout = _lay_out(draft, recipe, stream("layout"))
    layout = cut_columns(weave_columns(layout, stream("weaving")), stream("columns"))
    rng = stream("blocks")
    blocks = [block for run in layout.runs for block in run_blocks(run, layout, rng)]
    blocks = stray_lines(blocks, draft.parts, draft.whole, recipe, stream("straying"))
    blocks = glue_blocks(blocks, draft.parts, recipe, stream("glue"))
    blocks, draft = put_amid(blocks, draft, recipe, stream("amid"))
    blocks, draft = put_furniture(blocks, draft, recipe, stream("furniture"))
    blocks = damage_letters(blocks, draft.parts, draft.whole, joined_ends(blocks), recipe, stream("letters"))
    blocks = damage_marks(blocks, draft.parts, draft.whole, joined_ends(blocks), recipe, stream("marks"))
    return _finished(draft, blocks, articles, recipe, seed, name)


def _finished(draft: Draft, blocks: list[Block], articles: Sequence[Article], recipe: Recipe, seed: int, name: str) -> DamagedPage:
    text, placed = place_blocks(blocks, draft.parts, recipe)
    truth = derive_truth(Laid(draft, blocks, placed, text), articles, name, recipe.name, seed)
    return DamagedPage(name, text, truth, draft.true_text)


def _lay_out(draft: Draft, recipe: Recipe, rng: Random) -> Layout:
    """Two runs an article: its headlines and byline, then the rest wrapped in columns of one width."""
    runs: list[Run] = []
    for number, flow in enumerate(draft.flows):
        if not flow:
            continue
        columns = rng.randint(*recipe.widths)
        style = choose_wrap(recipe, rng)
        first = next((i for i, line in enumerate(flow) if draft.parts[line.part].kind is Kind.BODY), len(flow))
        if flow[:first]:
            runs.append(Run((flow[:first],), number, head=True))
        lines = tuple(piece for line in flow[first:] for piece in _wrapped(line, draft, columns))
        if lines:
            runs.append(Run((lines,), number, style))
    return Layout(draft.parts, tuple(runs), recipe, draft.repeats, draft.whole, length=len(draft.true_text))


def _wrapped(line: Line, draft: Draft, columns: int) -> list[Line]:
    return wrap(line, columns) if draft.parts[line.part].kind is Kind.BODY else [line]


def generate(
    articles: Sequence[Article],
    count: int,
    strength: float,
    seed: int,
    kinds: Sequence[str] | None = None,
    recipe: str | None = None,
    length: tuple[int, int] = (3000, 7200),
) -> Iterator[DamagedPage]:
    """`count` pages of `length` code points or so, each of some of the articles by one of the recipes.

    `strength` scales the recipes: 0.5 gives them as they are (fitted to real pages), 1 twice as much, 0 clean text. `kinds` keeps
    these kinds of damage alone; `recipe` takes one recipe for all pages.
    """
    if not articles:
        raise ValueError("no articles to make pages of")
    names = [name for name, weight in MIX for _ in range(weight)]
    scripts = _by_script(articles)
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        base = RECIPES[recipe or ("clean" if kinds else rng.choice(names))]
        chosen = base.only(kinds).scaled(strength * 2) if kinds else base.scaled(strength * 2)
        if not kinds and strength:
            form = {kind: base.strength(kind) for kind in FORM_KINDS if base.strength(kind)}
            chosen = replace(chosen, strengths={**chosen.strengths, **form})
        yield make_page(_some(rng.choice(scripts), rng, *length), chosen, rng.randrange(2**32), f"{seed:04d}-{number:04d}")


def _by_script(articles: Sequence[Article]) -> list[Sequence[Article]]:
    """The articles in simplified and those in traditional Chinese, in the proportion of their number (simplified first)."""
    traditional = [article for article in articles if is_traditional("".join(e.text for e in article.elements))]
    names = {article.name for article in traditional}
    simplified = [article for article in articles if article.name not in names]
    return [*[simplified] * len(simplified), *[traditional] * len(traditional)]


def _some(articles: Sequence[Article], rng: Random, shortest: int, longest: int) -> list[Article]:
    """Articles at random, none twice, until the page is long enough; long ones that would make it too long are passed over."""
    wanted = rng.randint(shortest, longest)
    picked: list[Article] = []
    total = 0
    for article in rng.sample(articles, len(articles)) if len(articles) < 1000 else rng.sample(articles, 200):
        if total and total + article.length > longest:
            continue
        picked.append(article)
        total += article.length
        if total >= wanted:
            break
    return picked


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m seeds.damage", description="Damage clean articles the way OCR does.")
    parser.add_argument("--out", type=Path, help="folder for the pages and their truth")
    parser.add_argument("--count", type=int, default=10, help="number of pages (10)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same pages (1)")
    parser.add_argument("--strength", type=float, default=0.5, help="0 clean, 0.5 as on real pages, 1 twice as much (0.5)")
    parser.add_argument("--kind", action="append", choices=sorted(DAMAGE), help="this kind of damage alone; may be given several times")
    parser.add_argument("--recipe", choices=sorted(RECIPES), help="one recipe for all pages instead of the mixture")
    parser.add_argument("--articles", type=Path, default=HERE / "articles", help="folder of articles (seeds/articles)")
    parser.add_argument("--samples", action="store_true", help="rebuild seeds/pages and seeds/truth")
    options = parser.parse_args(arguments)
    if options.samples:
        from seeds.samples import write_samples  # samples build on this module

        for name, length in write_samples(HERE):
            print(f"{name}: {length} characters")
        return 0
    if options.out is None:
        parser.error("--out DIR is needed (or --samples)")
    if not 0 <= options.strength <= 1:
        parser.error("--strength lies between 0 and 1")
    articles = load_articles(options.articles)
    if not articles:
        parser.error(f"no articles (*.txt) in {options.articles}")
    for page in generate(articles, options.count, options.strength, options.seed, options.kind, options.recipe):
        page.write(options.out)
        truth = page.truth
        print(f"{page.name}: {len(page.text)} characters, recipe {truth.recipe}, {len(truth.joins)} joins, {len(truth.edits)} edits")
    return 0


if __name__ == "__main__":
    sys.exit(main())
