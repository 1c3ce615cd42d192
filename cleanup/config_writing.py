"""Writing into `kanwu.toml`: the strings that are never flagged, those that are always to be changed, and confusions that were learned.

What a person wrote there stays where it is, comments and all: a string joins the list or table that is there, and what is missing is put
behind the plain keys or at the end of the file. The new text is read again before it takes the old one's place, so a file that is laid
out in a way not known here is left alone and the person told what to add.
"""

import codecs
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from cleanup.config import FILE_NAME, Config, find_config, parse_config, read_config, unknown_name
from cleanup.messages import KanwuError, Message

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import InlineTable, Table

ALWAYS: Final = "always"
"""The id of the user rule whose table holds what is always to be changed."""

_LOOKALIKE: Final = "lookalike"
_CONFUSIONS: Final = "confusions"
_LONGEST: Final = 1000  # code points of one string: longer ones are passages, and no list of words
_OTHER_LINE_ENDS: Final = "\u2028\u2029"
_PATIENCE: Final = 5.0  # seconds for another program to finish writing

_Values = dict[str, Any]
_Made = TypeVar("_Made")


class _Changed(NamedTuple):
    """The new text, and what had been put for the string."""

    text: str
    instead_of: str | None = None


# Makes the new text, and of the values that the file holds those that the new text must hold; None where all is there already.
_Change = Callable[[str, Config, _Values], _Changed | None]


class Written(NamedTuple):
    """Where a string was written, whether that changed the file, and what had been put for it before (None: nothing).

    `before` and `after` are the file's bytes then and now, None where there is no file: see `put_back`.
    """

    path: Path
    changed: bool
    instead_of: str | None = None
    before: bytes | None = None
    after: bytes | None = None


def config_place(start: Path) -> Path:
    """The `kanwu.toml` that holds for a page or folder: the nearest one above it, else the one to be made in its folder."""
    found = find_config(start)
    if found is not None:
        return found
    return (start if start.is_dir() else start.parent) / FILE_NAME


def never_flag(path: Path, text: str, rule: str | None = None) -> Written:
    """Puts a string on the allow-list of the configuration at `path`, of one rule or of all; the file is made where there is none.

    KanwuError where the string is none that a list can hold, where it is one that is always to be changed, where there is no such rule,
    and where the file cannot be read or written.
    """
    _refuse_nonsense(path, text)

    def change(old: str, config: Config, values: _Values) -> _Changed | None:
        always = _always(config)
        if text in always and rule in (None, ALWAYS):
            raise KanwuError("config-writing.is-changed", path=str(path), text=text, after=always[text])
        if text in config.allow or (rule is not None and text in config.allow_by_rule.get(rule, ())):
            return None
        owner = values if rule is None else values.setdefault("rule", {}).setdefault(rule, {})
        owner.setdefault("allow", []).append(text)
        return _Changed(_with_allowed(old, text) if rule is None else _with_listed(old, rule, "allow", [text]))

    added = f"allow = [{_quoted(text)}]"
    return _rewrite(path, change, added if rule is None else f"[rule.{rule}] {added}", rule)


def always_fix(path: Path, before: str, after: str, language: str = "en") -> Written:
    """Has a string changed wherever it stands, by the table of the user rule `always` in the configuration at `path`.

    What was to be put for it before gives way. `language` is that of the hint written into a new rule. KanwuError as in `never_flag`,
    where the two strings are the same, where the string is never to be flagged, and where the table would change its own result again.
    """
    _refuse_nonsense(path, before)
    if after:
        _refuse_nonsense(path, after)
    if before == after:
        raise KanwuError("config-writing.same", path=str(path), text=before)

    def change(old: str, config: Config, values: _Values) -> _Changed | None:
        if before in config.allow or before in config.allow_by_rule.get(ALWAYS, ()):
            raise KanwuError("config-writing.is-allowed", path=str(path), text=before)
        if any(rule.id == ALWAYS and rule.pattern is not None for rule in config.user_rules):
            raise KanwuError("config-writing.is-a-pattern", path=str(path), name=ALWAYS)
        known = _always(config).get(before)
        if known == after:
            return None
        hint = Message("config-writing.hint").text(language)
        rules = values.setdefault("rule", {}).setdefault("user", [])
        own = next((each for each in rules if each["id"] == ALWAYS), None)
        if own is None:
            rules.append({"id": ALWAYS, "hint": hint, "safety": "ask", "table": {before: after}})
        else:
            own["table"][before] = after
        return _Changed(_with_always(old, before, after, hint), known)

    added = f"[[rule.user]] id = {_quoted(ALWAYS)} table = {{ {_quoted(before)} = {_quoted(after)} }}"
    return _rewrite(path, change, added)


