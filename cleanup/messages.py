"""The message catalogue: every sentence the engine and the command line say, by key and language.

A key is `topic.name`; the topic names a file in `resources/messages/`, read when its first message is asked for. A file maps
each name to its text in `en`, `zh_CN` and `zh_TW`; a text is a `str.format` template. Where `count` is 1 the name with `-one` behind it is
taken, if the file has it: “1 block”, not “1 blocks”.
"""

import copyreg
import json
import os
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from cleanup.resources import resource

LANGUAGES = ("en", "zh_CN", "zh_TW")
_BYTES: Final = MappingProxyType({0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)})  # of names, as Python reads them


def language_from_environment(environ: Mapping[str, str] = os.environ) -> str:
    """The catalogue language that the locale variables name; `en` where they name another or none.

    `KANWU_LANG` wins over `LC_ALL`, `LC_MESSAGES` and `LANG`, in this order.
    """
    for name in ("KANWU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            tag = value.split(".")[0].split("@")[0].replace("-", "_")
            if tag in LANGUAGES:
                return tag
            if tag.startswith("zh"):
                traditional = any(part in tag for part in ("Hant", "TW", "HK", "MO"))
                return "zh_TW" if traditional else "zh_CN"
            return "en"
    return "en"


@cache
def _topic(topic: str) -> Mapping[str, Mapping[str, str]]:
    path = resource("messages", f"{topic}.json")
    catalogue: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return catalogue


class Message(NamedTuple):
    """A sentence by key, with the values for its template; text only when a language is chosen."""

    key: str
    params: Mapping[str, object] = {}

    def text(self, language: str = "en") -> str:
        """The sentence in `language`, messages among its values too; KeyError for a key that no catalogue holds."""
        topic, _, name = self.key.partition(".")
        params = {key: value.text(language) if isinstance(value, Message) else value for key, value in self.params.items()}
        catalogue = _topic(topic)
        texts = catalogue.get(f"{name}-one", catalogue[name]) if params.get("count") == 1 else catalogue[name]
        return in_any_file(texts[language].format(**params))  # a file's name may be among the values


def in_any_file(text: str) -> str:
    r"""A text without lone surrogates, which no file holds: a byte of a file's name that is no UTF-8 is written as `\xff`.

    >>> print(in_any_file("\udcfe水位.txt"))
    \xfe水位.txt
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_BYTES).encode("utf-8", "backslashreplace").decode("utf-8")
    return text


def literal(text: str) -> Message:
    """A message that is the same in every language: text that a user or a plug-in wrote."""
    return Message("literal.text", {"text": text})


class KanwuError(Exception):
    """Something the user can mend: says what, where and what to do; the command line exits with 2."""

    def __init__(self, key: str, **params: object) -> None:
        self.message = Message(key, params)
        super().__init__(key, params)

    def __str__(self) -> str:
        return self.message.text("en")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors come back from worker processes, and subclasses have constructors of their own.
        return (copyreg.__newobj__, (type(self), *self.args), self.__dict__)  # type: ignore[attr-defined]  # not in the stubs
