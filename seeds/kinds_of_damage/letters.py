"""Damage to single characters: stray tokens, other scripts, look-alikes, names, spaces, doubled passages, lost quotes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from seeds.articles import Kind
from seeds.cells import Block, Cell, Line, Part
from seeds.characters import QUOTE_PARTNERS, is_han
from seeds.kinds_of_damage.glue import with_lines
from seeds.kinds_of_damage.tables import (
    INSERTED,
    LOOK_ALIKES,
    NAME_VARIANTS,
    NOT_STRAY,
    OTHER_SCRIPT,
    SIMPLIFIED,
    STRAY,
    SURNAMES,
    TRADITIONAL,
    is_traditional,
)
from seeds.recipe import Recipe

MARGIN = 7  # cells beside a join that keep their characters: truth names a join by its last and first six


class Place(NamedTuple):
    """One cell of the page."""

    block: int
    line: int
    cell: int


Changes = dict[Place, tuple[Cell, ...]]


class Canvas:
    """The free Chinese characters of a page, and the changes made to them; places near a change are free no more."""

    def __init__(
        self, blocks: list[Block], parts: tuple[Part, ...], whole: frozenset[int], joined: frozenset[tuple[int, int, bool]]
    ) -> None:
        self.blocks = blocks
        self.parts = parts
        self.changes: Changes = {}
        self._taken: set[Place] = set()
        self.free = [place for place, _ in _free_places(blocks, parts, whole, joined)]

    def cell(self, place: Place) -> Cell:
        return self.blocks[place.block].lines[place.line].cells[place.cell]

    def around(self, place: Place) -> tuple[str, str]:
        """The cells before and after a place in its line, as text; empty at the ends."""
        cells = self.blocks[place.block].lines[place.line].cells
        before = cells[place.cell - 1].text if place.cell else ""
        after = cells[place.cell + 1].text if place.cell + 1 < len(cells) else ""
        return before, after

    def is_free(self, place: Place) -> bool:
        return place not in self._taken

    def change(self, place: Place, cells: tuple[Cell, ...], reach: int = 8) -> None:
        """Put other cells in a place and take the places within `reach` cells of it."""
        self.changes[place] = cells
        self._taken.update(place._replace(cell=place.cell + step) for step in range(-reach, reach + 1))


def damage_letters(
    blocks: list[Block],
    parts: tuple[Part, ...],
    whole: frozenset[int],
    joined: frozenset[tuple[int, int, bool]],
    recipe: Recipe,
    rng: Random,
) -> list[Block]:
    """The blocks with damage to single characters.

    `joined` holds block and line index of line ends that take part in a join, with whether the line's end (else its start) does.
    """
    steps: tuple[tuple[str, Callable[[Canvas, int, Random], None]], ...] = (
        ("name-variant", _names),
        ("stray", _stray),
        ("other-script", _other_script),
        ("quote-lost", _quotes),
        ("doubled", _doubled),
        ("mixed-script", _mixed_script),
        ("look-alike", _look_alikes),
        ("spaces", _spaces),
    )
    if not any(recipe.strength(kind) for kind in ("echo", *(kind for kind, _ in steps))):
        return blocks
    length = sum(len(line.cells) for block in blocks for line in block.lines)
    canvas = Canvas(blocks, parts, whole, joined)
    if recipe.strength("echo"):  # made to measure: pages without it are drawn as before
        steps = (*steps, ("echo", _echoes))
    for kind, step in steps:
        count = recipe.places(kind, length, rng)
        if count:
            rng.shuffle(canvas.free)
            step(canvas, count, rng)
    return _applied(blocks, canvas.changes)


def _free_places(
    blocks: list[Block], parts: tuple[Part, ...], whole: frozenset[int], joined: frozenset[tuple[int, int, bool]]
) -> Iterator[tuple[Place, Cell]]:
    for b, block in enumerate(blocks):
        for i, line in enumerate(block.lines):
            part = parts[line.part]
            if line.part in whole or part.kind not in (Kind.BODY, Kind.HEADLINE):
                continue
            first = MARGIN if (b, i, False) in joined else 1
            last = len(line.cells) - (MARGIN if (b, i, True) in joined else 1)
            for c in range(first, last):
                cell = line.cells[c]
                if not cell.copy and not cell.kind and is_han(cell.text):
                    yield Place(b, i, c), cell


def _applied(blocks: list[Block], changes: Mapping[Place, tuple[Cell, ...]]) -> list[Block]:
    touched = {(place.block, place.line) for place in changes}
    done: list[Block] = []
    for b, block in enumerate(blocks):
        lines = tuple(
            Line(
                tuple(new for c, cell in enumerate(line.cells) for new in changes.get(Place(b, i, c), (cell,))),
                line.part,
                line.serial,
            )
            if (b, i) in touched
            else line
            for i, line in enumerate(block.lines)
        )
        done.append(with_lines(block, lines))
    return done


def _each(canvas: Canvas, count: int, able: Callable[[Place], bool]) -> Iterator[Place]:
    """Up to `count` free places that fit, in the canvas's (shuffled) order."""
    done = 0
    for place in canvas.free:
        if done == count:
            return
        if canvas.is_free(place) and able(place):
            yield place
            done += 1


