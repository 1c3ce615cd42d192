"""`kanwu rules`: each rule's own record, as text or as Markdown; trying the user's own rules; lists of what is never or always changed."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.command import Command, config_option, option, path_type
from cleanup.cli.console import Console
from cleanup.cli.help import columns, definitions, width, wrapped
from cleanup.messages import KanwuError

if TYPE_CHECKING:
    from cleanup.config import Config
    from cleanup.rules.record import OptionValue, Rule


def command(console: Console) -> Command:
    """The command, with its help in the run's language."""
    return Command(
        console,
        "rules",
        partial(rules, console),
        [
            click.Argument(["rule"], required=False, metavar="[RULE]"),
            option(console, "--format", "format_", type=click.Choice(("text", "md")), default="text", help="opt-format-rules"),
            option(console, "--test", "test", is_flag=True, help="opt-test-rules"),
            option(console, "--allow", metavar="TEXT", multiple=True),
            option(console, "--rule", "for_rule", metavar="RULE", help="opt-rule-allow"),
            option(console, "--always", metavar="BEFORE AFTER", multiple=True, nargs=2, type=str),
            option(console, "--for", "place", metavar="PATH", type=path_type()),
            config_option(console),
        ],
    )


def rules(
    console: Console,
    *,
    rule: str | None,
    format_: str,
    test: bool,
    allow: tuple[str, ...],
    for_rule: str | None,
    always: tuple[tuple[str, str], ...],
    place: Path | None,
    config: Path | None,
) -> int:
    """Print one rule's record, or a list of all rules; or try the user's own rules, or write into the configuration."""
    from cleanup.batch.settings import find_rule
    from cleanup.cli.own_rules import try_rules, write_lists
    from cleanup.config import config_for, load_config
    from cleanup.rules.registry import load_rules

    if for_rule is not None and not allow:
        raise KanwuError("cli.rule-without-allow")
    if (allow or always) and (test or rule is not None):
        raise KanwuError("cli.lists-alone")
    start = Path.cwd() if place is None else place
    if place is not None and not place.exists():
        raise KanwuError("cli.no-place", path=str(place))
    if allow or always:
        return write_lists(console, start, allow, for_rule, always, config)
    settings = load_config(config) if config is not None else config_for(start)
    if test:
        return try_rules(console, settings, rule)
    every = load_rules(settings)
    if rule is None:
        lines = _table(console, every, settings) if format_ == "md" else _list(console, every, settings)
    else:
        found = find_rule(every, rule)
        lines = _page(console, found, settings) if format_ == "md" else _text(console, found, settings)
    console.out("\n".join(lines))
    return 0


def level_name(rule: "Rule", config: "Config") -> str:
    """What the rule's fixes may be at most in this configuration: off, show, ask or safe."""
    from cleanup.config import LEVELS

    level = config.level(rule.id, rule.safety)
    return next(name for name, value in LEVELS.items() if value == level)


def _list(console: Console, every: "Sequence[Rule]", config: "Config") -> Iterator[str]:
    longest = max(width(rule.id) for rule in every)
    for rule in every:
        title = wrapped(rule.text("title", console.language), columns() - longest - 10)
        yield f"  {rule.id}{' ' * (longest - width(rule.id))}  {level_name(rule, config):4}  {next(title)}"
        yield from (f"{' ' * (longest + 10)}{line}" for line in title)
    yield ""
    yield from wrapped(console.say("rules-more"), columns())


def _text(console: Console, rule: "Rule", config: "Config") -> Iterator[str]:
    language, say, cells = console.language, console.say, columns()
    yield f"{rule.id}: {rule.text('title', language)}"
    yield ""
    for name in ("flags", "why", "trust"):
        text = rule.text(name, language)
        if text:
            yield say(f"rule-{name}")
            yield from wrapped(text, cells - 2, 2)
            yield ""
    lines = list(_measured(console, rule))
    if lines:
        yield say("rule-measured")
        for line in lines:
            yield from wrapped(line, cells - 2, 2)
        yield ""
    yield say("rule-level", level=level_name(rule, config), earned=rule.safety.label)
    yield say("rule-version", version=rule.version)
    if rule.examples:
        yield ""
        yield say("rule-examples")
        for example in rule.examples:
            yield ""
            yield from _shown(example.before)
            if example.after == example.before:
                yield f"    {say('rule-silent')}"
            else:
                yield "  →"
                yield from _shown(example.after)
    if rule.options:
        yield ""
        yield say("rule-options", rule=rule.id)
        terms = [(f"{name} = {_toml(value.default)}", console.text(value.help)) for name, value in rule.options.items()]
        yield from definitions(terms, cells)


