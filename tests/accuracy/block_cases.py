"""Generated pages whose blocks are out of order, with the right answer of each choice about them: what the weights are fitted on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from cleanup.articles.blocks import read_blocks
from cleanup.edits import Follow
from cleanup.layout import make_page
from cleanup.page import Origin, Page, Span
from cleanup.render import find_conflicts, render
from cleanup.rules.order.block_following import Features, Following, following
from cleanup.rules.order.block_scene import BlockScene, look
from cleanup.rules.order.block_straying import straying
from seeds.articles import Article
from seeds.damage import DamagedPage, generate
from seeds.registry_text import registry_articles
from seeds.truth import Truth
from tests.accuracy.pages import articles

Part = Literal["fit", "test"]


class Recipe(NamedTuple):
    """A recipe or kinds of damage, how strong, and how many pages each part has."""

    recipe: str | None
    kinds: tuple[str, ...]
    strength: float
    pages: int


RECIPES: Final = (
    Recipe("moved", (), 0.5, 42),
    Recipe("moved", (), 1.0, 21),
    Recipe("blocks", (), 0.5, 42),
    Recipe("blocks", (), 1.0, 42),
    Recipe("everything", (), 0.5, 21),
    Recipe(None, ("over",), 1.0, 42),
    Recipe(None, ("earlier",), 1.0, 42),
    Recipe(None, ("columns", "over", "earlier"), 0.5, 42),
    Recipe(None, ("columns", "over", "earlier", "moved"), 0.4, 42),
    Recipe("clean", (), 0.5, 14),
)
SEEDS: Final[Mapping[Part, int]] = {"fit": 5200, "test": 9300}

Place = tuple[int, int]
"""The article that a line belongs to, and the line's number in it."""


class Choice(NamedTuple):
    """The hypotheses of one choice by their evidence, the number of the right one, and what kind of choice it is.

    `places` says of each hypothesis whether what it moves comes under its own article's headline, be the place there right or not.
    """

    kind: str
    hypotheses: tuple[Features, ...]
    right: int
    places: tuple[bool, ...]


@cache
def sources(part: Part) -> tuple[Sequence[Article], Sequence[Article]]:
    """The project's own articles and the newspaper's; no article is in both parts."""
    return articles()[0::2] if part == "fit" else articles()[1::2], registry_articles(part)


def damaged_pages(part: Part, recipes: Sequence[Recipe] = RECIPES, share: float = 1.0) -> Iterator[tuple[str, DamagedPage]]:
    """The pages of a part with the names of their recipes: of the project's own articles and of newspaper text by turns."""
    for number, recipe in enumerate(recipes):
        count = max(2, round(recipe.pages * share))
        for half, source in enumerate(sources(part)):
            pages = count - count // 2 if half == 0 else count // 2
            seed = SEEDS[part] + 10 * number + half
            for page in generate(source, pages, recipe.strength, seed, list(recipe.kinds) or None, recipe.recipe):
                yield recipe.recipe or " ".join(recipe.kinds), page


def choices_of(damaged: DamagedPage) -> list[Choice]:
    """The choices of a page with its true joins in force; none where these cannot stand together."""
    page = make_page(damaged.name, damaged.text, Origin())
    scene = scene_of(page, damaged.truth)
    if scene is None:
        return []
    answers = Answers(scene, damaged.truth)
    found = [answers.of_following(number, hypotheses) for number, hypotheses in following(scene)]
    return found + [answers.of_straying(number, hypotheses) for number, hypotheses in straying(scene, ())]


def scene_of(page: Page, truth: Truth) -> BlockScene | None:
    """A page's blocks as they stand with its true joins; None where the joins cannot stand together."""
    joins = [Follow(Span(*join.tail), Span(*join.head)) for join in (*truth.joins, *truth.allowed)]
    if find_conflicts(page, joins):
        return None
    rendered = render(page, joins)
    return look(read_blocks(rendered), rendered.text)


