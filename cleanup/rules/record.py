"""What a rule is: a value that says what it flags, how far to trust it, and the function that finds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from cleanup.finding import Finding, Safety
from cleanup.messages import Message

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis

OptionValue = bool | int | float | str | tuple[str, ...]


class Stage(IntEnum):
    """When a rule runs: ORDER first, on the source as it stands; TEXT on the page in its proposed reading order."""

    ORDER = 1
    TEXT = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A line of text before and after the rule's first fix; `after` equals `before` where the rule must stay silent."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a rule in `kanwu.toml`: its default, whose type is the option's type, what it does, and what it may be.

    `choices` are the values of a string that are known; none means any.
    """

    default: OptionValue
    help: Message
    choices: tuple[str, ...] = ()


Find = Callable[["Analysis", Mapping[str, OptionValue]], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Help panel, command line, documentation and tests read this record.

    `safety` is the highest safety its fixes may carry. `local` says that what it finds in a paragraph of the view depends on that
    paragraph and those beside it alone, so that after a key it runs over these and not over the page.

    The catalogue holds its sentences under the rule's id: `title`, `flags` (what it flags), `why` (why that is wrong in a newspaper)
    and `trust` (how far its fix may be trusted; what was measured of it stands in `measured`).
    A rule that is not our own gives them as `texts`: those it has, each a string for every language or a message.
    """

    id: str
    find: Find
    safety: Safety
    examples: tuple[Example, ...]
    stage: Stage = Stage.TEXT
    local: bool = False
    version: int = 1
    options: Mapping[str, Option] = field(default_factory=dict)
    texts: Mapping[str, str | Message] | None = None

    def text(self, name: str, language: str = "en") -> str:
        """One of the record's sentences (`title`, `flags`, `why`, `trust`) in a language."""
        if self.texts is not None:
            own = self.texts.get(name, "")
            return own.text(language) if isinstance(own, Message) else own
        return Message(f"{self.id}.{name}").text(language)
