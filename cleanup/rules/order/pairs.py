"""What speaks for one tail being followed by one head: words over the break, likeness to newspaper text and to the page, place."""

from collections.abc import Collection, Mapping, Sequence
from math import exp, log, log2
from typing import Final

from cleanup.language.chars import OPENER_OF
from cleanup.language.lexicon import Crossing
from cleanup.rules.order.grids import Cell, is_due
from cleanup.rules.order.pieces import Piece
from cleanup.rules.order.sides import Features, is_labelled
from cleanup.rules.order.streams import STRIDES

_REACH: Final = 4
_MOST_OUT: Final = 60  # cells of a grid that may stand between the last column's end and what follows the grid
_USUAL_CLAUSE: Final = 14  # code points between two marks that are nothing unusual
_ALIKE: Final = 3  # code points by which two pieces begin alike
_LOOKED_AT: Final = 8  # places of three characters that are looked at for a longer repeat
_BEFORE_A_CLAUSE: Final = frozenset("。，；：！？\n")
_LONG: Final = 5  # length from which a repeat is no common phrase
_MOST_GAINED: Final = 6.0  # odds that what the page has elsewhere may give
_MOST_LOST: Final = 3.0
_LEAST_GAIN: Final = -3.0  # what a word over the break may cost against the best segmentation that respects it


def place_features(tail: Piece, head: Piece, density: float, *, lined: bool) -> Features:
    """Where the head stands, seen from the tail.

    `density` is the share of unfinished pieces around the tail; `lined` says that both are lines of columns.
    """
    if tail.cell is not None:
        across = _grid_features(tail.cell, head, head.number - tail.number)
        if across:
            return across
    steps = head.number - tail.number
    if steps == 1:
        if head.inner:
            return {"inner": 1.0}
        if head.block == tail.block + 1:
            if not lined:
                return {"next": 1.0, "next.density": density}
            return {"next": 1.0} if tail.alone and head.alone else {"next.paragraph": 1.0}
        return {"over": 1.0, "over.blocks": log2(head.block - tail.block), "over.headline": float(head.led == "headline")}
    led = float(head.led == "headline")
    if steps > 1:
        features = {"ahead": 1.0, "ahead.far": log2(steps), "far.led": led}
        if lined and steps <= STRIDES:
            features[f"ahead.by{steps}"] = 1.0
        return features
    return {"back": 1.0, "back.far": log2(1 - steps), "far.led": led}


def _grid_features(cell: Cell, head: Piece, steps: int) -> Features:
    """The head's place seen from a cell of the same grid; of the last column's last cell the piece after the grid is the next one."""
    other = head.cell
    if other is None or other.grid != cell.grid:
        return {"cell.out": 1.0} if cell.bottom and cell.last_column and 0 < steps <= _MOST_OUT and head.led == "" else {}
    if is_due(cell, other):
        return {"cell.below" if other.column == cell.column else "cell.top": 1.0}
    if other.row == cell.row and other.column == cell.column + 1:
        return {"cell.right": 1.0}
    return {"cell.other": 1.0}


def width_features(tail: Piece, head: Piece, *, ended: bool) -> Features:
    """Whether two lines of columns are of one column's width; `ended` says that the head's line ends a sentence and may be shorter."""
    apart = head.width - tail.width
    if apart < 0 and ended:
        return {}
    return {"width.apart": min(abs(apart), 6.0)} if abs(apart) > 1 else {"width.alike": 1.0}


def word_features(crossing: Crossing | None) -> Features:
    """The word that the break cuts in two."""
    if crossing is None or crossing.gain < _LEAST_GAIN:
        return {}
    features = {"word": 1.0, "word.gain": min(crossing.gain, 12.0)}
    if len(crossing.word) > 2:
        features["word.long"] = 1.0
    return features


def balance_features(tail: Piece, head: Piece, *, lined: bool) -> Features:
    """Quotes and brackets that are whole only when joined, or that a join leaves broken.

    Between single lines (`lined`) only those that the join makes whole say something: others may stand lines away.
    """
    features: Features = {}
    if lined:
        if tail.opened and head.closed and OPENER_OF[head.closed[0]] == tail.opened[-1]:
            features["quotes.meet"] = 1.0
        return features
    if tail.opened:
        if head.closed and OPENER_OF[head.closed[0]] == tail.opened[-1]:
            features["quotes.meet"] = 1.0
        elif not head.odd:
            features["quotes.left"] = 1.0
    elif head.closed and not tail.odd:
        features["quotes.stray"] = 1.0
    if tail.odd and head.odd:
        features["quotes.even"] = 1.0
    return features


Places = Mapping[str, Sequence[int]]


