"""Counts the findings of pages in a process of its own, at low priority, so that the window's keys stay quick. No Qt.

    python -m desktop.counting ENCODING PATCHES SAMPLES PATCHES_OF_SAMPLES

Reads a JSON list a line: path and number of a page, and the names of its folder that are doubtful there, as `Beside` has them, in Base64,
or null. Answers each with one line, as `Counted` has it. Ends when nobody asks any more.
The arguments are those of `Desk.like`.
"""

import json
import os
import sys
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cleanup.messages import KanwuError
from cleanup.readers import open_source
from cleanup.review import Review, Verdict
from desktop.desk import Desk, PageRef
from desktop.looking import Beside, PageOnDisk, look, read_page
from desktop.open_file import MANY

_POLITE = 5  # steps of priority below the window: it gives way, and still comes to an end on a busy machine
_SETTLED = (Verdict.ACCEPTED, Verdict.EDITED, Verdict.REJECTED, Verdict.AS_PRINTED)


class Counted(NamedTuple):
    """A page's findings: how many are open, how many there are; and the page's status. `open` is None where it could not be read."""

    open: int | None
    found: int
    status: str


def count_page(place: PageOnDisk, names: bytes | None = None) -> Counted:
    """Reads a page with its decisions, and counts what the rules find there; `names` are those of its folder, as `Beside` has them."""
    try:
        review, status = read_page(place)
        alone = open_source(place.path, encoding=place.encoding).format not in MANY
    except (KanwuError, OSError):
        return Counted(None, 0, "new")
    if place.book is None:
        return Counted(0, 0, status)
    beside = Beside(place.path if alone else None, place.encoding, names)
    found: Review = review.with_findings(look(review, place.book, settled(review), beside))
    return Counted(len(found.open_findings), len(found.findings), status)


def settled(review: Review) -> frozenset[str]:
    """The findings that were settled on a page, those that are not found any more too."""
    return frozenset(d.finding for d in review.standing.in_force if d.finding is not None and d.verdict in _SETTLED)


def main(encoding: str, patches: str, samples: str, of_samples: str) -> None:
    """Answers until the standard input ends."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_POLITE)
    desk = Desk.like(encoding, patches, samples, of_samples)
    for line in sys.stdin:
        path, index, names = json.loads(line)
        ref = PageRef(Path(path), index, "")
        answer = json.dumps(count_page(desk.on_disk(ref), None if names is None else b64decode(names))) + "\n"
        try:
            sys.stdout.write(answer)
            sys.stdout.flush()
        except BrokenPipeError:
            os._exit(0)  # the window has died: nobody is left to be told, and the interpreter would complain on its way out


if __name__ == "__main__":
    main(*sys.argv[1:5])
