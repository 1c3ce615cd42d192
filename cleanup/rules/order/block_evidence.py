"""Why a block belongs in another place, in words and numbers, strongest first."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cleanup.finding import Evidence
from cleanup.messages import Message
from cleanup.rules.order.block_following import Following
from cleanup.rules.order.block_scene import BlockScene
from cleanup.rules.order.block_weights import WEIGHTS

_LEAST: Final = 0.25  # odds below which evidence is not worth a sentence
_MOST: Final = 6  # reasons that are told
_WORDS: Final = 6  # shared words that are named

# Features that make one sentence together; the rest say nothing to a reader.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "take.best": "words",
        "take.cohesion": "words",
        "take.inner": "words",
        "take.outer": "words",
        "take": "behind",
        "take.earlier": "behind",
        "take.later": "behind",
        "end.headline": "end-headline",
        "end.dateline": "end-dateline",
        "end.byline": "end-byline",
        "end.run": "end-run",
        "end.middle": "end-middle",
        "end.bare": "bare",
        "end.refrain": "refrain",
        "take.headed": "headed",
        "take.headlines": "headed",
        "take.dateline": "dateline",
        "take.byline": "byline",
        "leaves.bare": "leaves-bare",
        "above.ended": "above-ended",
        "opens.first": "openings",
        "opens.after": "openings",
        "leans.first": "openings",
        "leans.after": "openings",
        "under": "title-words",
        "under.own": "title-words",
        "under.first": "title-words",
        "under.after": "title-words",
        "under.opens": "openings",
        "under.leans": "openings",
        "lift": "passed",
        "lift.open": "lift-parts",
        "lift.refrain": "lift-parts",
        "lift.parted": "near",
        "lift.first": "title-words",
        "lift.own": "title-words",
        "lift.below": "title-words",
        "lift.opens": "openings",
        "lift.leans": "openings",
        "lift.below.opens": "openings",
        "lift.below.leans": "openings",
        "lift.cohesion": "words",
        "lift.title": "title-words",
        "lift.dateline": "lift-dateline",
        "lift.headed": "lift-headed",
        "lift.top": "lift-top",
        "lift.bare": "leaves-bare",
        "lift.other": "lift-other",
        "move": "rare",
        "move.gain": "words",
        "move.margin": "words",
        "move.dateline": "dateline",
        "from.top": "from-edge",
        "from.end": "from-edge",
        "near.before": "near",
        "near.after": "near",
        "near.parted": "near",
        "series.before": "series",
        "series.after": "series",
        "series.here": "series-here",
    }
)


def evidence_of(scene: BlockScene, number: int, hypothesis: Following) -> tuple[Evidence, ...]:
    """The reasons for and against a hypothesis, strongest first; a weight below 0 speaks against it."""
    weights: dict[str, float] = defaultdict(float)
    for name, value in hypothesis.features.items():
        if name in SENTENCES:
            weights[SENTENCES[name]] += WEIGHTS.get(name, 0.0) * value
    told = sorted(((name, weight) for name, weight in weights.items() if abs(weight) >= _LEAST), key=lambda item: (-abs(item[1]), item[0]))
    shared = _shared(scene, number, hypothesis)
    return tuple(
        Evidence(Message(f"block-order.{name}", {"words": shared, "count": len(hypothesis.moved)}), round(weight, 2))
        for name, weight in told[:_MOST]
        if name != "words" or shared
    )


def _shared(scene: BlockScene, number: int, hypothesis: Following) -> str:
    """The rarest words that the moved blocks share with the article they go to."""
    words = scene.cohesion
    place = max(hypothesis.after, 0)
    around = {place, *scene.before(place), *scene.behind(place)} if not hypothesis.lifted else {number, *scene.behind(number)}
    there = set().union(*(words.pairs[block] for block in around - set(hypothesis.moved)))
    here = set().union(*(words.pairs[block] for block in hypothesis.moved))
    return "、".join(sorted(here & there, key=lambda pair: (words.counts[pair], pair))[:_WORDS])