def _measured(console: Console, rule: "Rule") -> Iterator[str]:
    """Sentences on what was measured of a rule; none of one that does not ship with Kanwu."""
    from cleanup.rules.measured import measured

    damage, clean = measured(rule.id) if rule.texts is None else (None, None)
    if damage is not None and damage.made:
        yield console.say(
            "rule-on-damage",
            wanted=damage.wanted,
            found=damage.found,
            recall=f"{damage.found / max(1, damage.wanted):.3f}",
            made=damage.made,
            right=damage.right,
            precision=f"{damage.right / damage.made:.3f}",
        )
        if damage.safe:
            yield console.say("rule-safe-wrong", safe=damage.safe, wrong=damage.safe_wrong)
    if clean is not None:
        yield console.say("rule-on-clean", characters=clean.characters, asked=clean.asked, shown=clean.shown)


def _shown(text: str) -> Iterator[str]:
    """A text of an example, line by line, with signs for indents that could not be seen."""
    for line in text.replace("\u3000", "␣").replace("\t", "⇥").split("\n"):
        yield f"    {line}"


def _table(console: Console, every: "Sequence[Rule]", config: "Config") -> Iterator[str]:
    """All rules as a Markdown table."""
    say = console.say
    yield f"| {say('column-rule')} | {say('column-flags')} | {say('column-before')} | {say('column-after')} | {say('column-level')} |"
    yield "|---|---|---|---|---|"
    for rule in every:
        example = next((e for e in rule.examples if e.before != e.after), None)
        before, after = (_cell(example.before), _cell(example.after)) if example is not None else ("", "")
        flags = rule.text("flags", console.language).replace("|", "\\|").replace("\n", " ")
        yield f"| `{rule.id}` | {flags} | {before} | {after} | {level_name(rule, config)} |"


def _page(console: Console, rule: "Rule", config: "Config") -> Iterator[str]:
    """A rule as a page of documentation."""
    language, say = console.language, console.say
    yield f"# {rule.id}: {rule.text('title', language)}"
    yield ""
    for name in ("flags", "why", "trust"):
        text = rule.text(name, language)
        if text:
            yield f"## {say(f'rule-{name}')}"
            yield ""
            yield text
            yield ""
    lines = list(_measured(console, rule))
    if lines:
        yield f"## {say('rule-measured')}"
        yield ""
        yield " ".join(lines)
        yield ""
    yield say("rule-level", level=level_name(rule, config), earned=rule.safety.label)
    if rule.examples:
        yield ""
        yield f"## {say('rule-examples')}"
        yield ""
        yield f"| {say('column-before')} | {say('column-after')} |"
        yield "|---|---|"
        for example in rule.examples:
            after = say("rule-silent") if example.after == example.before else _cell(example.after)
            yield f"| {_cell(example.before)} | {after} |"
    if rule.options:
        yield ""
        yield f"## {say('rule-options', rule=rule.id)}"
        yield ""
        for name, value in rule.options.items():
            yield f"- `{name} = {_toml(value.default)}`: {console.text(value.help)}"


def _cell(text: str) -> str:
    """A text as code in a cell of a Markdown table; its line ends are shown as ⏎."""
    shown = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("|", "\\|")
    fence = "``" if "`" in shown else "`"
    return f"{fence}{shown}{fence}"


def _toml(value: "OptionValue") -> str:
    """An option's default as it would stand in `kanwu.toml`."""
    import json

    if isinstance(value, tuple):
        return f"[{', '.join(json.dumps(item, ensure_ascii=False) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)
