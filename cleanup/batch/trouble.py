"""What is said of a file or page that could not be worked on."""

from cleanup.batch.report import Failure
from cleanup.messages import KanwuError, Message


def failure(name: str, error: Exception | None, language: str) -> Failure:
    """A failure as a sentence; one that nobody foresaw with its traceback. None: the process that worked on it died."""
    if error is None:
        return Failure(name, Message("batch.died", {"name": name}).text(language))
    if isinstance(error, KanwuError):
        text = error.message.text(language)
        return Failure(name, text if name in text else Message("batch.at", {"name": name, "text": text}).text(language))
    from traceback import format_exception

    said = Message("batch.unexpected", {"name": name, "error": f"{type(error).__name__}: {error}"})
    return Failure(name, said.text(language), "".join(format_exception(error)))
