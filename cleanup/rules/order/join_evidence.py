"""The evidence for a join in words and numbers, strongest first; which evidence is strong enough; what makes a tail lost text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from cleanup.finding import Evidence
from cleanup.messages import Message
from cleanup.rules.order.assignment import Assignment, Link
from cleanup.rules.order.candidates import Proposal
from cleanup.rules.order.pairs import repeated_text
from cleanup.rules.order.pieces import EDGE, Piece, plain
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.weights import STRONG_FROM, table_of

_LEAST: Final = 0.25  # odds below which evidence is not worth a sentence
_SHOWN: Final = 8  # code points of a line that a reason shows
_NAMED: Final = 6  # words that a reason names
_MOST: Final = 7  # reasons that are told

# Features that make one sentence together; the others make one each.
_TOGETHER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "word.gain": "word",
        "word.long": "word",
        "head.sentence_gain": "head.start_gain",
        "next.density": "next",
        "over.blocks": "over",
        "next.paragraph": "next",
        "ahead.far": "ahead",
        "back.far": "back",
        "over.headline": "over",
        "ahead.by2": "ahead",
        "ahead.by3": "ahead",
        "ahead.by4": "ahead",
        "stream.best": "stream.around",
        "stream.least": "stream.around",
        "stream.next.best": "stream.around",
        "stream.next.least": "stream.around",
        "stream.next.around": "stream.around",
        "repeat.long": "repeat",
        "repeat.odd": "repeat",
    }
)
_EITHER_WAY: Final = frozenset({"head.start_gain", "stream.around"})
_KEYS: Final[Mapping[str, str]] = MappingProxyType({"stream.around": "stream"})
_OF_EVERY_TAIL: Final = frozenset({"tail"})
_AT_THE_BREAK: Final = frozenset(
    {
        "word",
        "word.gain",
        "word.long",
        "gram",
        "ungram",
        "repeat",
        "repeat.long",
        "repeat.odd",
        "page.gain",
        "page.loss",
        "quotes.meet",
        "quotes.even",
    }
)


def is_strong(proposal: Proposal) -> bool:
    """Whether the characters at the break, without place and openness, speak for the join."""
    worth, features = table_of(proposal.lined).weights, proposal.features
    return sum(worth[name] * features[name] for name in _AT_THE_BREAK if name in features) >= STRONG_FROM


def evidence_of(scene: Scene, proposal: Proposal, source: str) -> tuple[Evidence, ...]:
    """The reasons for and against a join, strongest first; a weight below 0 speaks against it. `source` is the page's text."""
    worth = table_of(proposal.lined).weights
    weights: dict[str, float] = defaultdict(float)
    for name, value in proposal.features.items():
        weights[_TOGETHER.get(name, name)] += worth[name] * value
    told = [(name, weight) for name, weight in weights.items() if abs(weight) >= _LEAST and name not in _OF_EVERY_TAIL]
    told.sort(key=lambda item: (-abs(item[1]), item[0]))
    return tuple(Evidence(_sentence(name, scene, proposal, weight, source), round(weight, 2)) for name, weight in told[:_MOST])


def sentence_keys(name: str) -> tuple[str, ...]:
    """The names in the catalogue of what a feature may say; none for the one that every open tail has."""
    name = _TOGETHER.get(name, name)
    key = _key(name)
    if name in _OF_EVERY_TAIL:
        return ()
    return (f"{key}-for", f"{key}-against") if name in _EITHER_WAY else (key,)


def _key(name: str) -> str:
    return _KEYS.get(name, name).replace(".", "-").replace("_", "-")


def _sentence(name: str, scene: Scene, proposal: Proposal, weight: float, source: str) -> Message:
    tail, head, features = scene.pieces[proposal.tail], scene.pieces[proposal.head], proposal.features
    params: dict[str, object] = {"count": abs(head.block - tail.block)}
    key = _key(name)
    if name == "word":
        params["word"] = _word_over(scene, proposal, source)
    elif name == "repeat":
        left, right = repeated_text(scene.squashed[tail.number], scene.squashed[head.number], scene.text, scene.places)
        params["text"] = f"{left}|{right}"
    elif name in ("page.gain", "page.loss"):
        params |= {"left": scene.squashed[tail.number][-2:], "right": scene.squashed[head.number][:1]}
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


def stream_evidence(assignment: Assignment, stream: Sequence[Link], source: str) -> tuple[Evidence, ...]:
    """Why lines are held to be one column's: the words that their ends cut, the lines between them, and the weakest of their joins."""
    scene = assignment.scene
    joins = [assignment.proposals[link.join] for link in stream if link.join is not None]
    words = [word for join in joins if (word := _word_over(scene, join, source))]
    weakest = min(stream, key=lambda link: link.probability)
    tail, head = scene.pieces[weakest.tail].last, scene.pieces[weakest.head].first
    told = []
    if words:
        told.append(Message("column-join.stream-words", {"count": len(words), "all": len(joins), "words": " ".join(words[:_NAMED])}))
    across = sum(link.head - link.tail > 1 for link in stream)
    if across:
        told.append(Message("column-join.stream-across", {"count": across}))
    params: dict[str, object] = {"percent": round(100 * weakest.probability)}
    params["tail"] = source[max(tail.start, tail.end - _SHOWN) : tail.end]
    params["head"] = source[head.start : min(head.end, head.start + _SHOWN)]
    told.append(Message("column-join.stream-weakest", params))
    return tuple(Evidence(message) for message in told)


def _word_over(scene: Scene, join: Proposal, source: str) -> str:
    """The word that a break cuts, as `左|右`; empty where it cuts none."""
    if "word" not in join.features:
        return ""
    tail, head = scene.pieces[join.tail], scene.pieces[join.head]
    crossing = scene.models.lexicon.crossing(tail.tail, head.head)
    if crossing is None:
        return ""
    return f"{_tail_text(source, tail)[-crossing.at :]}|{_head_text(source, head)[: len(crossing.word) - crossing.at]}"
