"""Recipes: which kinds of damage a page gets and how strongly, with the rates they were fitted to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType

DAMAGE: Mapping[str, str] = MappingProxyType(
    {
        "columns": "paragraphs cut at a column's end in mid-sentence, the rest as the next block",
        "over": "the rest of a cut paragraph stands after a headline, byline, caption or piece of another article",
        "earlier": "the rest of a cut paragraph stands earlier on the page",
        "scattered": "a few lines of a column whose lines are paragraphs stand elsewhere between the lines of another",
        "strayed": "a few lines of a wrapped paragraph stand between the lines of another",
        "chain": "a paragraph cut in three",
        "moved": "whole paragraphs moved under another headline",
        "interleaved": "two to four columns read across, line by line",
        "row-merged": "the lines of two or three columns on one line with a gutter between them",
        "newline-wrap": "hard wraps left as line ends",
        "space-wrap": "hard wraps left as spaces between Chinese characters",
        "line-paragraphs": "every wrapped line a paragraph of its own",
        "markdown": "headings marked as a vision model marks them",
        "half-width": "half-width commas, colons, semicolons, question and exclamation marks, brackets",
        "straight-quotes": "straight quotes for curly ones",
        "exact": "a paragraph or caption that stands twice",
        "near": "a paragraph that stands twice in two readings",
        "partial": "a passage of one paragraph spliced into another, whose own end is lost",
        "loop": "the last sentence repeated several times, the last time perhaps cut off",
        "lost": "a beginning or an end of a paragraph missing from the page",
        "glued-byline": "a byline or caption glued to body text",
        "glued-headline": "a headline glued to body text",
        "fused": "paragraphs of two articles glued together",
        "glued-slogan": "a slogan between a text and its byline, or before the words that open a report, in one paragraph",
        "glued-amid": "a caption, running head or jump line in the middle of a sentence",
        "heading-mark": "body text marked as a heading",
        "furniture": "page numbers, running heads and jump lines amid the text",
        "stray": "English function words put for 和, 的, 在 and the like, or put in",
        "other-script": "kana, Cyrillic or Thai put for 的, 和, 在",
        "quote-lost": "one of a pair of quotes or brackets missing",
        "look-alike": "characters misread as others of the same shape",
        "name-variant": "a name spelt otherwise in one of its places",
        "mixed-script": "single characters in the other script (traditional amid simplified, or the reverse)",
        "spaces": "spaces inside words and after marks",
        "doubled": "characters and phrases put twice",
        "loop-rounds": "the last one to three sentences of a paragraph repeated in turns, the last round perhaps cut off",
        "loop-blocks": "one to three paragraphs repeated in turns, the last one perhaps cut off",
        "two-bylines": "a paragraph that stands twice, perhaps in two readings, each time with another byline glued to it",
        "passage": "one to three sentences of one paragraph put into another, nothing lost",
        "echo": "a word put again after the 的 or 地 that follows it",
        "bracket-lost": "one of a pair of brackets or title marks missing",
        "bracket-misfit": "a bracket closed by one of another kind",
        "quote-turned": "one of a pair of quotes turned round",
        "dash": "hyphens, strokes or half a dash for a dash",
        "ellipsis": "dots, full stops or half an ellipsis for an ellipsis",
        "full-digits": "numbers in full-width digits",
        "cut-date": "dates with spaces in them",
    }
)

# Kinds that say what form the page has; what they put on the page (`#`) stands in the true text too.
FORM_KINDS = frozenset({"markdown"})

# Kinds that no sample page has: they are rare on real pages, and made to measure one rule.
MADE_TO_MEASURE = frozenset(
    {
        "scattered",
        "strayed",
        "glued-slogan",
        "glued-amid",
        "heading-mark",
        "loop-rounds",
        "loop-blocks",
        "two-bylines",
        "passage",
        "echo",
        "bracket-lost",
        "bracket-misfit",
        "quote-turned",
        "dash",
        "ellipsis",
        "full-digits",
        "cut-date",
    }
)

# Places in 1,000 characters at strength 1. Kinds that are missing here are shares instead: of paragraphs (wraps), marks or headings.
# Fitted with `python -m seeds.compare`: two real pages of blocks have 1.0 and 1.4 cuts to the next block in 1,000 characters, 0.1 over
# something and 0.3 to an earlier block, which strengths about 0.5 give. Kinds seen once or twice in three pages (stray, doubled,
# near, partial) get more than that at strength 1, so that a page of the kind has some of them to find.
RATES: Mapping[str, float] = MappingProxyType(
    {
        "columns": 2.6,
        "over": 0.9,
        "earlier": 1.0,
        "chain": 0.6,
        "scattered": 2.5,
        "strayed": 2.5,
        "moved": 0.6,
        "exact": 0.4,
        "near": 0.4,
        "partial": 0.35,
        "loop": 0.35,
        "lost": 0.8,
        "glued-byline": 1.0,
        "glued-headline": 0.6,
        "fused": 0.4,
        "glued-slogan": 0.5,
        "glued-amid": 0.6,
        "heading-mark": 0.5,
        "furniture": 0.9,
        "stray": 3.0,
        "other-script": 1.0,
        "quote-lost": 1.0,
        "look-alike": 5.0,
        "name-variant": 0.6,
        "mixed-script": 2.5,
        "spaces": 4.0,
        "doubled": 1.2,
        "loop-rounds": 0.35,
        "loop-blocks": 0.3,
        "two-bylines": 0.35,
        "passage": 0.4,
        "echo": 0.8,
    }
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a page is damaged.

    `strengths` gives each kind of damage a strength from 0 (none) to 1; kinds that are missing are not done. `widths` bounds the
    column widths of the page in Chinese characters. `indent` sets paragraphs off by two ideographic spaces instead of a blank
    line. `newline` is the line end of the damaged text (the true text always has `\\n`), `lead` stands before the text
    (in the true text too) and `final_newline` says whether a line end closes both.
    """

    strengths: Mapping[str, float] = field(default_factory=dict)
    widths: tuple[int, int] = (12, 20)
    indent: bool = False
    newline: str = "\n"
    lead: str = ""
    final_newline: bool = True
    name: str = ""

    def __post_init__(self) -> None:
        for kind, strength in self.strengths.items():
            if kind not in DAMAGE:
                raise ValueError(f"unknown kind of damage: {kind} (known: {', '.join(DAMAGE)})")
            if not 0 <= strength <= 1:
                raise ValueError(f"the strength of {kind} is {strength}, not between 0 and 1")

    def strength(self, kind: str) -> float:
        """Strength of a kind of damage, 0 where the recipe does not name it."""
        return self.strengths.get(kind, 0.0)

    def scaled(self, factor: float) -> "Recipe":
        """The same recipe with every strength multiplied, at most 1; 0 leaves the text as it is."""
        return replace(self, strengths={kind: min(1.0, s * factor) for kind, s in self.strengths.items()})

    def only(self, kinds: Iterable[str]) -> "Recipe":
        """The same form with these kinds of damage alone, each at the strength 0.5."""
        return replace(self, strengths=dict.fromkeys(kinds, 0.5))

    def places(self, kind: str, length: int, rng: Random) -> int:
        """How many places of a kind a page of `length` code points gets; at least one where half a place or more is expected."""
        expected = RATES[kind] * self.strength(kind) * length / 1000
        count = int(expected) + (rng.random() < expected % 1)
        return max(1, count) if expected >= 0.5 else count


