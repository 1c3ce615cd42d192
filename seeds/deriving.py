"""Reads the truth off a page whose characters know where they come from: no damage has to report itself."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from seeds.articles import Article, Kind
from seeds.cells import Block, Draft, Part, Repeat
from seeds.characters import ends_sentence
from seeds.placing import Placed, in_reading_order, touch
from seeds.truth import Duplicate, Edit, Extra, Join, LineKind, Lost, Span, Split, Start, Truth, edges

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.\-+/:@]+[A-Za-z0-9]+)*(?:、[A-Za-z][A-Za-z0-9]*(?![a-z]))*")


@dataclass(frozen=True)
class Laid:
    """A page as it was laid out: everything the truth is read from."""

    draft: Draft
    blocks: Sequence[Block]
    placed: Sequence[Placed]
    text: str

    @cached_property
    def by_part(self) -> Mapping[int, list[Placed]]:
        return in_reading_order(self.placed)

    @cached_property
    def own(self) -> list[Part]:
        """The parts of the true text, in its order."""
        return [part for part in self.draft.parts if not part.copy]

    @cached_property
    def cells(self) -> list[tuple[int, int, str, str, int, str, int]]:
        """All cells in page order: start, end, text, true, at, kind, copy."""
        found = []
        for line in self.placed:
            at = line.start
            for cell in line.line.cells:
                end = at + len(cell.text)
                found.append((at, end, *cell))
                at = end
        return found

    def span(self, line: Placed) -> Span:
        return line.start, line.end

    def shown(self, line: Placed) -> str:
        return self.text[line.start : line.end]


def derive_truth(laid: Laid, articles: Sequence[Article], name: str, recipe: str, seed: int) -> Truth:
    """The truth of a page."""
    joins, allowed, wraps = _joins(laid)
    edits = tuple(sorted((*wraps, *_edits(laid))))
    splits = _splits(laid)
    extra = _extra(laid)
    lost = _lost(laid)
    duplicates = _duplicates(laid)
    sequence = tuple((a[-1].end, b[0].start) for a, b in _neighbours(laid, laid.own))
    return Truth(
        page=name,
        recipe=recipe,
        seed=seed,
        joins=joins,
        allowed=allowed,
        splits=splits,
        edits=edits,
        extra=extra,
        lost=lost,
        duplicates=duplicates,
        sequence=sequence,
        articles=_starts(laid, articles),
        kinds=tuple(LineKind(p.start, p.end, laid.draft.parts[p.line.part].kind) for p in laid.placed),
        order=_order(laid, edits, extra),
        stray=_stray(laid, edits),
        keep_english=_latin(laid, edits, extra),
        damage=_words(laid.text, joins, allowed, splits, edits, lost, duplicates, extra, _moves(laid)),
        counts=_counts(joins, allowed, splits, edits, lost, duplicates, extra, _moves(laid)),
    )


def _joins(laid: Laid) -> tuple[tuple[Join, ...], tuple[Join, ...], list[Edit]]:
    """Joins, joins that are right but not to be told from the text, and wraps inside blocks."""
    joins: list[Join] = []
    allowed: list[Join] = []
    wraps: list[Edit] = []
    for number in sorted(laid.by_part):
        lines = laid.by_part[number]
        pieces = 1 + sum(not touch(a, b) for a, b in pairwise(lines))
        for left, right in pairwise(lines):
            if touch(left, right):
                if left.end < right.start:
                    wraps.append(Edit(left.end, right.start, laid.text[left.end : right.start], "", "line-wrap"))
                continue
            join = Join(laid.span(left), laid.span(right), _join_kind(laid, left, right, pieces))
            copied = laid.draft.parts[number].copy or left.line.cells[-1].copy or right.line.cells[0].copy
            (allowed if copied or ends_sentence(laid.shown(left)) else joins).append(join)
    return tuple(sorted(joins)), tuple(sorted(allowed)), wraps


def _join_kind(laid: Laid, left: Placed, right: Placed, pieces: int) -> str:
    forms = {laid.blocks[left.block].form, laid.blocks[right.block].form}
    if right.start > left.end and not laid.text[left.end : right.start].strip():
        return "chain" if pieces > 2 and forms == {""} else "next"
    woven = forms - {"", "line-paragraphs"}
    if woven and laid.blocks[left.block].form == laid.blocks[right.block].form:
        return woven.pop()
    return "earlier" if right.start < left.start else "over"


def _splits(laid: Laid) -> tuple[Split, ...]:
    """Neighbours in a block that do not follow each other; `paragraph` where only the break between them fell away."""
    follows = {(id(a), id(b)) for lines in laid.by_part.values() for a, b in pairwise(lines)}
    next_part = {a[-1].start: b[0].start for a, b in _neighbours(laid, laid.own)}
    splits: list[Split] = []
    for left, right in pairwise(laid.placed):
        if not touch(left, right) or (id(left), id(right)) in follows:
            continue
        why = laid.blocks[left.block].separators[left.index].why
        if why.startswith("glued") or why == "fused":
            kind = why
        elif next_part.get(left.start) == right.start:
            kind = "paragraph"
        else:
            kind = laid.blocks[left.block].form or "interleaved"
        splits.append(Split(laid.span(left), laid.span(right), kind))
    return tuple(splits)


def _edits(laid: Laid) -> list[Edit]:
    edits: list[Edit] = []
    for start, end, text, true, _, kind, _ in laid.cells:
        if not kind or text == true:
            continue
        last = edits[-1] if edits else None
        if last is not None and last.kind == kind and kind in ("doubled", "echo") and last.end == start:
            edits[-1] = Edit(last.start, end, last.damaged + text, "", kind)
        else:
            edits.append(Edit(start, end, text, true, kind))
    return edits


def _extra(laid: Laid) -> tuple[Extra, ...]:
    """Stretches that the true text does not have; one goes on over a wrap."""
    kinds = {-1: "furniture", **{repeat.number: repeat.kind for repeat in laid.draft.repeats}}
    found: list[Extra] = []
    touches = {b.start: a.end for a, b in pairwise(laid.placed) if touch(a, b)}
    owner = 0
    for start, end, _, _, _, _, copy in laid.cells:
        if start == end:
            continue
        if copy and found and copy == owner and found[-1].end in (start, touches.get(start)):
            found[-1] = found[-1]._replace(end=end)
        elif copy:
            found.append(Extra(start, end, kinds[copy]))
        owner = copy
    return tuple(found)


def _lost(laid: Laid) -> tuple[Lost, ...]:
    lost: list[Lost] = []
    for part in laid.own:
        cells = _own_cells(laid, part)
        first, last = min(cells, key=lambda c: c[2]), max(cells, key=lambda c: c[2])
        true = laid.draft.true_text
        if first[2] > part.start:
            lost.append(Lost(None, first[0], true[part.start : first[2]]))
        if last[2] + 1 < part.end:
            lost.append(Lost(last[1], None, true[last[2] + 1 : part.end]))
    return tuple(lost)


def _own_cells(laid: Laid, part: Part) -> list[tuple[int, int, int]]:
    """Start, end and true offset of the cells of a part that are no copies."""
    found = []
    for line in laid.by_part.get(part.number, []):
        at = line.start
        for cell in line.line.cells:
            if cell.true and not cell.copy:
                found.append((at, at + len(cell.text), cell.at))
            at += len(cell.text)
    if not found:
        raise ValueError(f"part {part.number} of the page is gone altogether")
    return found


def _duplicates(laid: Laid) -> tuple[Duplicate, ...]:
    return tuple(sorted((_duplicate(laid, repeat) for repeat in laid.draft.repeats), key=lambda d: d.first))


def _duplicate(laid: Laid, repeat: Repeat) -> Duplicate:
    own = [(start, end) for start, end, _, true, at, _, copy in laid.cells if true and not copy and repeat.start <= at < repeat.end]
    copied = [(start, end, at) for start, end, _, _, at, _, copy in laid.cells if copy == repeat.number]
    source = min(start for start, _ in own), max(end for _, end in own)
    extra = min(start for start, _, _ in copied), max(end for _, end, _ in copied)
    copy = extra
    if repeat.kind == "loop":
        begins = [i for i, (_, _, at) in enumerate(copied) if at == repeat.start]
        whole = [i for i in begins if i + repeat.end - repeat.start <= len(copied)]
        last = whole[-1]
        copy = copied[last][0], copied[last + repeat.end - repeat.start - 1][1]
    first, second = sorted((source, copy))
    return Duplicate(repeat.kind, first, second, extra)


def _neighbours(laid: Laid, parts: Sequence[Part]) -> list[tuple[list[Placed], list[Placed]]]:
    """The lines of every two parts that follow each other in one article."""
    return [(laid.by_part[a.number], laid.by_part[b.number]) for a, b in pairwise(parts) if a.article == b.article]


_SAME_TO_A_SCORER = frozenset({"half-width", "straight-quotes", "quote-lost", "spaces", "line-wrap"})


def _order(laid: Laid, edits: Sequence[Edit], extra: Sequence[Extra]) -> tuple[tuple[str, str], ...]:
    """Edges of paragraphs that follow each other in an article, captions and furniture apart.

    Pairs whose edges a cleaned text would show otherwise (a stray token, a misread character, a spliced passage) are left out.
    """
    prose = [part for part in laid.own if part.kind not in (Kind.CAPTION, Kind.FURNITURE)]
    changed = [(e.start, e.end) for e in edits if e.kind not in _SAME_TO_A_SCORER] + [(e.start, e.end) for e in extra]
    pairs = []
    for before, after in _neighbours(laid, prose):
        left, right = before[-1], after[0]
        ranges = (max(left.start, left.end - 12), left.end), (right.start, min(right.end, right.start + 12))
        if not any(start <= last and first <= end for first, last in ranges for start, end in changed):
            tail, head = edges(laid.text, laid.span(left), laid.span(right))
            pairs.append((tail, head))
    return tuple(pairs)


def _starts(laid: Laid, articles: Sequence[Article]) -> tuple[Start, ...]:
    firsts: dict[int, Part] = {}
    for part in laid.own:
        firsts.setdefault(part.article, part)
    return tuple(Start(articles[n].name, articles[n].headline, laid.by_part[part.number][0].start) for n, part in sorted(firsts.items()))


def _moves(laid: Laid) -> list[Placed]:
    """First lines of body parts that do not stand right after the part they follow; continuations of cut parts apart."""
    own = [p for p in laid.placed if not laid.draft.parts[p.line.part].copy]
    order = {id(p): i for i, p in enumerate(own)}
    moves = []
    for before, after in _neighbours(laid, laid.own):
        kind = laid.draft.parts[after[0].line.part].kind
        if kind in (Kind.BODY, Kind.HEADLINE) and order[id(after[0])] != order[id(before[-1])] + 1:
            moves.append(after[0])
    return moves


def _stray(laid: Laid, edits: Sequence[Edit]) -> tuple[tuple[str, str, str], ...]:
    """The stray tokens with the text around them in their line, seven characters a side."""
    found = []
    for edit in edits:
        if edit.kind in ("stray", "other-script"):
            line = next(p for p in laid.placed if p.start <= edit.start and edit.end <= p.end)
            before = laid.text[max(line.start, edit.start - 7) : edit.start]
            found.append((edit.damaged.strip(), before, laid.text[edit.end : min(line.end, edit.end + 7)]))
    return tuple(found)


def _latin(laid: Laid, edits: Sequence[Edit], extra: Sequence[Extra]) -> tuple[str, ...]:
    """The Latin words and letter lists of the page that belong there."""
    bad = [(edit.start, edit.end) for edit in edits if edit.kind in ("stray", "other-script", "line-wrap")]
    bad.extend((e.start, e.end) for e in extra)
    found: dict[str, None] = {}
    for line in laid.placed:
        for match in _LATIN.finditer(laid.text, line.start, line.end):
            if not any(start < match.end() and match.start() < end for start, end in bad):
                found[match.group()] = None
    return tuple(found)


def _counts(
    joins: Sequence[Join],
    allowed: Sequence[Join],
    splits: Sequence[Split],
    edits: Sequence[Edit],
    lost: Sequence[Lost],
    duplicates: Sequence[Duplicate],
    extra: Sequence[Extra],
    moves: Sequence[Placed],
) -> dict[str, int]:
    """How often each kind of damage stands on the page."""
    counts: Counter[str] = Counter(f"join {join.kind}" for join in joins)
    counts["join allowed"] = len(allowed)
    counts.update(split.kind if split.kind.startswith("glued") or split.kind == "fused" else f"split {split.kind}" for split in splits)
    counts.update(edit.kind for edit in edits)
    counts["lost"] = len(lost)
    counts.update(duplicate.kind for duplicate in duplicates)
    counts["furniture"] = sum(e.kind == "furniture" for e in extra)
    counts["moved"] = len(moves)
    return {kind: n for kind, n in sorted(counts.items()) if n}


_LISTED = frozenset(
    {"stray", "other-script", "quote-lost", "look-alike", "name-variant", "mixed-script", "spaces", "doubled", "echo", "other-reading"}
)


def _words(
    text: str,
    joins: Sequence[Join],
    allowed: Sequence[Join],
    splits: Sequence[Split],
    edits: Sequence[Edit],
    lost: Sequence[Lost],
    duplicates: Sequence[Duplicate],
    extra: Sequence[Extra],
    moves: Sequence[Placed],
) -> tuple[str, ...]:
    """The damage in words, in the order of the page within each kind."""
    words = []
    for title, some in (("cut", joins), ("cut after a sentence, join allowed", allowed)):
        for join in some:
            tail, head = edges(text, join.tail, join.head, 8)
            words.append(f"{title} ({join.kind}): …{tail} | {head}…")
    for split in splits:
        left, right = edges(text, split.left, split.right, 8)
        words.append(f"{split.kind}: …{left} | {right}…")
    words.extend(f"moved: {text[p.start : p.start + 12]}…" for p in moves)
    words.extend(f"{d.kind} duplicate: {text[d.second[0] : d.second[0] + 12]}…" for d in duplicates)
    for piece in lost:
        where = (
            f"after …{text[max(0, piece.after - 8) : piece.after]}" if piece.after is not None else f"before {text[piece.before :][:8]}…"
        )
        words.append(f"lost {where}: {len(piece.text)} characters")
    words.extend(f"furniture put in: {text[e.start : e.end]}" for e in extra if e.kind == "furniture")
    counted = Counter(edit.kind for edit in edits if edit.kind not in _LISTED)
    words.extend(f"{kind}: {n}" for kind, n in sorted(counted.items()))
    listed = [edit for edit in edits if edit.kind in _LISTED]
    words.extend(f"{e.kind}: “{e.damaged}” for “{e.true}” after …{text[max(0, e.start - 6) : e.start]}" for e in listed)
    return tuple(words)
