"""The ordered list of rules, and what joins it: installed plug-ins and the user's own data-only rules.

A plug-in is a distribution with an entry point in the group `kanwu.rules` that names a `Rule`.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from cleanup.config import Config, type_name, unknown_name
from cleanup.finding import Safety
from cleanup.messages import KanwuError
from cleanup.rules.characters import extra_char, invisible, lookalike, missing_char, mojibake, radicals, script_mix
from cleanup.rules.consistency import dates, figures, name_variant
from cleanup.rules.order import block_order, column_join, false_join, lost_text
from cleanup.rules.record import OptionValue, Rule
from cleanup.rules.repeats import duplicate_paragraph, repeated_phrase
from cleanup.rules.structure import furniture, headline_level
from cleanup.rules.tokens import markup, stray_english, stray_script
from cleanup.rules.typography import brackets, dashes_ellipses, digits, enumeration, line_wrap, punctuation_width, quotes, spacing

if TYPE_CHECKING:
    from cleanup.rules.analysis import Analysis

GROUP: Final = "kanwu.rules"

# The order in which help, reports and findings of one place list them; those of stage ORDER run first whatever their place.
RULES: Final[tuple[Rule, ...]] = (
    column_join.RULE,
    lost_text.RULE,
    false_join.RULE,
    block_order.RULE,
    duplicate_paragraph.RULE,
    repeated_phrase.RULE,
    furniture.RULE,
    headline_level.RULE,
    stray_english.RULE,
    stray_script.RULE,
    markup.RULE,
    radicals.RULE,
    invisible.RULE,
    script_mix.RULE,
    mojibake.RULE,
    lookalike.RULE,
    missing_char.RULE,
    extra_char.RULE,
    line_wrap.RULE,
    spacing.RULE,
    punctuation_width.RULE,
    dashes_ellipses.RULE,
    digits.RULE,
    quotes.RULE,
    brackets.RULE,
    enumeration.RULE,
    dates.RULE,
    figures.RULE,
    name_variant.RULE,
)


def load_rules(config: Config) -> tuple[Rule, ...]:
    """All rules of a run: ours in their order, then plug-ins by name, then the user's own.

    A plug-in that cannot be loaded stands in the list as a rule that raises, so that it is reported and the others go on. KanwuError
    where two rules share an id, and where the configuration names a rule or an option that does not exist or has another type.
    """
    rules = [*RULES, *_plugins(), *_user_rules(config)]
    owners: dict[str, Rule] = {}
    for rule in rules:
        if owners.setdefault(rule.id, rule) is not rule:
            raise KanwuError("registry.same-id", name=rule.id)
    _check(config, owners)
    return tuple(rules)


def _user_rules(config: Config) -> Iterator[Rule]:
    if not config.user_rules:
        return
    from cleanup.rules.user_rules import make_rule  # with the judge of costly patterns, which most configurations have no use for

    for user in config.user_rules:
        yield make_rule(user, config.path)


def options_of(rule: Rule, config: Config) -> Mapping[str, OptionValue]:
    """The rule's options: its defaults, with what the configuration says in their place."""
    values = {name: option.default for name, option in rule.options.items()}
    setting = config.rules.get(rule.id)
    if setting is not None:
        for name, value in setting.options.items():
            if name not in rule.options:
                raise unknown_name(config.path, f"rule.{rule.id}.{name}", name, ("level", "allow", *rule.options))
            option = rule.options[name]
            values[name] = _typed(config, f"rule.{rule.id}.{name}", value, option.default)
            if option.choices and value not in option.choices:
                raise unknown_name(config.path, f"rule.{rule.id}.{name}", str(value), option.choices)
    return values


def _check(config: Config, rules: Mapping[str, Rule]) -> None:
    for name in {**config.rules, **config.allow_by_rule}:
        if name not in rules:
            raise unknown_name(config.path, f"rule.{name}", name, tuple(rules))
        options_of(rules[name], config)
    for number, ignore in enumerate(config.ignores, 1):
        if ignore.rule is not None and ignore.rule not in rules:
            raise unknown_name(config.path, f"ignore[{number}].rule", ignore.rule, tuple(rules))


def _typed(config: Config, key: str, value: object, default: OptionValue) -> OptionValue:
    """The value in the type of the option's default: an integer serves as a float, an array of strings as a tuple."""
    if isinstance(default, tuple):
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
    elif isinstance(default, bool) or isinstance(value, bool):
        if isinstance(default, bool) and isinstance(value, bool):
            return value
    elif isinstance(default, float):
        if isinstance(value, int | float):
            return float(value)
    elif isinstance(default, int):
        if isinstance(value, int):
            return value
    elif isinstance(value, str):
        return value
    path = str(config.path) if config.path is not None else "-"
    raise KanwuError("config.type", path=path, at=key, expected=type_name(type(default)), found=type_name(type(value)))


def _plugins() -> Iterator[Rule]:
    if not _announced(sys.path):
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            rule = point.load()
        except Exception as error:  # whatever a stranger's module raises is reported as that of a rule
            yield _broken(point.name, error)
            continue
        if not isinstance(rule, Rule):
            raise KanwuError("registry.not-a-rule", name=point.name, value=point.value, found=type(rule).__name__)
        yield rule if rule.texts is not None else replace(rule, texts={})


def _announced(folders: Iterable[str]) -> bool:
    """Whether some installed distribution announces an entry point of our group.

    A look into the `entry_points.txt` files costs a thirtieth of importing `importlib.metadata`, and most machines have no plug-in.
    """
    mark = f"[{GROUP}]"
    for folder in folders:
        try:
            places = [p for p in Path(folder).iterdir() if p.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for place in places:
            try:
                if mark in (place / "entry_points.txt").read_text(encoding="utf-8"):
                    return True
            except (OSError, UnicodeDecodeError):
                continue
    return False


def _broken(name: str, error: Exception) -> Rule:
    """A rule in the place of a plug-in that could not be loaded: it raises what loading it raised."""

    def find(_analysis: "Analysis", _options: Mapping[str, OptionValue]) -> NoReturn:
        raise error

    return Rule(id=name, find=find, safety=Safety.SHOW, examples=(), texts={})