def parallel_features(tail: Piece, head: Piece) -> Features:
    """Whether the two pieces begin alike, as the entries of a list or the paragraphs of a refrain do."""
    same = tail.head[:_ALIKE] == head.head[:_ALIKE] and len(head.head) > _ALIKE
    return {"parallel": 1.0} if same or (is_labelled(tail) and is_labelled(head)) else {}


def repeated_text(tail: str, head: str, text: str, places: Places | None = None, threes: Collection[str] | None = None) -> tuple[str, str]:
    """The longest string over the break that stands elsewhere on the page, as its two sides; empty ones where it has not three code points.

    `tail`, `head` and `text` are squashed; for a long text `places` says where each three characters in a row stand in it, for another
    `threes` holds those that stand there. At most `_REACH` code points on each side count.
    """
    left, right = tail[-_REACH:], head[:_REACH]
    if not left or not right:
        return "", ""
    if places is not None:
        return _repeated_at(left, right, text, places)
    before = after = 1
    if threes is not None:  # much quicker told than by searching the text; nearly always there are none
        if left[-2:] + right[0] in threes:
            before = 2
            after += left[-2:] + right[:2] in text and len(right) > 1
        elif left[-1] + right[:2] in threes:
            after = 2
        else:
            return "", ""
    elif left[-1] + right[0] not in text:
        return "", ""
    grown = True
    while grown:
        grown = False
        if before < len(left) and left[-before - 1 :] + right[:after] in text:
            before += 1
            grown = True
        if after < len(right) and left[-before:] + right[: after + 1] in text:
            after += 1
            grown = True
    return (left[-before:], right[:after]) if before + after > 2 else ("", "")


def _repeated_at(left: str, right: str, text: str, places: Places) -> tuple[str, str]:
    """The same, from the places of the three characters that stand across the break."""
    best = ("", "")
    for core, inside in ((left[-2:] + right[:1], 2), (left[-1:] + right[:2], 1)):
        for at in places.get(core, ())[:_LOOKED_AT]:
            cut = at + inside
            before = inside
            while before < len(left) and cut - before > 0 and text[cut - before - 1] == left[-before - 1]:
                before += 1
            after = 3 - inside
            while after < len(right) and cut + after < len(text) and text[cut + after] == right[after]:
                after += 1
            if before + after > len(best[0]) + len(best[1]):
                best = (left[-before:], right[:after])
    return best


def restarts(head: str, text: str) -> bool:
    """Whether the first characters of a head stand elsewhere on the page, each time at the beginning of a clause."""
    first = head[:_REACH]
    if len(first) < _REACH:
        return False
    found = 0
    at = text.find(first)
    for _ in range(_REACH):
        if at < 0:
            break
        if at and text[at - 1] not in _BEFORE_A_CLAUSE:
            return False
        found += 1
        at = text.find(first, at + 1)
    return found > 1


def text_features(crossing: Crossing | None, loose: tuple[float, float], gain: float, repeated: tuple[str, str], clause: int) -> Features:
    """What the characters on the two sides say.

    `loose` is how much the last character wants another after it and the first one before it, `gain` what the character model gives,
    `repeated` what `repeated_text` found, and `clause` the code points between the last mark before the break and the first after it.
    """
    features = word_features(crossing)
    if not features:
        if loose[0]:
            features["loose.tail"] = loose[0]
        if loose[1]:
            features["loose.head"] = loose[1]
    if clause > _USUAL_CLAUSE:
        features["clause.long"] = min(4.0, (clause - _USUAL_CLAUSE) / 4)
    length = len(repeated[0]) + len(repeated[1])
    if gain > 0:
        features["gram"] = min(8.0, gain)
    else:
        features["ungram"] = min(7.0, -gain)
        if length:
            features["repeat.odd"] = min(3.0, -gain)
    if length:
        features["repeat"] = float(length - 2)
        if length > _LONG:
            features["repeat.long"] = float(length - _LONG)
    return features


def page_features(after: str, first: str, likely: float) -> Features:
    """What the page has elsewhere after the tail's last two characters, held against what the character model expects.

    `after` is what stands there each time, `first` the head's first character, `likely` the natural logarithm of its probability by the
    model. The page's own frequencies are smoothed by one that the model gives (Jelinek and others 1991, the cache model).
    """
    times = after.count(first)
    if not times:
        return {"page.loss": min(_MOST_LOST, log(len(after) + 1.0))}
    gain = log((times + exp(likely)) / (len(after) + 1.0)) - likely
    return {"page.gain": min(_MOST_GAINED, gain)} if gain > 0 else {}


def shared_features(shared: float, around: float) -> Features:
    """Rare character pairs that both pieces hold, and those of the text around them, as `Scene.shared` and `shared_around` count them."""
    features: Features = {}
    if shared:
        features["shared"] = min(6.0, shared)
    if around:
        features["shared.around"] = min(8.0, around)
    return features
