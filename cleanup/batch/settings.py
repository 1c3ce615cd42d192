"""What holds for a whole run: the configurations of its pages, how they are read, and the rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cleanup.batch.inputs import Input
from cleanup.config import Config, config_for, load_config
from cleanup.messages import KanwuError
from cleanup.readers import Source, open_source
from cleanup.rules.record import Rule, Stage


class Configured(NamedTuple):
    """The configurations that hold for the inputs of a run, each once, and for each input the number of its own."""

    configs: tuple[Config, ...]
    of: tuple[int, ...]


def configured(inputs: Sequence[Input], explicit: Path | None = None) -> Configured:
    """The configuration of each input: the file `explicit` for all, or the nearest `kanwu.toml` above each.

    KanwuError where a configuration cannot be read.
    """
    if explicit is not None:
        return Configured((load_config(explicit),), (0,) * len(inputs))
    by_folder: dict[Path, int] = {}
    numbers: dict[object, int] = {}
    configs: list[Config] = []
    for item in inputs:
        folder = item.path.parent
        if folder not in by_folder:
            config = config_for(folder)
            same = (config.path, config.rejected)
            if same not in numbers:
                numbers[same] = len(configs)
                configs.append(config)
            by_folder[folder] = numbers[same]
    return Configured(tuple(configs), tuple(by_folder[item.path.parent] for item in inputs))


class RuleBook:
    """The rules of each configuration of a run, loaded when the first page asks for them; a copy in another process loads its own."""

    def __init__(self, configs: Sequence[Config], only: frozenset[str] | None = None) -> None:
        """`only` names the rules that are wanted; rules that put the page in order run all the same, since others read their result."""
        self.configs = tuple(configs)
        self.only = only
        self._loaded: dict[int, tuple[Rule, ...]] = {}

    def __reduce__(self) -> tuple[type["RuleBook"], tuple[tuple[Config, ...], frozenset[str] | None]]:
        return RuleBook, (self.configs, self.only)

    def rules(self, number: int) -> tuple[Rule, ...]:
        """The rules under configuration `number`; KanwuError where it names a rule that does not exist."""
        if number not in self._loaded:
            from cleanup.rules.registry import load_rules

            rules = load_rules(self.configs[number])
            if self.only is not None:
                for name in sorted(self.only):
                    find_rule(rules, name)
                rules = tuple(rule for rule in rules if rule.id in self.only or rule.stage is Stage.ORDER)
            self._loaded[number] = rules
        return self._loaded[number]

    def load_all(self) -> None:
        """Loads the rules of every configuration, so that what is wrong in one is told before any page is read."""
        for number in range(len(self.configs)):
            self.rules(number)

    def wants(self, rule: str) -> bool:
        """Whether findings of this rule are asked for."""
        return self.only is None or rule in self.only


def find_rule(rules: Sequence[Rule], name: str) -> Rule:
    """The rule with this id; KanwuError, with the nearest id there is, where there is none."""
    for rule in rules:
        if rule.id == name:
            return rule
    from difflib import get_close_matches

    known = [rule.id for rule in rules]
    near = get_close_matches(name, known, 1, 0.5)
    raise KanwuError("batch.unknown-rule", name=name, known=", ".join(near or known))


def open_input(item: Input, config: Config, encoding: str | None) -> Source:
    """The input's pages; `encoding` as asked for on the command line wins over that of the configuration."""
    return open_source(item.path, encoding=encoding or config.encoding)


def codec_name(name: str) -> str:
    """The codec that a user's name for an encoding of output means; KanwuError where it is none that pages can be written in."""
    from cleanup.readers.encoding import decode, split_encoding

    return split_encoding(decode(b"", name, "--to-encoding").encoding)[0]
