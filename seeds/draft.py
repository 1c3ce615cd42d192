"""From clean articles to a draft: the true text of a page, and its elements as cells."""

from collections.abc import Sequence
from random import Random

from seeds.articles import Article, Element, Kind
from seeds.cells import Cell, Draft, Line, Part
from seeds.characters import HALF_WIDTH, STRAIGHT
from seeds.recipe import Recipe

INDENT = "\u3000\u3000"


def paragraph_break(before: Kind, kind: Kind, recipe: Recipe) -> str:
    """What stands between two elements, in `\\n`: a blank line; in indented pages body text is indented, and one line end parts it."""
    if not recipe.indent or kind is not Kind.BODY:
        return "\n\n"
    return ("\n" if before is Kind.BODY else "\n\n") + INDENT


def start_draft(articles: Sequence[Article], recipe: Recipe, rng: Random) -> Draft:
    """The true text of the articles in their order, and one line of cells an element.

    Half-width marks and straight quotes are decided here, a character of the true text once, so that copies made of it later
    carry the same marks.
    """
    text: list[str] = [recipe.lead]
    parts: list[Part] = []
    at = len(recipe.lead)
    main_headlines = 0
    for number, article in enumerate(articles):
        for element in _signed(article, recipe, rng):
            shown = element.text
            if element.kind is Kind.HEADLINE and rng.random() < recipe.strength("markdown"):
                main_headlines += element.level == 1
                shown = "#" * _depth(element, main_headlines) + " " + shown
            if parts:
                lead = paragraph_break(parts[-1].kind, element.kind, recipe)
                text.append(lead)
                at += len(lead)
            parts.append(Part(len(parts), number, element.kind, element.level, at, at + len(shown)))
            text.append(shown)
            at += len(shown)
    if recipe.final_newline:
        text.append("\n")
    true_text = "".join(text)
    marks = _marks(true_text, recipe, rng)
    lines = [
        Line(tuple(marks.get(i) or Cell(true_text[i], true_text[i], i) for i in range(part.start, part.end)), part.number) for part in parts
    ]
    flows = tuple(tuple(line for line in lines if parts[line.part].article == number) for number in range(len(articles)))
    return Draft(true_text, tuple(parts), flows)


def _signed(article: Article, recipe: Recipe, rng: Random) -> Sequence[Element]:
    """The elements, the byline perhaps at the end of the text instead of its head: where real pages glue most bylines."""
    elements = article.elements
    bylines = [i for i, element in enumerate(elements) if element.kind is Kind.BYLINE]
    bodies = [i for i, element in enumerate(elements) if element.kind is Kind.BODY]
    if not recipe.strength("glued-byline") or len(bylines) != 1 or not bodies or rng.random() < 0.4:
        return elements
    byline, last = bylines[0], bodies[-1]
    if byline > last:
        return elements
    return (*elements[:byline], *elements[byline + 1 : last + 1], elements[byline], *elements[last + 1 :])


def _depth(element: Element, main_headlines: int) -> int:
    """Number of `#`: one for the first main headline, two for the others, three for sections and decks."""
    if element.level == 2:
        return 3
    return 1 if main_headlines == 1 else 2


def _marks(true_text: str, recipe: Recipe, rng: Random) -> dict[int, Cell]:
    """The marks that stand in another form, by offset. A page has one form of quotes more often than a mixture."""
    half, straight = recipe.strength("half-width"), recipe.strength("straight-quotes")
    marks: dict[int, Cell] = {}
    for i, char in enumerate(true_text):
        if char in HALF_WIDTH and half and rng.random() < half:
            marks[i] = Cell(HALF_WIDTH[char], char, i, "half-width")
        elif char in STRAIGHT and straight and rng.random() < straight:
            marks[i] = Cell(STRAIGHT[char], char, i, "straight-quotes")
    return marks
