"""Gathers the names of a folder's pages in a process of its own, at low priority. No Qt.

    python -m desktop.gathering ENCODING PATCHES SAMPLES PATCHES_OF_SAMPLES

Reads a JSON list of files from the standard input, and writes for each of their pages the doubtful names there: a pickled mapping from
file and number of the page to names, pickled themselves, since the window only hands them on. The arguments are those of `Desk.like`.
"""

import json
import os
import pickle
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cleanup.batch.naming import RECORDS, page_name
from cleanup.config import OFF
from cleanup.messages import KanwuError
from cleanup.readers import open_source
from cleanup.rules.consistency import name_variant
from cleanup.rules.consistency.name_pairs import Gathering
from desktop.desk import Desk, PageRef

_POLITE = 10  # steps of priority below the window


def names_of(desk: Desk, files: Sequence[Path]) -> Mapping[tuple[str, int], bytes]:
    """The doubtful names of each page of a folder's files, pickled, as the commands find them; empty where there are fewer than two pages.

    A file that cannot be read has none.
    """
    gathering, pages = Gathering(), {}
    for path in files:
        place = desk.on_disk(PageRef(path, 0, ""))
        if place.book is None or place.book.config.level(name_variant.RULE.id, name_variant.RULE.safety) <= OFF:
            continue
        with suppress(KanwuError, OSError, UnicodeError):
            source = open_source(path, encoding=place.encoding)
            alone = source.format not in RECORDS
            for index, (page, text) in enumerate(source.texts()):
                name = pages[str(path), index] = page_name(path, page, one_page=alone)
                gathering.add(name_variant.page_names(text, name))
    if len(pages) < 2:
        return {}
    found = name_variant.folder_names(gathering)
    return {place: pickle.dumps(tuple(found.on_page(name))) for place, name in pages.items()}


def main(encoding: str, patches: str, samples: str, of_samples: str) -> None:
    """Answers once."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_POLITE)
    files = [Path(name) for name in json.loads(sys.stdin.readline())]
    found = names_of(Desk.like(encoding, patches, samples, of_samples), files)
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(pickle.dumps(dict(found)))
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:5])
