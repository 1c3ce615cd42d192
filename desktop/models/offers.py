"""What a reviewer may choose to do about the state of a page, above its texts."""

from typing import NamedTuple


class Offer(NamedTuple):
    """A sentence and its choices: each a name and what its button says."""

    name: str
    text: str
    choices: tuple[tuple[str, str], ...]