def places_of(truth: Truth) -> tuple[Mapping[int, Place], Mapping[int, Place]]:
    """The place of each line in its article, by the line's start and by its end; repeats and furniture have none."""
    after = dict(truth.sequence)
    after |= {lost.after: lost.before for lost in truth.lost if lost.after is not None and lost.before is not None}
    after |= {join.tail[1]: join.head[0] for join in (*truth.joins, *truth.allowed)}
    lines = sorted(truth.kinds)
    begin = {*after.values(), *(start.start for start in truth.articles), *(extra.start for extra in truth.extra)}
    split = {part.left[1] for part in truth.splits}
    for left, right in pairwise(lines):
        if left.end not in after and left.end not in split and right.start not in begin and left.kind == right.kind:
            after[left.end] = right.start  # wrapped lines of one element
    ends = {line.start: line.end for line in lines}
    starts_at: dict[int, Place] = {}
    ends_at: dict[int, Place] = {}
    for article, (_, _, first) in enumerate(truth.articles):
        at: int | None = first
        number = 0
        while at is not None and at in ends and at not in starts_at:
            starts_at[at] = ends_at[ends[at]] = (article, number)
            number += 1
            at = after.get(ends[at])
    return starts_at, ends_at


class Answers:
    """What is right on one page."""

    def __init__(self, scene: BlockScene, truth: Truth) -> None:
        self._scene = scene
        starts, ends = places_of(truth)
        self._first = [starts.get(block.first.start) for block in scene.blocks]
        self._last = [ends.get(block.last.end) for block in scene.blocks]

    def goes_on(self, left: int, right: int) -> bool:
        """Whether a block stands later in the same article than another does."""
        end, start = self._last[left], self._first[right]
        return end is not None and start is not None and end[0] == start[0] and end[1] < start[1]

    def follows(self, left: int, right: int) -> bool:
        """Whether nothing that stands on the page belongs between two blocks."""
        end, start = self._last[left], self._first[right]
        if not self.goes_on(left, right) or end is None or start is None:
            return False
        between = (place for number, place in enumerate(self._first) if place is not None and not self._scene.is_aside(number))
        return not any(place[0] == end[0] and end[1] < place[1] < start[1] for place in between)

    def of_following(self, number: int, hypotheses: Sequence[Following]) -> Choice:
        """The right answer to what follows a displaced fragment: of several right ones the one that moves most."""
        right = 0
        for index, hypothesis in enumerate(hypotheses):
            chain = [number, *(block for block in hypothesis.moved if not self._scene.is_aside(block))]
            if hypothesis.lifted:
                below = hypothesis.after + 1
                while self._scene.is_aside(below):
                    below += 1
                if self.follows(hypothesis.moved[-1], below):
                    right = index
                    break
            elif len(chain) > 1 and all(self.goes_on(a, b) for a, b in pairwise(chain)):
                right = index
        return Choice("follow", tuple(h.features for h in hypotheses), right, tuple(index == right for index in range(len(hypotheses))))

    def of_straying(self, number: int, hypotheses: Sequence[Following]) -> Choice:
        """The right answer to where a paragraph belongs: behind the last one before it in its article that a hypothesis names."""
        before = number - 1
        while before >= 0 and self._scene.is_aside(before):
            before -= 1
        stands = before >= 0 and self.goes_on(before, number)
        right, best = 0, (0, -1)
        own = [index == 0 for index in range(len(hypotheses))]
        for index, hypothesis in enumerate(hypotheses[1:], 1):
            chain = [hypothesis.after, *hypothesis.moved]
            place, start = self._last[hypothesis.after], self._first[hypothesis.moved[0]]
            own[index] = not stands and place is not None and start is not None and place[0] == start[0]
            if own[index] and place is not None and all(self.goes_on(a, b) for a, b in pairwise(chain)):
                rank = (len(hypothesis.moved), place[1])
                if rank > best:
                    right, best = index, rank
        own[0] = not any(own[1:])
        return Choice("stray", tuple(h.features for h in hypotheses), right, tuple(own))