def _is_word_of_its_own(canvas: Canvas, place: Place) -> bool:
    """Whether a function character is not a part of another word that the table knows."""
    before, after = canvas.around(place)
    char = canvas.cell(place).text
    return is_han(before) and is_han(after) and before + char not in NOT_STRAY and char + after not in NOT_STRAY


def _stray(canvas: Canvas, count: int, rng: Random) -> None:
    """English function words: three in four stand for a Chinese word, the rest are put in."""
    replaced = max(1, round(count * 0.75))

    def able(place: Place) -> bool:
        return canvas.cell(place).text in STRAY and _is_word_of_its_own(canvas, place)

    # one place a character in turn, so that a page has several kinds of tokens and not only `of`
    used: Counter[str] = Counter()
    fits = [place for place in canvas.free if canvas.is_free(place) and able(place)]
    for _ in range(replaced):
        fits = [place for place in fits if canvas.is_free(place)]
        if not fits:
            break
        place = min(fits, key=lambda p: used[canvas.cell(p).text])
        cell = canvas.cell(place)
        used[cell.text] += 1
        token = _spaced(rng.choice(STRAY[cell.text]), rng)
        canvas.change(place, (cell._replace(text=token, kind="stray"),))
    for place in _each(canvas, count - replaced, lambda p: all(is_han(side) for side in canvas.around(p))):
        cell = canvas.cell(place)
        canvas.change(place, (cell, Cell(_spaced(rng.choice(INSERTED), rng), "", cell.at + 1, "stray")))


def _spaced(token: str, rng: Random) -> str:
    """A token as it was seen: mostly with a space on both sides."""
    point = rng.random()
    if point < 0.8:
        return f" {token} "
    if point < 0.87:
        return f" {token}"
    return f"{token} " if point < 0.93 else token


def _other_script(canvas: Canvas, count: int, rng: Random) -> None:
    def able(place: Place) -> bool:
        return canvas.cell(place).text in OTHER_SCRIPT and _is_word_of_its_own(canvas, place)

    for place in _each(canvas, count, able):
        cell = canvas.cell(place)
        token = rng.choice(OTHER_SCRIPT[cell.text])
        canvas.change(place, (cell._replace(text=f" {token} " if rng.random() < 0.4 else token, kind="other-script"),))


def _look_alikes(canvas: Canvas, count: int, rng: Random) -> None:
    for place in _each(canvas, count, lambda p: canvas.cell(p).text in LOOK_ALIKES):
        cell = canvas.cell(place)
        canvas.change(place, (cell._replace(text=rng.choice(LOOK_ALIKES[cell.text]), kind="look-alike"),))


def _mixed_script(canvas: Canvas, count: int, rng: Random) -> None:
    """Characters of the script that the page is not written in."""
    table = SIMPLIFIED if is_traditional("".join(canvas.cell(place).text for place in canvas.free)) else TRADITIONAL
    for place in _each(canvas, count, lambda p: canvas.cell(p).text in table):
        cell = canvas.cell(place)
        canvas.change(place, (cell._replace(text=table[cell.text], kind="mixed-script"),))


def _spaces(canvas: Canvas, count: int, rng: Random) -> None:
    """Spaces between two characters, or after a mark that stands right before a character."""
    for place in _each(canvas, count, lambda p: bool(canvas.around(p)[0]) and not canvas.around(p)[0].isspace()):
        before, after = canvas.around(place)
        cell = canvas.cell(place)
        if is_han(before) and not is_han(after):
            canvas.change(place, (Cell(" ", "", cell.at, "spaces"), cell))
        elif is_han(after):
            canvas.change(place, (cell, Cell(rng.choice((" ", " ", " ", "  ", "\u3000")), "", cell.at + 1, "spaces")))
        else:
            canvas.change(place, (Cell(" ", "", cell.at, "spaces"), cell))


