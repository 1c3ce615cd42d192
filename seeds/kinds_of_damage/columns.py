"""Columns: where paragraphs are cut, and where their pieces come to stand on the page."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

from seeds.articles import Kind
from seeds.characters import CLOSERS, ends_sentence
from seeds.runs import Layout, Wrap, by_part

SHORTEST = 9  # code points of a piece; shorter pieces are rare on the real pages and no scorer can name them
MAX_TRIES = 12
_FEW_LINES = 6


class Cut(NamedTuple):
    """Before line `line` of the plain run `run`."""

    run: int
    line: int


def cut_columns(layout: Layout, rng: Random) -> Layout:
    """The layout with all damage that moves or loses pieces of articles."""
    steps: tuple[tuple[str, Callable[[Layout, Random], Layout | None]], ...] = (
        ("chain", _chain),
        ("over", _over),
        ("earlier", _earlier),
        ("lost", _lose),
        ("columns", _next),
        ("moved", _move),
        ("scattered", _scatter),
    )
    for kind, step in steps:
        for _ in range(layout.recipe.places(kind, layout.length, rng)):
            for _ in range(MAX_TRIES):
                changed = step(layout, rng)
                if changed is not None:
                    layout = changed
                    break
    return layout


def cuts(layout: Layout) -> list[Cut]:
    """All places in mid-paragraph where a column may end: parts not cut yet, pieces long enough, mostly not after a sentence."""
    found: list[Cut] = []
    for number, run in enumerate(layout.runs):
        start = 0
        for group in by_part(run.lines):
            part = group[0].part
            if layout.kind(group[0]) is Kind.BODY and part not in layout.cut and part not in layout.whole:
                lengths = [len(line.cells) for line in group]
                for i in range(1, len(group)):
                    long_enough = sum(lengths[:i]) >= SHORTEST and sum(lengths[i:]) >= SHORTEST
                    if long_enough and not ends_sentence(group[i - 1].text):
                        found.append(Cut(number, start + i))
            start += len(group)
    return found


def _choose(layout: Layout, rng: Random) -> Cut | None:
    """A place to cut: long paragraphs rather than short ones (real cuts are), after a mark half as often as after a character."""
    able = cuts(layout)
    if not able:
        return None
    sizes = Counter(layout.runs[cut.run].lines[cut.line].part for cut in able)
    weights = []
    for cut in able:
        lines = layout.runs[cut.run].lines
        marked = lines[cut.line - 1].text[-1] in CLOSERS
        weights.append(sizes[lines[cut.line].part] * (0.5 if marked else 1.0))
    return rng.choices(able, weights)[0]


def _split(layout: Layout, cut: Cut) -> Layout:
    """The layout with a run divided in two; in mid-paragraph the part counts as cut."""
    run = layout.runs[cut.run]
    left, right = run.lines[: cut.line], run.lines[cut.line :]
    pieces = tuple(replace(run, columns=(lines,)) for lines in (left, right) if lines)
    done = layout.cut | {left[-1].part} if left and right and left[-1].part == right[0].part else layout.cut
    return replace(layout, runs=(*layout.runs[: cut.run], *pieces, *layout.runs[cut.run + 1 :]), cut=done)


def _moved(layout: Layout, run: int, before: int) -> Layout:
    """The layout with one run standing before the run that now has the index `before`."""
    runs = list(layout.runs)
    piece = runs.pop(run)
    runs.insert(before - (before > run), piece)
    return replace(layout, runs=tuple(runs))


def _next(layout: Layout, rng: Random) -> Layout | None:
    cut = _choose(layout, rng)
    return None if cut is None else _split(layout, cut)


def _chain(layout: Layout, rng: Random) -> Layout | None:
    """A paragraph of some length cut in three; now and then its last piece stands after the next piece of the page."""
    by_paragraph: dict[int, list[Cut]] = {}
    for cut in cuts(layout):
        by_paragraph.setdefault(layout.runs[cut.run].lines[cut.line].part, []).append(cut)
    able = [found for found in by_paragraph.values() if len(found) >= 4]
    if not able:
        return None
    found = rng.choice(able)
    middle = rng.randint(1, len(found) - 2)
    first = found[rng.randrange(middle)]
    second = found[rng.randint(middle + 1, len(found) - 1)]
    done = _split(layout, second)
    return _split(done, first)


def _over(layout: Layout, rng: Random) -> Layout | None:
    """A cut over something that interrupts: the article's own headline, a caption, or the next article's beginning."""
    cut = _choose(layout, rng)
    if cut is None:
        return None
    done = _split(layout, cut)
    ways = [_own_headline, _caption, _next_headline, _next_piece, _next_piece]
    rng.shuffle(ways)
    for way in ways:
        changed = way(done, cut.run, rng)
        if changed is not None:
            return changed
    return None


def _own_headline(layout: Layout, left: int, rng: Random) -> Layout | None:
    """The headline that should stand above the column stands in mid-flow."""
    article = layout.runs[left].article
    before = left - 1
    if before < 0 or not layout.runs[before].head or layout.runs[before].article != article:
        return None
    return _moved(layout, before, left + 1)


def _next_headline(layout: Layout, left: int, rng: Random) -> Layout | None:
    """The next article's headlines (and byline) stand between tail and head."""
    after = _next_head(layout, left)
    return None if after is None else _moved(layout, after, left + 1)


def _next_head(layout: Layout, left: int) -> int | None:
    """The head run that follows the rest of the cut article at once."""
    for i in range(left + 2, min(len(layout.runs), left + 6)):
        if layout.runs[i].head:
            return i
    return None


