"""The configuration of a run: `kanwu.toml`, found upwards from the page, checked key by key.

    encoding = "gb18030"                # how pages are read, where the file itself must not decide
    allow = ["5G"]                      # no rule flags a place inside one of these strings

    [rule.punctuation-width]
    level = "ask"                       # off, show, ask, safe: the most its fixes may be
    allow = ["A,B"]                     # as above, for this rule alone
    marks = ",;"                        # any other key is an option of the rule

    [[rule.user]]                       # a rule made of data alone
    id = "old-name"
    hint = "The county was renamed in 1984."
    table = { "青川城" = "清川城" }      # or: pattern = "…" with replacement = "…"
    safety = "ask"                      # show, ask, safe; what changes Han characters or digits asks even under safe
    example = { before = "到青川城去", after = "到清川城去" }

    [[ignore]]                          # nothing is flagged where every key given here fits
    page = "1998-*.txt"                 # a page id, with * and ?
    rule = "quotes"
    text = "5'10"

Whether a rule and its options exist is the registry's to check, which alone knows the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from cleanup.finding import Safety
from cleanup.messages import KanwuError
from cleanup.rejections import Rejection, find_rejections, load_rejections

OFF = 0  # a level below every Safety
LEVELS: Mapping[str, int] = {"off": OFF, "show": Safety.SHOW, "ask": Safety.ASK, "safe": Safety.SAFE}
FILE_NAME = "kanwu.toml"
_MOST_BYTES: Final = 16_000_000

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What the configuration says of one rule: the most its fixes may be (OFF, SHOW, ASK, SAFE; None: as measured), and options."""

    level: int | None = None
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UserRule:
    """A data-only rule of the user: a pattern (regular expression) or a table of strings, with a hint.

    `replacement` may use `\\1` or `\\g<name>`; without one a pattern only shows. `safety` is the most a fix may be: one that changes
    Han characters or digits is at most ASK whatever it says. `example` is a text before and after.
    """

    id: str
    hint: str
    pattern: str | None = None
    replacement: str | None = None
    table: Mapping[str, str] = field(default_factory=dict)
    safety: Safety = Safety.ASK
    example: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """A place where nothing is flagged: all keys that are given must fit.

    `page` is a page id with `*` and `?`; `rule` a rule id; `text` a string in which the flagged place lies.
    """

    page: str | None = None
    rule: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that changes what is found; the same object serves window and batch.

    `allow` are strings that no rule may flag. `allow_by_rule` adds to it for one rule. `rejected` are those that a reviewer rejected,
    which `kanwu.rejected` holds.
    """

    path: Path | None = None
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    user_rules: tuple[UserRule, ...] = ()
    allow: frozenset[str] = frozenset()
    allow_by_rule: Mapping[str, frozenset[str]] = field(default_factory=dict)
    encoding: str | None = None
    ignores: tuple[Ignore, ...] = ()
    rejected: frozenset[Rejection] = frozenset()

    def level(self, rule_id: str, earned: Safety) -> int:
        """The most that fixes of this rule may be: what the configuration says, never above what the rule earned."""
        setting = self.rules.get(rule_id)
        if setting is None or setting.level is None:
            return earned
        return min(setting.level, earned)


def find_config(start: Path) -> Path | None:
    """The `kanwu.toml` in the folder of `start` (or in `start`, where it is a folder) or in the nearest one above; None without one."""
    start = start.absolute()
    for folder in (start, *start.parents):
        path = folder / FILE_NAME
        if path.is_file():
            return path
    return None


def load_config(path: Path) -> Config:
    """Reads one configuration file; KanwuError names file, key and the nearest known name."""
    return parse_config(read_config(path), path)


def parse_config(data: bytes, path: Path) -> Config:
    """The configuration that a file's bytes hold; `path` is what errors name."""
    import tomllib

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KanwuError("config.not-toml", path=str(path), reason=str(error)) from error
    return _Reader(path).config(values)


def read_config(path: Path) -> bytes:
    """The bytes of a configuration; no more than a person may have written, since a device never ends."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise KanwuError("config.unreadable", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from error
    if len(data) > _MOST_BYTES:
        raise KanwuError("config.too-large", path=str(path), most=_MOST_BYTES // 1_000_000)
    return data


def config_for(page: Path) -> Config:
    """The configuration that holds for a page's file: the nearest `kanwu.toml` above it, else the defaults, and what was rejected there."""
    path, rejected = find_config(page), find_rejections(page)
    config = Config() if path is None else load_config(path)
    return config if rejected is None else replace(config, rejected=load_rejections(rejected))