def confirm_confusions(path: Path, pairs: Sequence[str]) -> Written:
    """Tells the rule for look-alikes of confusions that somebody confirmed: pairs of what was read and what is right.

    Those that the configuration at `path` has already stay where they are. KanwuError as in `never_flag`.
    """
    for pair in pairs:
        _refuse_nonsense(path, pair)

    def change(old: str, config: Config, values: _Values) -> _Changed | None:
        setting = config.rules.get(_LOOKALIKE)
        known = setting.options.get(_CONFUSIONS) if setting is not None else None
        new = [pair for pair in dict.fromkeys(pairs) if not isinstance(known, list | tuple) or pair not in known]
        if not new:
            return None
        values.setdefault("rule", {}).setdefault(_LOOKALIKE, {}).setdefault(_CONFUSIONS, []).extend(new)
        return _Changed(_with_listed(old, _LOOKALIKE, _CONFUSIONS, new))

    return _rewrite(path, change, f"[rule.{_LOOKALIKE}] {_CONFUSIONS} = {_quoted_list(pairs)}", _LOOKALIKE)


def _refuse_nonsense(path: Path, text: str) -> None:
    """KanwuError for a string that no rule can find, or that stands everywhere."""
    if not text.strip():
        raise KanwuError("config-writing.blank", path=str(path))
    if len(text) > _LONGEST:
        raise KanwuError("config-writing.too-long", path=str(path), most=_LONGEST)
    if any(ord(char) < 32 or 127 <= ord(char) < 160 or "\ud800" <= char <= "\udfff" or char in _OTHER_LINE_ENDS for char in text):
        raise KanwuError("config-writing.control", path=str(path))


def _always(config: Config) -> Mapping[str, str]:
    return next((rule.table for rule in config.user_rules if rule.id == ALWAYS), {})


# The text. It is changed section by section: tomlkit keeps the order of what it reads only where no table is scattered over the file.


def _sections(text: str) -> list[str]:
    """The text cut before each header of a table; the first piece holds the plain keys, and may be empty."""
    import tomllib

    sections: list[str] = []
    start = at = 0
    for line in text.split("\n"):
        if line.lstrip(" \t").startswith("["):
            with suppress(tomllib.TOMLDecodeError):  # then the line stands inside a string or array
                tomllib.loads(text[start:at])
                sections.append(text[start:at])
                start = at
        at += len(line) + 1
    return [*sections, text[start:]]


def _with_allowed(old: str, text: str) -> str:
    from tomlkit import parse

    first, *others = _sections(old)
    document = parse(first)
    if len(document) == 0:
        head, rest = _head(old)
        return f"{head}allow = [{_quoted(text)}]\n{chr(10) if rest else ''}{rest}"
    _list(document, "allow", [text])
    return "".join([document.as_string(), *others])


def _with_listed(old: str, rule: str, key: str, texts: Sequence[str]) -> str:
    from tomlkit import parse

    sections = _sections(old)
    for n, section in enumerate(sections):
        document: Any = parse(section)
        if rule in document.get("rule", {}):
            _list(document["rule"][rule], key, texts)
            return "".join([*sections[:n], document.as_string(), *sections[n + 1 :]])
    return _with_section(old, f"[rule.{rule}]", f"{key} = {_quoted_list(texts)}")


def _with_always(old: str, before: str, after: str, hint: str) -> str:
    from tomlkit import parse

    sections = _sections(old)
    ours = False
    for n, section in enumerate(sections):
        document: Any = parse(section)
        user = document.get("rule", {}).get("user")
        if isinstance(user, list):
            user = user[-1]
            ours = user["id"] == ALWAYS
        if not ours or user is None or "table" not in user:
            continue
        pairs = user["table"]
        if before in pairs:
            pairs[before] = after
        else:
            _put(pairs, before, after)
        return "".join([*sections[:n], document.as_string(), *sections[n + 1 :]])
    head = f'[[rule.user]]\nid = {_quoted(ALWAYS)}\nhint = {_quoted(hint)}\nsafety = "ask"\n'
    return _with_section(old, head, "[rule.user.table]", f"{_quoted(before)} = {_quoted(after)}")


def _with_section(old: str, *lines: str) -> str:
    return f"{old}{chr(10) if old.strip() else ''}{chr(10).join(lines)}\n"


def _list(owner: Any, key: str, texts: Sequence[str]) -> None:
    if key in owner:
        owner[key].extend(texts)
    else:
        _put(owner, key, list(texts))


