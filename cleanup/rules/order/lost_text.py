"""Text that is missing from the page: an open tail that nothing continues, or a head that nothing leads to."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from cleanup.finding import Evidence, Finding, Safety
from cleanup.language.chars import is_han
from cleanup.messages import Message
from cleanup.rules.order.alternatives import alternatives, end_of, is_asked, start_of
from cleanup.rules.order.page_jumps import MOST, Cut, find_cuts, other_end
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.sides import head_features, tail_features
from cleanup.rules.order.weights import LOST_FROM, table_of
from cleanup.rules.record import Example, OptionValue, Rule, Stage

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis
    from cleanup.rules.neighbours import Neighbours
    from cleanup.rules.order.assignment import Assignment

RULE_ID: Final = "lost-text"

_LONG: Final = 36  # code points from which an unfinished paragraph counts as text, not as a line that never had an end mark
_SHOWN: Final = 10  # code points of a text that a message shows
_SOME_TEXT: Final = 8  # code points below which a piece is no text that lacks its beginning
_OPEN_TAIL: Final = ("tail.comma", "tail.opener", "tail.dangling", "tail.unclosed", "tail.full")
_NO_TEXT: Final = ("tail.closer", "tail.bare")
_NEVER_A_START: Final = ("head.mark", "head.unopened")
_MAY_GO_ON: Final = ("head.continues", "head.flush")
_UNLIKE_A_START: Final = -1.0  # odds of a paragraph's beginning below which such a head is held to be the middle of a text
_PAGE: Final = 10_000  # code points on each side in which a text's first word may begin another clause
_LOOKED: Final = 50  # places of it that are looked at
_WORD_PART: Final = 1.75  # odds against a word's beginning with a head's first character, from which it is held to be part of one


def find(analysis: "Analysis", options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """The tails and heads that probably have no partner on the page; what might fit a tail are alternatives to look at."""
    source = analysis.page.text
    left = MOST
    for assignment in analysis.assignments:
        cut = _cuts(assignment, source)
        for one in cut.values():
            yield _jump_finding(one, source, analysis.neighbours if left > 0 else None)
            left -= 1
        for piece, told in _tails(assignment, source):
            if (True, piece.number) in cut:
                continue
            nothing = assignment.nothing(piece.number)
            chance = Evidence(Message("lost-text.nothing", {"percent": round(100 * nothing)}))
            fixes = alternatives(assignment, source, piece, Safety.SHOW)
            message = Message("lost-text.tail", {"tail": end_of(source, piece), "count": len(fixes)})
            yield Finding(RULE_ID, (piece.last.span,), message, round(nothing, 3), (chance, *told), fixes)
        for piece, told in _heads(assignment, source):
            if (False, piece.number) in cut:
                continue
            alone = assignment.unled(piece.number)
            chance = Evidence(Message("lost-text.unled", {"percent": round(100 * alone)}))
            message = Message("lost-text.head", {"head": start_of(source, piece)})
            yield Finding(RULE_ID, (piece.first.span,), message, round(alone, 3), (chance, *told))


def _cuts(assignment: "Assignment", source: str) -> dict[tuple[bool, int], Cut]:
    """The texts that jump lines cut and that neither go on nor begin elsewhere on their own page, by way and number of the piece."""
    made = [assignment.proposals[i] for i in assignment.chosen.values() if is_asked(assignment, i)]
    joined = {(True, proposal.tail) for proposal in made} | {(False, proposal.head) for proposal in made}
    found = {(cut.jump.onward, cut.piece.number): cut for cut in find_cuts(assignment, source)}
    return {end: cut for end, cut in found.items() if end not in joined}


def _jump_finding(cut: Cut, source: str, neighbours: "Neighbours | None") -> Finding:
    """A text that a jump line cuts, with its other end where that page is at hand."""
    way = "on" if cut.jump.onward else "back"
    own = source[cut.span.start : cut.span.end]
    params: dict[str, object] = {"page": cut.jump.printed, "own": own[-_SHOWN:] if cut.jump.onward else own[:_SHOWN]}
    told = [Evidence(Message("lost-text.jump-line", {"line": source[slice(*cut.jump.span)].strip()}))]
    other = other_end(cut, source, neighbours) if neighbours is not None else None
    if other is None:
        message = Message(f"lost-text.jump-{way}", params)
    else:
        text = other.text[:_SHOWN] if cut.jump.onward else other.text[-_SHOWN:]
        message = Message(f"lost-text.linked-{way}", {**params, "file": other.name, "other": text})
        key = "linked-marked" if other.marked else "linked-fits"
        told.append(Evidence(Message(f"lost-text.{key}", {"percent": round(100 * other.probability)}), round(other.probability, 3)))
    return Finding(RULE_ID, (cut.span,), message, 1.0, tuple(told))


def lost_ends(assignment: "Assignment", source: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the pieces whose end, and of those whose beginning, is missing its partner."""
    tails = frozenset(piece.number for piece, _ in _tails(assignment, source))
    return tails, frozenset(piece.number for piece, _ in _heads(assignment, source))


