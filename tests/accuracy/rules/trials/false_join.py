"""Bylines, headlines, slogans, captions and furniture that stand in one paragraph with what they do not belong to, and heading marks.

The pages are those of `python -m tests.accuracy.splits`, made of the project's and the newspaper's articles. Kinds of touching that no
glueing made (columns read across, a break that fell away) may be parted and need not be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cleanup.finding import Finding
from seeds.damage import DamagedPage, generate
from tests.accuracy.rules.clean_text import some_articles
from tests.accuracy.rules.judging import Judge
from tests.accuracy.rules.trial import Damage, Made, Trial
from tests.accuracy.splits import KINDS, MIXES, places_of_parting

PAGES: Final = 12
SEED: Final = 6521

Place = tuple[int, int]


@dataclass(frozen=True)
class Touching(Made):
    """A page with all places where texts touch that do not belong together, whatever made them: end of the one, start of the other."""

    may: frozenset[Place] = frozenset()


def pages() -> Iterator[Made]:
    """A few pages of each mixture of damage."""
    for number, (_, kinds, strength) in enumerate(MIXES):
        for page in generate(some_articles(), PAGES, strength, SEED + number, kinds):
            yield _made(page)


def _made(page: DamagedPage) -> Made:
    glued = {(split.left[1], split.right[0]): split.kind for split in page.truth.splits}
    glued |= {(edit.start, edit.end): edit.kind for edit in page.truth.edits if edit.kind == "heading-mark"}
    damages = tuple(
        Damage(low, high, page.text[low:high], "", kind) for (low, high), kind in sorted(glued.items()) if kind in KINDS and low <= high
    )
    return Touching(page.name, page.text, damages, may=frozenset(glued))


def parts(judge: Judge, damage: Damage, finding: Finding) -> bool:
    """The first fix parts the texts there, and parts nothing that belongs together."""
    places = places_of_parting(finding)
    here = ((low == damage.start and damage.end <= high) or (high == damage.end and low <= damage.start) for low, high in places)
    return any(here) and allows(judge, finding)


def allows(judge: Judge, finding: Finding) -> bool:
    """Every place where the first fix parts is one where texts touch that do not belong together."""
    made = judge.made
    return isinstance(made, Touching) and all(_is_right(place, made.may, made.text) for place in places_of_parting(finding))


def _is_right(place: Place, may: frozenset[Place], text: str) -> bool:
    """Whether two texts touch at a place; for a piece that is taken out, at both of its ends."""
    low, high = place
    return place in may or (bool(text[low:high].strip()) and low in {left for left, _ in may} and high in {right for _, right in may})


TRIAL = Trial(pages, parts, allows=allows)