def _head(old: str) -> tuple[str, str]:
    """The comment that a file begins with, where an empty line parts it from what follows, and the rest."""
    lines = old.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if not count or (count < len(lines) and lines[count].strip()):
        return "", old
    head, rest = "\n".join(lines[:count]), "\n".join(lines[count:]).lstrip("\r\n")
    return head + "\n\n", rest


def _put(owner: "TOMLDocument | Table | InlineTable", name: str, value: object) -> None:
    """Adds a key behind the last one, before the comments and empty lines that lead over to the next section."""
    from tomlkit import item
    from tomlkit.items import InlineTable, SingleKey, Table

    if isinstance(owner, InlineTable):
        owner[name] = value
        return
    body = (owner.value if isinstance(owner, Table) else owner).body
    last = max((n for n, (key, _) in enumerate(body) if key is not None), default=-1)
    made = item(value)
    made.trivia.trail = "\n"
    # Straight into the list that is written out: tomlkit's own way puts the key behind those comments, and empty lines around it.
    body.insert(last + 1, (SingleKey(name), made))


def _quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _quoted_list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


# The file.


def put_back(path: Path, now: bytes | None, then: bytes | None) -> None:
    """Makes the file what it was `then`, where it is still what it is known to be `now`; None is no file.

    KanwuError where somebody has changed it meanwhile, and where it cannot be written; it is left alone then.
    """

    def put() -> None:
        if path.is_symlink():
            raise KanwuError("config-writing.link", path=str(path), target=str(path.resolve()))
        if (read_config(path) if path.exists() else None) != now:
            raise KanwuError("config-writing.changed-since", path=str(path))
        if then is None:
            path.unlink(missing_ok=True)
        else:
            _replace(path, then)

    _locked(path, put)


def _rewrite(path: Path, change: _Change, added: str, rule: str | None = None) -> Written:
    """Changes the file under a lock, and only if what comes out holds what was there and reads as a configuration."""
    return _locked(path, lambda: _rewritten(path, change, added, rule))


def _locked(path: Path, work: Callable[[], _Made]) -> _Made:
    """Does what is done to the file while no other program writes it; KanwuError where that cannot be."""
    from filelock import FileLock, Timeout

    lock = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(str(lock), timeout=_PATIENCE, thread_local=False):
            try:
                return work()
            finally:
                with suppress(OSError):  # a lock left behind holds nobody up
                    lock.unlink()
    except Timeout:
        raise KanwuError("config-writing.busy", path=str(path), lock=str(lock)) from None
    except OSError as error:
        raise KanwuError("config-writing.unwritable", path=str(path), reason=error.strerror or str(error)) from error


def _rewritten(path: Path, change: _Change, added: str, rule: str | None) -> Written:
    import tomllib

    from tomlkit.exceptions import TOMLKitError

    if path.is_symlink():
        raise KanwuError("config-writing.link", path=str(path), target=str(path.resolve()))
    data = read_config(path) if path.exists() else b""
    config, known = _checked(data, path)
    if rule is not None and rule not in known:
        raise unknown_name(path, f"rule.{rule}", rule, known)
    text = data.decode("utf-8-sig")
    whole = text if not text or text.endswith("\n") else f"{text}\n"
    values = tomllib.loads(text)
    by_hand = KanwuError("config-writing.by-hand", path=str(path), added=added)
    try:
        changed = change(whole, config, values)
        if changed is None:
            return Written(path, changed=False)
        made = _same_line_ends(text, changed.text)
        if tomllib.loads(made) != values:
            raise by_hand
    except (TOMLKitError, tomllib.TOMLDecodeError, LookupError, TypeError, AttributeError) as error:
        raise by_hand from error
    new = made.encode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8")
    _checked(new, path)
    there = path.exists()
    _replace(path, new)
    return Written(path, True, changed.instead_of, data if there else None, new)


def _same_line_ends(old: str, new: str) -> str:
    """The new text with the line ends of the old one, where these are all the same."""
    if "\r\n" not in old or "\n" in old.replace("\r\n", ""):
        return new
    return new.replace("\r\n", "\n").replace("\n", "\r\n")


def _checked(data: bytes, path: Path) -> tuple[Config, tuple[str, ...]]:
    """The configuration, whose rules can all be made, and the ids of all rules under it."""
    from cleanup.rules.registry import load_rules

    config = parse_config(data, path)
    rules = load_rules(config)
    return config, tuple(rule.id for rule in rules)


def _replace(path: Path, data: bytes) -> None:
    """The new content in the old one's place, with its permissions; who reads meanwhile sees one or the other."""
    temporary = path.with_name(f".{path.name}.tmp")  # one name: the lock is held, and a dead writer's is reused
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    finally:
        with suppress(OSError):  # gone where all went well
            temporary.unlink()
