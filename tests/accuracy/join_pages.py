"""Damaged pages whose joins are known, piece by piece: what the weights of the column join are fitted on and measured by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple

from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.rules.order.assignment import load_models
from cleanup.rules.order.scene import Scene, scenes
from seeds.articles import Article
from seeds.damage import DamagedPage, generate
from seeds.registry_text import registry_articles
from tests.accuracy.pages import articles

Part = Literal["fit", "test"]


class Group(NamedTuple):
    """A group of generated pages: its name, a recipe or kinds of damage, how strong, and how many pages each part has."""

    name: str
    recipe: str | None
    kinds: tuple[str, ...]
    strength: float
    pages: int


GROUPS: Final = (
    Group("mixture", None, (), 0.5, 50),
    Group("mixture, stronger", None, (), 0.8, 24),
    Group("next block", None, ("columns", "lost", "quote-lost"), 0.6, 50),
    Group("over a block", None, ("over", "columns", "lost", "quote-lost"), 0.6, 60),
    Group("earlier", None, ("earlier", "columns", "lost", "quote-lost"), 0.6, 60),
    Group("chains", None, ("chain", "columns"), 1.0, 30),
    Group("text layer", "text-layer", (), 0.5, 30),
    Group("scattered lines", "scattered", (), 0.5, 24),
    Group("interleaved", "interleaved", (), 0.5, 50),
    Group("interleaved, spaces", "interleaved-spaces", (), 0.5, 50),
    Group("row-merged", "row-merged", (), 0.5, 50),
    Group("undamaged", "clean", (), 0.5, 30),
    Group("strayed lines", "strayed", (), 0.5, 50),
)
SEEDS: Final[Mapping[Part, int]] = {"fit": 4100, "test": 8200}
PARTS: Final[tuple[Part, ...]] = ("fit", "test")
LENGTH: Final = (4000, 7500)


@dataclass(frozen=True)
class Case:
    """A page's scene with the true continuation of each tail, by piece number, and the kind of damage it needs.

    `unsure` are tails for which a join is right and not needed. `beyond` are joins, by kind, of lines that were not recognised as they
    were set. `lost` are the tails and heads whose partner is missing.
    """

    group: str
    page: DamagedPage
    scene: Scene
    truth: Mapping[int, int]
    kinds: Mapping[int, str]
    unsure: frozenset[int]
    beyond: tuple[str, ...]
    lost_tails: frozenset[int]
    lost_heads: frozenset[int]


def share_of(groups: Sequence[Group], share: float) -> tuple[Group, ...]:
    """The groups with that share of their pages, at least two each."""
    return tuple(group._replace(pages=max(2, round(group.pages * share))) for group in groups)


def cases(part: Part, groups: Sequence[Group] = GROUPS) -> Iterator[Case]:
    """The pages of a part: of this project's articles and of newspaper text by turns; no article and no seed is in both parts."""
    for number, group in enumerate(groups):
        for half, source in enumerate((_own(part), _registry(part))):
            share = group.pages - group.pages // 2 if half == 0 else group.pages // 2
            seed = SEEDS[part] + 10 * number + half
            for page in generate(source, share, group.strength, seed, list(group.kinds) or None, group.recipe, LENGTH):
                yield case_of(page, group.name)


@cache
def _own(part: Part) -> list[Article]:
    return articles()[0::2] if part == "fit" else articles()[1::2]


@cache
def _registry(part: Part) -> list[Article]:
    return registry_articles(part)


def case_of(page: DamagedPage, group: str = "") -> Case:
    """The first section of a page, with its truth in numbers of its pieces."""
    scene = next(iter(scenes(make_page(page.name, page.text, Origin()), load_models())))
    ends = {piece.last.end: piece.number for piece in scene.pieces}
    starts = {piece.first.start: piece.number for piece in scene.pieces}
    truth: dict[int, int] = {}
    kinds: dict[int, str] = {}
    beyond = []
    for join in page.truth.joins:
        tail, head = ends.get(join.tail[1]), starts.get(join.head[0])
        if tail is None or head is None:
            beyond.append(str(join.kind))
        else:
            truth[tail], kinds[tail] = head, str(join.kind)
    parted = {split.right[0] for split in page.truth.splits}
    taken = set(truth.values())
    for piece in scene.pieces[1:]:
        before = piece.number - 1
        if piece.inner and piece.first.start not in parted and piece.number not in taken and before not in truth:
            truth[before], kinds[before] = piece.number, "inner"
    for edit in page.truth.edits:
        tail, head = ends.get(edit.start), starts.get(edit.end)
        if edit.kind == "line-wrap" and tail is not None and head is not None and tail not in truth and head not in taken:
            truth[tail], kinds[tail] = head, "wrap"  # a hard wrap that was taken for a paragraph's end
    unsure = frozenset(number for join in page.truth.allowed if (number := ends.get(join.tail[1])) is not None)
    lost = page.truth.lost
    lost_tails = frozenset(n for piece in lost if piece.after is not None and (n := ends.get(piece.after)) is not None)
    lost_heads = frozenset(n for piece in lost if piece.before is not None and (n := starts.get(piece.before)) is not None)
    return Case(group, page, scene, truth, kinds, unsure, tuple(beyond), lost_tails, lost_heads)
