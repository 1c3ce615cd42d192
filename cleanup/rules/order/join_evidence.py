"""The evidence for a join in words and numbers, strongest first; which evidence is strong enough; what makes a tail lost text."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cleanup.finding import Evidence
from cleanup.messages import Message
from cleanup.rules.order.candidates import Proposal
from cleanup.rules.order.pairs import repeated_text
from cleanup.rules.order.pieces import EDGE, Piece, plain
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.sides import Features, tail_features
from cleanup.rules.order.weights import LOST_FROM, STRONG_FROM, WEIGHTS

_LEAST: Final = 0.25  # odds below which evidence is not worth a sentence
_MOST: Final = 7  # reasons that are told
_LONG: Final = 36  # code points from which an unfinished paragraph counts as text, not as a line that never had an end mark

# Features that make one sentence together; the others make one each.
_TOGETHER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "word.gain": "word",
        "word.long": "word",
        "head.sentence_gain": "head.start_gain",
        "next.density": "next",
        "over.blocks": "over",
        "next.column": "next",
        "ahead.far": "ahead",
        "back.far": "back",
        "over.headline": "over",
        "repeat.long": "repeat",
    }
)
_EITHER_WAY: Final = frozenset({"head.start_gain", "tail.end_gain"})
_AT_THE_BREAK: Final = frozenset(
    {"word", "word.gain", "word.long", "gram", "ungram", "repeat", "repeat.long", "quotes.meet", "quotes.even"}
)
_OPEN_TAIL: Final = frozenset({"tail.comma", "tail.opener", "tail.dangling", "tail.unclosed", "tail.full"})


def is_strong(features: Features) -> bool:
    """Whether the characters at the break, without place and openness, speak for the join."""
    return sum(WEIGHTS[name] * features[name] for name in _AT_THE_BREAK if name in features) >= STRONG_FROM


def evidence_of(scene: Scene, proposal: Proposal, source: str) -> tuple[Evidence, ...]:
    """The reasons for and against a join, strongest first; a weight below 0 speaks against it. `source` is the page's text."""
    weights: dict[str, float] = defaultdict(float)
    for name, value in proposal.features.items():
        weights[_TOGETHER.get(name, name)] += WEIGHTS[name] * value
    tail, head = scene.pieces[proposal.tail], scene.pieces[proposal.head]
    told = [(name, weight) for name, weight in weights.items() if abs(weight) >= _LEAST and name != "tail"]
    told.sort(key=lambda item: (-abs(item[1]), item[0]))
    return tuple(
        Evidence(_sentence(name, scene, tail, head, proposal.features, weight, source), round(weight, 2)) for name, weight in told[:_MOST]
    )


def sentence_keys(name: str) -> tuple[str, ...]:
    """The names in the catalogue of what a feature may say; none for the one that every open tail has."""
    name = _TOGETHER.get(name, name)
    key = name.replace(".", "-").replace("_", "-")
    if name == "tail":
        return ()
    return (f"{key}-for", f"{key}-against") if name in _EITHER_WAY else (key,)


def _sentence(name: str, scene: Scene, tail: Piece, head: Piece, features: Features, weight: float, source: str) -> Message:
    params: dict[str, object] = {"blocks": abs(head.block - tail.block)}
    key = name.replace(".", "-").replace("_", "-")
    if name == "word":
        crossing = scene.models.lexicon.crossing(tail.tail, head.head)
        if crossing is not None:
            rest = len(crossing.word) - crossing.at
            params["word"] = f"{_tail_text(source, tail)[-crossing.at :]}|{_head_text(source, head)[:rest]}"
    elif name == "repeat":
        left, right = repeated_text(scene.squashed[tail.number], scene.squashed[head.number], scene.text, scene.places)
        params["text"] = f"{left}|{right}"
    elif name in ("gram", "ungram"):
        params["odds"] = f"{features[name]:.1f}"
    elif name in _EITHER_WAY:
        key += "-for" if weight > 0 else "-against"
    elif name == "shared":
        params["count"] = round(features[name])
    elif name.startswith(("tail.", "loose.tail")):
        params["char"] = source[tail.last.end - 1]
    elif name.startswith(("head.", "loose.head")):
        params["char"] = source[head.first.start]
    return Message(f"column-join.{key}", params)


def _tail_text(source: str, piece: Piece) -> str:
    return plain(source[max(piece.first.start, piece.last.end - EDGE) : piece.last.end])


def _head_text(source: str, piece: Piece) -> str:
    return plain(source[piece.first.start : min(piece.last.end, piece.first.start + EDGE)])


def lost_evidence(scene: Scene, piece: Piece, nothing: float, source: str) -> tuple[Evidence, ...]:
    """Why an open tail that nothing on the page continues is lost text; () where that is not clear enough to report."""
    if nothing < LOST_FROM:
        return ()
    features = tail_features(piece, scene.models.ngrams, scene.widths[piece.number])
    signs = [name for name in _OPEN_TAIL if name in features]
    loose = scene.models.lexicon.bound_end(piece.tail)
    if not signs and (piece.length < _LONG or "tail.closer" in features or "tail.bare" in features):
        return ()
    evidence = [Evidence(Message("column-join.nothing", {"percent": round(100 * nothing)}))]
    params = {"char": source[piece.last.end - 1]}
    evidence.extend(
        Evidence(Message(f"column-join.{name.replace('.', '-')}", params), round(abs(WEIGHTS[name]), 2)) for name in sorted(signs)
    )
    if loose:
        evidence.append(Evidence(Message("column-join.loose-tail", params), round(abs(WEIGHTS["loose.tail"]) * loose, 2)))
    return tuple(evidence)
