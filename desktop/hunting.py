"""Looks for words, or for a finding's pattern, in many files, in a process of its own that can be ended at any moment. No Qt.

    python -m desktop.hunting ENCODING PATCHES SAMPLES PATCHES_OF_SAMPLES

The first line of the standard input is what to look for, as JSON; each further line is a file's path, answered by one line: its places,
or why it cannot be read. The arguments are those of `Desk.like`.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.patchfile import PatchReader, exists, review_from
from cleanup.readers import open_source
from cleanup.readers.text import TextSource
from cleanup.render import render
from cleanup.review import Review
from cleanup.search import Query, Search, hits_in
from cleanup.search.places import MOST, Pattern, Place, finding_places, record
from desktop.counting import settled
from desktop.desk import Desk, PageRef
from desktop.looking import PageOnDisk, look

_POLITE = 2  # steps of priority below the window, above the counting of pages: somebody waits for this


def places_in(place: PageOnDisk, wanted: Search | Pattern) -> Iterator[Place]:
    """What is found on the pages of a file; KanwuError where it cannot be read."""
    source = open_source(place.path, encoding=place.encoding)
    decided = exists(place.patch)
    if not decided and isinstance(source, TextSource):
        text = source.decoded.text
        if not wanted.may_be_in(text):
            return
        if isinstance(wanted, Search):
            # Nothing was decided: the text is the cleaned one, and nobody asks where its lines are.
            rendered = render(Page(source.page_id, text, source.rule), ())
            yield from (Place(str(place.path), 0, source.page_id, hit) for hit in hits_in(rendered, wanted))
            return
    reader = PatchReader(place.patch) if decided else None
    try:
        for index, page in enumerate(source.pages()):
            records = None if reader is None else reader.records(page.id)
            review = Review(page) if records is None else review_from(records, page, place.patch)
            if isinstance(wanted, Search):
                for hit in hits_in(review.rendered, wanted):
                    yield Place(str(place.path), index, page.id, hit)
            elif place.book is not None and wanted.may_be_in(page.text):
                found = review.with_findings(look(review, place.book, settled(review)))
                yield from finding_places(str(place.path), index, found, wanted)
    finally:
        if reader is not None:
            reader.close()


def wanted_of(plain: dict[str, Any]) -> Search | Pattern:
    """What a request asks for."""
    return Pattern(**plain["pattern"]) if "pattern" in plain else Search(Query(**plain["query"]))


def answer(path: str, desk: Desk, wanted: Search | Pattern, language: str) -> dict[str, Any]:
    """The answer for one file."""
    try:
        there = desk.on_disk(PageRef(Path(path), 0, ""))
        return {"path": path, "places": [record(place) for place in islice(places_in(there, wanted), MOST)], "problem": ""}
    except KanwuError as error:
        return {"path": path, "places": [], "problem": error.message.text(language)}
    except OSError as error:
        return {"path": path, "places": [], "problem": f"{path}: {error.strerror or error}"}


def main(encoding: str, patches: str, samples: str, of_samples: str) -> None:
    """Answers until the standard input ends."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_POLITE)
    desk = Desk.like(encoding, patches, samples, of_samples)
    request = json.loads(sys.stdin.readline())
    wanted = wanted_of(request)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line), desk, wanted, request["language"])) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:5])
