"""Columns that are read across: line by line, or row by row with a gutter."""

from dataclasses import replace
from random import Random

from seeds.articles import Kind
from seeds.cells import Line
from seeds.runs import Layout, Run, Weave, Wrap

LEAST_ROWS = 4


def weave_columns(layout: Layout, rng: Random) -> Layout:
    """The layout with stretches of body text set in two to four columns that are read across.

    The strength is the share of the articles with such a stretch; at least one where the strength is above 0.
    """
    for weave in (Weave.ROWS, Weave.LINES):
        strength = layout.recipe.strength(weave)
        if not strength:
            continue
        able = [i for i, run in enumerate(layout.runs) if not run.head and _stretch(layout, run) is not None]
        rng.shuffle(able)
        chosen = sorted(able[: max(1, round(strength * len(able)))], reverse=True)
        for number in chosen:
            layout = _woven(layout, number, weave, rng)
    return layout


def _stretch(layout: Layout, run: Run) -> tuple[int, int] | None:
    """The longest stretch of whole body paragraphs that are free, as line indices; None where it is too short for two columns."""
    best: tuple[int, int] | None = None
    start = 0
    for i, line in enumerate((*run.lines, None)):
        if line is not None and layout.kind(line) is Kind.BODY and line.part not in layout.whole:
            continue
        if i - start >= 2 * LEAST_ROWS and (best is None or i - start > best[1] - best[0]):
            best = (start, i)
        start = i + 1
    return best


def _woven(layout: Layout, number: int, weave: Weave, rng: Random) -> Layout:
    run = layout.runs[number]
    stretch = _stretch(layout, run)
    assert stretch is not None
    first, last = stretch
    most = min(4 if weave is Weave.LINES else 3, (last - first) // LEAST_ROWS)
    count = rng.choice([c for c in (2, 2, 2, 3, 3, 4) if c <= most])
    longest = 14 * count
    if last - first > longest and rng.random() < 0.7:
        # a whole long article is rarely set across; the stretch begins and ends with a paragraph
        begins = [i for i in range(first, last) if layout.begins(run.lines[i])]
        first = rng.choice([i for i in begins if last - i >= 2 * LEAST_ROWS])
        ends = [i for i in (*begins, last) if first + 2 * LEAST_ROWS <= i <= first + longest]
        last = rng.choice(ends) if ends else last
        count = min(count, (last - first) // LEAST_ROWS)
    lines = run.lines[first:last]
    columns = _columns(lines, count)
    rows = max(len(column) for column in columns)
    across = weave is Weave.ROWS or rng.random() < (0.15 if run.wrap is Wrap.SPACE else 0.4)
    window = (0, rows) if across else _window(rows, rng)
    wrap = Wrap.NEWLINE if run.wrap is Wrap.NONE else run.wrap
    middle = replace(run, columns=columns, weave=weave, window=window, wrap=wrap)
    pieces = [replace(run, columns=(part,)) if part else None for part in (run.lines[:first], run.lines[last:])]
    new = [piece for piece in (pieces[0], middle, pieces[1]) if piece is not None]
    return replace(layout, runs=(*layout.runs[:number], *new, *layout.runs[number + 1 :]))


def _columns(lines: tuple[Line, ...], count: int) -> tuple[tuple[Line, ...], ...]:
    """The lines in `count` columns of equal height, the last one shorter."""
    height = -(-len(lines) // count)
    return tuple(lines[i : i + height] for i in range(0, len(lines), height))


def _window(rows: int, rng: Random) -> tuple[int, int]:
    """Some rows that are read across; the rest of the columns is read down."""
    size = rng.randint(2, max(2, rows // 2))
    first = rng.randint(0, rows - size)
    return first, first + size