def unknown_name(path: Path | None, key: str, name: str, known: Sequence[str]) -> KanwuError:
    """The error for a name that is none of `known`; says which of them is the nearest."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    where = str(path) if path is not None else "-"
    if near:
        return KanwuError("config.unknown-near", path=where, at=key, name=name, near=near[0])
    return KanwuError("config.unknown", path=where, at=key, name=name, known=", ".join(sorted(known)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the values of one file into a Config; every error names the file and the key."""

    path: Path

    def config(self, values: Mapping[str, object]) -> Config:
        self.known(values, "", ("encoding", "allow", "rule", "ignore"))
        rules: dict[str, RuleSetting] = {}
        allow_by_rule: dict[str, frozenset[str]] = {}
        user_rules: list[UserRule] = []
        for name, value in self.table(values.get("rule", {}), "rule").items():
            key = f"rule.{name}"
            if name == "user":
                user_rules = [self.user_rule(item, f"{key}[{n}]") for n, item in enumerate(self.tables(value, key), 1)]
                continue
            setting = dict(self.table(value, key))
            allow = setting.pop("allow", None)
            if allow is not None:
                allow_by_rule[name] = frozenset(self.strings(allow, f"{key}.allow"))
            level = setting.pop("level", None)
            rules[name] = RuleSetting(None if level is None else self.level(level, f"{key}.level"), setting)
        self.different(user_rules)
        return Config(
            path=self.path,
            rules=rules,
            user_rules=tuple(user_rules),
            allow=frozenset(self.strings(values.get("allow", []), "allow")),
            allow_by_rule=allow_by_rule,
            encoding=self.encoding(values.get("encoding")),
            ignores=tuple(self.ignore(item, f"ignore[{n}]") for n, item in enumerate(self.tables(values.get("ignore", []), "ignore"), 1)),
        )

    def user_rule(self, values: Mapping[str, object], key: str) -> UserRule:
        self.known(values, key, ("id", "hint", "pattern", "replacement", "table", "safety", "example"))
        for name in ("id", "hint"):
            if name not in values:
                raise KanwuError("config.missing", path=str(self.path), at=f"{key}.{name}")
        if ("pattern" in values) == ("table" in values):
            raise KanwuError("config.pattern-or-table", path=str(self.path), at=key)
        if "replacement" in values and "pattern" not in values:
            raise KanwuError("config.replacement-alone", path=str(self.path), at=key)
        table = self.table(values.get("table", {}), f"{key}.table")
        example = values.get("example")
        return UserRule(
            id=self.text(values["id"], f"{key}.id"),
            hint=self.text(values["hint"], f"{key}.hint"),
            pattern=self.text(values["pattern"], f"{key}.pattern") if "pattern" in values else None,
            replacement=self.typed(values["replacement"], str, f"{key}.replacement") if "replacement" in values else None,
            table={self.text(k, f"{key}.table"): self.typed(v, str, f"{key}.table.{k}") for k, v in table.items()},
            safety=Safety(max(self.level(values.get("safety", "ask"), f"{key}.safety"), Safety.SHOW)),
            example=None if example is None else self.example(self.table(example, f"{key}.example"), f"{key}.example"),
        )

    def example(self, values: Mapping[str, object], key: str) -> tuple[str, str]:
        self.known(values, key, ("before", "after"))
        before = self.typed(values.get("before", ""), str, f"{key}.before")
        return before, self.typed(values.get("after", before), str, f"{key}.after")

    def ignore(self, values: Mapping[str, object], key: str) -> Ignore:
        self.known(values, key, ("page", "rule", "text"))
        if not values:
            raise KanwuError("config.empty-ignore", path=str(self.path), at=key)
        given = {name: self.text(value, f"{key}.{name}") for name, value in values.items()}
        return Ignore(given.get("page"), given.get("rule"), given.get("text"))

    def encoding(self, value: object) -> str | None:
        if value is None:
            return None
        import codecs

        name = self.text(value, "encoding")
        try:
            codecs.lookup(name)
        except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
            raise KanwuError("config.encoding", path=str(self.path), name=name) from error
        return name

    def level(self, value: object, key: str) -> int:
        name = self.typed(value, str, key)
        if name not in LEVELS:
            raise unknown_name(self.path, key, name, tuple(LEVELS))
        return LEVELS[name]

    def different(self, rules: Sequence[UserRule]) -> None:
        ids = [rule.id for rule in rules]
        for number, name in enumerate(ids, 1):
            if name in ids[: number - 1]:
                raise KanwuError("config.twice", path=str(self.path), at=f"rule.user[{number}].id", name=name)

    def known(self, values: Mapping[str, object], key: str, known: Sequence[str]) -> None:
        for name in values:
            if name not in known:
                raise unknown_name(self.path, f"{key}.{name}" if key else name, name, known)

    def table(self, value: object, key: str) -> Mapping[str, object]:
        return self.typed(value, dict, key)

    def tables(self, value: object, key: str) -> list[Mapping[str, object]]:
        return [self.table(item, f"{key}[{n}]") for n, item in enumerate(self.typed(value, list, key), 1)]

    def strings(self, value: object, key: str) -> list[str]:
        return [self.text(item, f"{key}[{n}]") for n, item in enumerate(self.typed(value, list, key), 1)]

    def text(self, value: object, key: str) -> str:
        text = self.typed(value, str, key)
        if not text:
            raise KanwuError("config.empty", path=str(self.path), at=key)
        return text

    def typed(self, value: object, kind: type[_Value], key: str) -> _Value:
        if not isinstance(value, kind):
            raise KanwuError("config.type", path=str(self.path), at=key, expected=type_name(kind), found=type_name(type(value)))
        return value


def type_name(kind: type) -> str:
    """What TOML calls the type of a value."""
    names = {bool: "boolean", int: "integer", float: "float", str: "string", list: "array", tuple: "array of strings", dict: "table"}
    return names.get(kind, kind.__name__)