def _next_piece(layout: Layout, left: int, rng: Random) -> Layout | None:
    """The next article's headline and first paragraphs stand between tail and head."""
    head = _next_head(layout, left)
    if head is None or head + 1 >= len(layout.runs) or not layout.runs[head + 1].lines:
        return None
    ends = _part_starts(layout, head + 1)[1:4]
    if not ends:
        return None
    done = _split(layout, Cut(head + 1, rng.choice(ends)))
    done = _moved(done, head + 1, left + 1)
    return _moved(done, head + 1, left + 1)


def _caption(layout: Layout, left: int, rng: Random) -> Layout | None:
    """A caption of the page stands between tail and head."""
    able = [
        (number, i)
        for number, run in enumerate(layout.runs)
        for i, line in enumerate(run.lines)
        if layout.kind(line) in (Kind.CAPTION, Kind.FURNITURE) and len(run.lines) > 1
    ]
    if not able:
        return None
    number, i = rng.choice(able)
    run = layout.runs[number]
    alone = replace(run, columns=((run.lines[i],),), head=False)
    runs = list(layout.runs)
    runs[number] = replace(run, columns=((*run.lines[:i], *run.lines[i + 1 :]),))
    runs.insert(left + 1, alone)
    return replace(layout, runs=tuple(runs))


def _part_starts(layout: Layout, number: int) -> list[int]:
    """Indices of the lines of a run that begin a body paragraph."""
    lines = layout.runs[number].lines
    return [i for i, line in enumerate(lines) if layout.begins(line) and layout.kind(line) is Kind.BODY]


def _earlier(layout: Layout, rng: Random) -> Layout | None:
    """The rest of a cut paragraph, with what follows it in its column, stands before the beginning of the article or of another."""
    cut = _choose(layout, rng)
    if cut is None:
        return None
    done = _split(layout, cut)
    right = cut.run + 1
    ends = _part_starts(done, right)
    if ends and rng.random() < 0.8:
        done = _split(done, Cut(right, rng.choice(ends[:2])))
    able = [i for i in range(max(0, cut.run - 4), cut.run + 1) if _may_stand_before(done, i)]
    return _moved(done, right, rng.choice(able)) if able else None


def _may_stand_before(layout: Layout, number: int) -> bool:
    """Whether a foreign piece may be put before a run: not into a paragraph that is cut there, or the join would be two joins."""
    if number == 0:
        return True
    left, right = layout.runs[number - 1], layout.runs[number]
    return layout.runs[number].head or not (left.lines and right.lines and left.lines[-1].part == right.lines[0].part)


def _move(layout: Layout, rng: Random) -> Layout | None:
    """One or two whole paragraphs moved to the end of another article's piece, or under its headline."""
    able = [(number, i) for number in range(len(layout.runs)) for i in _part_starts(layout, number)[1:]]
    if not able:
        return None
    number, first = rng.choice(able)
    lines = layout.runs[number].lines
    groups = by_part(lines[first:])
    taken = [group for group in groups[: rng.choice((1, 1, 2))] if layout.kind(group[0]) is Kind.BODY]
    parts = {group[0].part for group in taken}
    if parts & (layout.cut | layout.whole):
        return None
    last = first + sum(len(group) for group in taken)
    article = layout.runs[number].article
    done = layout if last >= len(lines) else _split(layout, Cut(number, last))
    done = _split(done, Cut(number, first))
    others = [i for i in range(1, len(done.runs) + 1) if done.runs[i - 1].article != article and not _divides(done, i)]
    return _moved(done, number + 1, rng.choice(others)) if others else None


def _scatter(layout: Layout, rng: Random) -> Layout | None:
    """A few lines of a column whose lines are paragraphs of their own stand elsewhere, between the lines of a column near by."""
    able = [i for i, run in enumerate(layout.runs) if run.wrap is Wrap.PARAGRAPHS and not run.head and len(run.lines) >= 2 * _FEW_LINES]
    if not able:
        return None
    number = rng.choice(able)
    lines = layout.runs[number].lines
    first = rng.randrange(1, len(lines) - 1)
    last = min(len(lines) - 1, first + rng.choice((1, 1, 2, 2, 3, 4, _FEW_LINES)))
    if first >= last or any(layout.kind(line) is not Kind.BODY or line.part in layout.whole for line in lines[first - 1 : last + 1]):
        return None
    done = _split(_split(layout, Cut(number, last)), Cut(number, first))
    near = [
        (i, line)
        for i in range(max(0, number - 2), min(len(done.runs), number + 5))
        if i != number + 1 and done.runs[i].wrap is Wrap.PARAGRAPHS and not done.runs[i].head
        for line in range(1, len(done.runs[i].lines))
    ]
    if not near:
        return None
    target, line = rng.choice(near)
    done = _split(done, Cut(target, line))
    return _moved(done, number + 1 + (target < number + 1), target + 1)


def _divides(layout: Layout, before: int) -> bool:
    """Whether a place between two runs lies inside a cut paragraph."""
    return before < len(layout.runs) and not _may_stand_before(layout, before)


def _lose(layout: Layout, rng: Random) -> Layout | None:
    """A paragraph whose end or beginning is not on the page."""
    cut = _choose(layout, rng)
    if cut is None:
        return None
    run = layout.runs[cut.run]
    part = run.lines[cut.line].part
    if rng.random() < 0.65:
        kept = tuple(line for i, line in enumerate(run.lines) if line.part != part or i < cut.line)
    else:
        kept = tuple(line for i, line in enumerate(run.lines) if line.part != part or i >= cut.line)
    runs = tuple(replace(run, columns=(kept,)) if i == cut.run else other for i, other in enumerate(layout.runs))
    return replace(layout, runs=runs, cut=layout.cut | {part})