_Told = tuple[Piece, tuple[Evidence, ...]]


def _tails(assignment: "Assignment", source: str) -> Iterator[_Told]:
    for piece in assignment.scene.pieces:
        told = _of_tail(assignment, piece, source) if assignment.nothing(piece.number) >= LOST_FROM else ()
        if told:
            yield piece, told


def _heads(assignment: "Assignment", source: str) -> Iterator[_Told]:
    for piece in assignment.scene.pieces:
        told = _of_head(assignment, piece, source) if assignment.unled(piece.number) >= LOST_FROM else ()
        if told:
            yield piece, told


def _of_tail(assignment: "Assignment", piece: Piece, source: str) -> tuple[Evidence, ...]:
    """Why a tail is open; () where that is not clear enough, or where it touches what may continue it."""
    scene, number = assignment.scene, piece.number
    if scene.finished[number] or assignment.touches_next(number):
        return ()
    features = tail_features(piece, lined=scene.lined[number], filled=scene.filled[number])
    signs = [name for name in _OPEN_TAIL if name in features]
    if not signs and (piece.length < _LONG or any(name in features for name in _NO_TEXT)):
        return ()
    worth = table_of(scene.lined[number]).weights
    params = {"char": source[piece.last.end - 1]}
    told = [Evidence(_reason(name, params), round(abs(worth[name]), 2)) for name in signs]
    loose = scene.models.lexicon.bound_end(piece.tail)
    if loose:
        told.append(Evidence(_reason("loose.tail", params), round(abs(worth["loose.tail"]) * loose, 2)))
    return tuple(told) or (Evidence(_reason("tail.seldom-last", params)),)


def _of_head(assignment: "Assignment", piece: Piece, source: str) -> tuple[Evidence, ...]:
    """Why a head is the middle of a text; () where that is not clear enough."""
    scene, number = assignment.scene, piece.number
    if piece.inner or piece.bare or piece.length < _SOME_TEXT:
        return ()
    features = head_features(piece, scene.models.ngrams, scene.usual_indent, lined=scene.lined[number], held=False)
    loose = scene.models.lexicon.bound_start(piece.head)
    signs: list[str] = [name for name in _NEVER_A_START if name in features]
    if features["head.start_gain"] < _UNLIKE_A_START:
        signs += [name for name in _MAY_GO_ON if name in features]
        if loose >= _WORD_PART and not _begins_elsewhere(source, piece.first.start):
            signs.append("loose.head")
    worth = table_of(scene.lined[number]).weights
    params = {"char": source[piece.first.start]}
    return tuple(Evidence(_reason(name, params), round(abs(worth[name]), 2)) for name in signs)


def _begins_elsewhere(source: str, start: int) -> bool:
    """Whether the two characters there begin a clause elsewhere: then they are a word of the page, a name that no table has."""
    part = source[start : start + 2]
    low, high = max(0, start - _PAGE), start + _PAGE
    at = low - 1
    for _ in range(_LOOKED):
        at = source.find(part, at + 1, high)
        if at < 0:
            return False
        if at != start and (at == 0 or not is_han(source[at - 1])):
            return True
    return False


def _reason(name: str, params: Mapping[str, object]) -> Message:
    """The sentence of the evidence for joins that says the same."""
    return Message(f"column-join.{name.replace('.', '-').replace('_', '-')}", params)


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.SHOW,
    stage=Stage.ORDER,
    examples=(
        Example(
            "维修人员连夜赶到泵房，及时更换了破裂的阀门，并把沿线的\n\n## 秋粮收购今日开始",
            "维修人员连夜赶到泵房，及时更换了破裂的阀门，并把沿线的\n\n## 秋粮收购今日开始",
        ),
        Example("供水恢复正常。\n\n记者在现场看到，抢修仍在继续。", "供水恢复正常。\n\n记者在现场看到，抢修仍在继续。"),
    ),
)
