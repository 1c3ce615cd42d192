"""The ranked continuations of a tail, as fixes, and how a message shows the two ends of a piece."""

from typing import Final

from cleanup.edits import Follow, Separator
from cleanup.finding import Fix, Safety
from cleanup.language.chars import is_latin_letter
from cleanup.messages import Message
from cleanup.rules.order.assignment import Assignment, Link
from cleanup.rules.order.candidates import Proposal
from cleanup.rules.order.join_evidence import is_strong
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.scene import Scene
from cleanup.rules.order.sides import head_features
from cleanup.rules.order.weights import SAFE_FROM, SURE_FROM, ask_from

ALTERNATIVES: Final = 3
_WORTH_NAMING: Final = 0.05  # probability from which a further alternative is named
_LIKE_A_START: Final = 1.0  # odds of a paragraph's beginning
_SHOWN: Final = 10  # code points of a line that a message shows


def alternatives(assignment: Assignment, source: str, tail: Piece, most: Safety) -> tuple[Fix, ...]:
    """A fix for each of the likeliest continuations of a tail, the chosen one first, none above `most`.

    What would leave the page as it is needs no fix and is not among them.
    """
    indexes = assignment.ranked(tail.number)[:ALTERNATIVES]
    ranked = [i for i in indexes if assignment.probabilities[i] >= _WORTH_NAMING or i == assignment.chosen.get(tail.number)]
    return tuple(_fix(assignment, source, i, most) for i in ranked if not assignment.is_natural(i))


def _fix(assignment: Assignment, source: str, index: int, most: Safety) -> Fix:
    scene, proposal, probability = assignment.scene, assignment.proposals[index], assignment.probabilities[index]
    tail, head = scene.pieces[proposal.tail], scene.pieces[proposal.head]
    steps = head.block - tail.block
    key = "next" if steps == 1 else "ahead" if steps > 0 else "back"
    title = Message(f"column-join.fix-{key}", {"head": start_of(source, head), "count": abs(steps)})
    safety = min(most, _safety(proposal, steps, probability)) if is_asked(assignment, index) else Safety.SHOW
    return Fix(title, (follow(scene, source, proposal),), safety, round(probability, 4))


def _safety(proposal: Proposal, steps: int, probability: float) -> Safety:
    sure = SAFE_FROM if is_strong(proposal) else 1.0 if proposal.lined else SURE_FROM
    return Safety.SAFE if steps == 1 and probability >= sure else Safety.ASK


def is_asked(assignment: Assignment, index: int) -> bool:
    """Whether a join is likely enough to be proposed, and one of those that are best together."""
    return index not in assignment.left_out and assignment.probabilities[index] >= ask_of(assignment.proposals[index])


def ask_of(proposal: Proposal) -> float:
    """The probability from which a join is proposed."""
    return ask_from(lined=proposal.lined, near=proposal.near)


def follow(scene: Scene, source: str, proposal: Proposal) -> Follow:
    """The edit that makes a join."""
    tail, head = scene.pieces[proposal.tail], scene.pieces[proposal.head]
    return Follow(tail.last.span, head.first.span, _separator(source, tail, head))


def follow_link(scene: Scene, source: str, link: Link) -> Follow:
    """The edit that puts two lines of a column one after the other, as one paragraph or, where a sentence ends, perhaps as two."""
    tail, head = scene.pieces[link.tail], scene.pieces[link.head]
    if link.join is not None or not _begins_paragraph(scene, link):
        return Follow(tail.last.span, head.first.span, _separator(source, tail, head))
    return Follow(tail.last.span, head.first.span, Separator.PARAGRAPH)


def _begins_paragraph(scene: Scene, link: Link) -> bool:
    """Whether a paragraph ends with a line that ends a sentence: it is short of its column, or the next line begins as paragraphs do."""
    head = scene.pieces[link.head]
    opens = head_features(head, scene.models.ngrams, scene.usual_indent, lined=True, held=False)
    return scene.is_short(link.tail) or "head.opening" in opens or opens["head.start_gain"] > _LIKE_A_START


def _separator(source: str, tail: Piece, head: Piece) -> Separator:
    latin = is_latin_letter(source[tail.last.end - 1]) and is_latin_letter(source[head.first.start])
    return Separator.SPACE if latin else Separator.JOIN


def end_of(source: str, piece: Piece) -> str:
    """The last code points of a piece."""
    return source[max(piece.last.start, piece.last.end - _SHOWN) : piece.last.end]


def start_of(source: str, piece: Piece) -> str:
    """The first code points of a piece."""
    return source[piece.first.start : min(piece.first.end, piece.first.start + _SHOWN)]