def _doubled(canvas: Canvas, count: int, rng: Random) -> None:
    """A character put twice, or a phrase of two to six characters."""
    for place in _each(canvas, count, lambda p: canvas.around(p)[0] != canvas.cell(p).text != canvas.around(p)[1]):
        line = canvas.blocks[place.block].lines[place.line]
        size = rng.choice((1, 1, 2, 2, 3, 4, 6))
        first = place.cell - size + 1
        phrase = line.cells[max(0, first) : place.cell + 1]
        if first < MARGIN or not all(is_han(c.text) and not c.kind for c in phrase):
            phrase = phrase[-1:]
        again = tuple(Cell(c.text, "", phrase[-1].at + 1, "doubled") for c in phrase)
        canvas.change(place, (canvas.cell(place), *again), reach=10)


def _echoes(canvas: Canvas, count: int, rng: Random) -> None:
    """The two or three characters before 的 or 地 put again behind it, where what follows is a character too."""

    def able(place: Place) -> bool:
        return canvas.cell(place).text in "的地" and is_han(canvas.around(place)[1])

    for place in _each(canvas, count, able):
        line = canvas.blocks[place.block].lines[place.line]
        size = rng.choice((2, 2, 2, 3))
        word = line.cells[max(0, place.cell - size) : place.cell]
        if len(word) < size or not all(is_han(cell.text) and not cell.kind for cell in word) or word[0].text == word[1].text:
            continue
        cell = canvas.cell(place)
        canvas.change(place, (cell, *(Cell(c.text, "", cell.at + 1, "echo") for c in word)), reach=10)


def _quotes(canvas: Canvas, count: int, rng: Random) -> None:
    """A quote or book-title mark falls away; its partner stays."""
    marks = [
        Place(place.block, place.line, c)
        for place in canvas.free
        for c in (place.cell - 1, place.cell + 1)
        if 0 < c < len(canvas.blocks[place.block].lines[place.line].cells) - 1
        and canvas.blocks[place.block].lines[place.line].cells[c].true in QUOTE_PARTNERS
    ]
    done = 0
    for place in marks:
        cell = canvas.cell(place)
        if done < count and cell.true and canvas.is_free(place) and not cell.copy:
            canvas.change(place, (cell._replace(text="", kind="quote-lost"),), reach=40)
            done += 1


def _names(canvas: Canvas, count: int, rng: Random) -> None:
    """A person who stands several times on the page is spelt otherwise once."""
    seen: dict[str, list[Place]] = {}
    for place in canvas.free:
        cells = canvas.blocks[place.block].lines[place.line].cells[place.cell : place.cell + 3]
        name = "".join(cell.text for cell in cells)
        if len(name) == 3 and name[0] in SURNAMES and all(is_han(char) for char in name) and any(c in NAME_VARIANTS for c in name[1:]):
            seen.setdefault(name, []).append(place)
    free = set(canvas.free)
    names = [name for name, places in seen.items() if len(places) >= 3 and _varies(canvas, places)]
    rng.shuffle(names)
    for name in names[:count]:
        place = rng.choice(seen[name][1:])
        steps = [step for step in (1, 2) if name[step] in NAME_VARIANTS and place._replace(cell=place.cell + step) in free]
        if not steps or not canvas.is_free(place):
            continue
        step = rng.choice(steps)
        target = place._replace(cell=place.cell + step)
        cell = canvas.cell(target)
        canvas.change(target, (cell._replace(text=rng.choice(NAME_VARIANTS[cell.text]), kind="name-variant"),))


def _varies(canvas: Canvas, places: list[Place]) -> bool:
    """Whether what stands before and after a string varies, as it does with a name and not with a piece of a longer word."""
    before, after = set(), set()
    for place in places:
        cells = canvas.blocks[place.block].lines[place.line].cells
        before.add(cells[place.cell - 1].text if place.cell else "")
        after.add(cells[place.cell + 3].text if place.cell + 3 < len(cells) else "")
    return len(after) >= 3 and len(before) >= 2
