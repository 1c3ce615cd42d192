"""A decision: accepted, rejected, postponed or hand edit, of one finding or one change; who made it, and when."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from cleanup.edits import Edit, edit_start
from cleanup.page import Span

# Seconds are enough for people; fractions are kept where another program wrote them.
_WHEN = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00))?\Z", re.ASCII)


class Verdict(StrEnum):
    """What was decided; EDITED is a hand edit of the cleaned text, AS_PRINTED that the newspaper itself says so (sic) and it stays."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    AS_PRINTED = "as-printed"
    EDITED = "edited"


State = Literal["open", "accepted", "rejected", "as-printed", "postponed"]
# Where one finding has several decisions in force (two people's, or parts of its fix), the first of these counts.
STATE_OF: Final[Mapping[Verdict, State]] = MappingProxyType(
    {
        Verdict.ACCEPTED: "accepted",
        Verdict.EDITED: "accepted",
        Verdict.REJECTED: "rejected",
        Verdict.AS_PRINTED: "as-printed",
        Verdict.POSTPONED: "postponed",
    }
)


class Scope(StrEnum):
    """How far a rejection reaches: this finding, the same text under the same rule, or the rule on the whole page."""

    PLACE = "place"
    STRING = "string"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a page.

    `edits` are in code points of the source. `finding` is the fingerprint of the finding decided on, None for a hand edit;
    `alternative` and `part` say which of its fixes was taken, and which edits of that fix where not all of them. `string` is
    the flagged text that a rejection of scope STRING reaches. `when` is a time in UTC, ISO 8601, or empty.

    `supersedes` names decisions that this one takes the place of: wholly, or, for those named in `over`, only the edits that
    `over` lists (decision id, index in its `edits`). `derived_from` names decisions whose text this one changed further.
    A withdrawn decision is kept and has no effect. `batch` says that no person made it.
    """

    id: str
    verdict: Verdict
    edits: tuple[Edit, ...] = ()
    finding: str | None = None
    rule: str | None = None
    rule_version: int = 0
    spans: tuple[Span, ...] = ()
    alternative: int = 0
    part: tuple[int, ...] | None = None
    scope: Scope = Scope.PLACE
    string: str | None = None
    who: str = ""
    when: str = ""
    note: str = ""
    supersedes: tuple[str, ...] = ()
    over: tuple[tuple[str, int], ...] = ()
    derived_from: tuple[str, ...] = ()
    withdrawn: bool = False
    batch: bool = False

    def __post_init__(self) -> None:
        if not is_time(self.when):
            raise ValueError(f"{self.when!r} is not a time in UTC, ISO 8601, such as 2026-01-31T08:00:00Z")
        for text in (self.id, self.who, self.note):
            if not is_text(text):
                raise ValueError(f"{text!r} holds half a surrogate pair, which no file can hold")

    @property
    def start(self) -> int:
        """The first source offset that the decision names; 0 where it names none."""
        return min([edit_start(edit) for edit in self.edits] or [span.start for span in self.spans], default=0)


def sort_key(decision: Decision) -> tuple[int, str]:
    """The order of decisions in a file: by first source offset, then id."""
    return (decision.start, decision.id)


def is_time(when: str) -> bool:
    """Whether a string is empty or a time in UTC as ISO 8601 writes it."""
    return _WHEN.match(when) is not None


def is_text(text: str) -> bool:
    """Whether a string can be written as UTF-8: it holds no half of a surrogate pair."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def new_id() -> str:
    """An id for a person's decision: 32 random hexadecimal digits."""
    return os.urandom(16).hex()


def batch_id(page_id: str, finding_id: str, alternative: int, part: tuple[int, ...] | None = None) -> str:
    """The id of a decision that batch makes: the same for the same page, finding, alternative and part."""
    import hashlib

    plain = "\n".join([finding_id, str(alternative), "" if part is None else ",".join(map(str, part)), page_id])
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:32]


def now() -> str:
    """The present time in UTC to the second, as decisions carry it."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