_TYPOGRAPHY = {"half-width": 1.0, "straight-quotes": 1.0}


def _named(recipes: dict[str, Recipe]) -> Mapping[str, Recipe]:
    return MappingProxyType({name: replace(recipe, name=name) for name, recipe in recipes.items()})


RECIPES: Mapping[str, Recipe] = _named(
    {
        "clean": Recipe(),
        # a page reader that kept paragraphs
        "blocks": Recipe(
            {"columns": 0.54, "over": 0.2, "earlier": 0.2, "stray": 0.05, "lost": 0.1, "furniture": 0.1, "spaces": 0.03},
            lead="\n\n",
            final_newline=False,
        ),
        # a vision model writing Markdown
        "markdown": Recipe(
            {
                "markdown": 1.0,
                "half-width": 1.0,
                "columns": 0.44,
                "exact": 0.3,
                "near": 0.3,
                "partial": 0.4,
                "lost": 0.3,
                "glued-byline": 0.5,
                "doubled": 0.1,
                "loop": 0.1,
            }
        ),
        # a PDF's text layer: wraps as spaces, narrow columns a line a paragraph, some rows read across
        "text-layer": Recipe(
            {
                **_TYPOGRAPHY,
                "space-wrap": 0.7,
                "line-paragraphs": 0.25,
                "interleaved": 0.25,
                "columns": 0.4,
                "over": 1.0,
                "earlier": 1.0,
                "lost": 0.9,
            },
            widths=(11, 19),
        ),
        "scattered": Recipe(
            {**_TYPOGRAPHY, "line-paragraphs": 0.8, "space-wrap": 0.2, "scattered": 0.8, "interleaved": 0.2, "columns": 0.3, "lost": 0.9},
            widths=(11, 19),
        ),
        "strayed": Recipe(
            {**_TYPOGRAPHY, "space-wrap": 0.8, "newline-wrap": 0.2, "strayed": 0.8, "interleaved": 0.2, "columns": 0.3, "lost": 0.9},
            widths=(11, 19),
        ),
        "interleaved": Recipe({**_TYPOGRAPHY, "line-paragraphs": 1.0, "interleaved": 0.7, "columns": 0.3, "over": 0.3}, widths=(12, 17)),
        "interleaved-spaces": Recipe({**_TYPOGRAPHY, "space-wrap": 1.0, "interleaved": 0.7, "columns": 0.3}, widths=(12, 20)),
        "row-merged": Recipe({"newline-wrap": 1.0, "row-merged": 0.7, "furniture": 0.2}, widths=(12, 18)),
        "moved": Recipe({"moved": 1.0, "columns": 0.2, "over": 0.6, "earlier": 0.3, "fused": 0.5, "glued-headline": 0.4}),
        "newline-wrapped": Recipe({"newline-wrap": 1.0, "columns": 0.4, "chain": 0.5, "furniture": 0.3}, indent=True),
        "space-wrapped": Recipe({**_TYPOGRAPHY, "space-wrap": 1.0, "columns": 0.4, "lost": 0.3, "spaces": 0.1}),
        "repeats": Recipe({"exact": 1.0, "near": 1.0, "partial": 0.8, "loop": 0.8, "doubled": 0.5, "columns": 0.1}),
        "typography": Recipe(
            {
                "stray": 1.0,
                "other-script": 0.6,
                "half-width": 0.7,
                "straight-quotes": 0.5,
                "quote-lost": 0.8,
                "spaces": 0.6,
                "columns": 0.1,
            },
        ),
        "characters": Recipe(
            {"look-alike": 1.0, "name-variant": 1.0, "mixed-script": 0.8, "spaces": 0.6, "doubled": 0.8, "lost": 0.5, "columns": 0.2},
        ),
        "everything": Recipe(
            {
                "columns": 0.4,
                "over": 0.4,
                "earlier": 0.2,
                "chain": 0.3,
                "moved": 0.3,
                "interleaved": 0.2,
                "space-wrap": 0.2,
                "newline-wrap": 0.2,
                "half-width": 0.5,
                "straight-quotes": 0.5,
                "exact": 0.3,
                "near": 0.3,
                "partial": 0.3,
                "loop": 0.3,
                "lost": 0.4,
                "glued-byline": 0.5,
                "glued-headline": 0.3,
                "fused": 0.3,
                "furniture": 0.4,
                "stray": 0.4,
                "other-script": 0.2,
                "quote-lost": 0.3,
                "look-alike": 0.3,
                "name-variant": 0.4,
                "mixed-script": 0.2,
                "spaces": 0.3,
                "doubled": 0.3,
            }
        ),
    }
)

# How often `generate` takes each recipe: the three kinds of real pages most, the rest so that every kind is met.
MIX: tuple[tuple[str, int], ...] = (
    ("blocks", 4),
    ("markdown", 4),
    ("text-layer", 4),
    ("interleaved", 1),
    ("interleaved-spaces", 1),
    ("row-merged", 1),
    ("moved", 1),
    ("newline-wrapped", 1),
    ("space-wrapped", 1),
    ("repeats", 1),
    ("typography", 1),
    ("characters", 1),
    ("everything", 1),
)
