"""A process that decides one thing after another on a page and says so: the one that the tests kill.

Run as `python -m tests.journal_appender PATCH FIRST EVERY`: appends decisions from number FIRST on, prints the number of each
once it is acknowledged, and folds the journal after every EVERY of them.
"""

import sys
from pathlib import Path

from cleanup.page import Origin, Page
from cleanup.patchfile import Journal
from cleanup.review import Decision, Verdict


def long_page() -> Page:
    """A page with room for many decisions."""
    text = "".join(f"第{n}行,水位回落\n\n" for n in range(400))
    return Page("page.txt", text, origin=Origin("page.txt", data=text.encode()))


def numbered(number: int) -> Decision:
    """The decision of a number: each a little different, so that a mixed-up line would show."""
    return Decision(f"d{number:06}", Verdict.POSTPONED, finding=f"f{number}", rule="rule-a", who=f"w{number}", note="注" * (number % 300))


def main(path: Path, first: int, every: int) -> None:
    journal = Journal(path, long_page())
    print("open", flush=True)  # noqa: T201  # the parent reads it
    for number in range(first, first + 100_000):
        journal.append(numbered(number))
        print(number, flush=True)  # noqa: T201  # the parent reads it
        if number % every == 0:
            journal.fold()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
