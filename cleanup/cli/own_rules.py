"""What `kanwu rules` does beside listing: trying the user's own rules on their examples, and writing into `kanwu.toml`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.console import Console

if TYPE_CHECKING:
    from cleanup.config import Config, UserRule
    from cleanup.config_writing import Written
    from cleanup.rules.record import Rule


class Trial(NamedTuple):
    """What a rule made of a text: how many places it flags, the text after its fixes, and that text gone through once more."""

    flagged: int
    made: str
    again: str


def try_rules(console: Console, config: "Config", only: str | None) -> int:
    """Run each rule of the user's own over its example, or one of them; 1 where an example does not come out as it says.

    KanwuError where the configuration is wrong in another way.
    """
    from cleanup.batch.settings import find_rule
    from cleanup.rules.registry import load_rules

    plain = replace(config, user_rules=tuple(replace(user, example=None) for user in config.user_rules))
    every = load_rules(plain)
    own = {user.id: user for user in config.user_rules}
    if only is not None:
        own = {only: own[find_rule([rule for rule in every if rule.id in own], only).id]}
    tried = failed = 0
    for user in own.values():
        if user.example is None:
            console.out(console.say("test-none", rule=user.id))
            continue
        wrong = _complaint(console, user, _trial(find_rule(every, user.id), user.example[0], plain))
        tried += 1
        failed += wrong is not None
        before, after = user.example
        console.out(wrong or console.say("test-passes", rule=user.id, before=before, after=after))
    console.note(console.say("tested", tried=tried, failed=failed, without=len(own) - tried))
    return 1 if failed else 0


def _trial(rule: "Rule", text: str, config: "Config") -> Trial:
    """A rule at work on a text as on a page: the allow-lists and ignores hold, its level does not."""
    plain = replace(config, rules={})
    flagged, made = _mended(rule, text, plain)
    return Trial(flagged, made, _mended(rule, made, plain)[1])


def _mended(rule: "Rule", text: str, config: "Config") -> tuple[int, str]:
    from cleanup.engine import analyse
    from cleanup.layout import make_page
    from cleanup.page import Origin
    from cleanup.render import render

    page = make_page("example", text, Origin())
    found = analyse(page, config, rules=(rule,)).findings
    return len(found), render(page, [edit for finding in found for fix in finding.fixes[:1] for edit in fix.edits]).text


def _complaint(console: Console, user: "UserRule", trial: Trial) -> str | None:
    """What is wrong with an example; None where it comes out."""
    assert user.example is not None
    before, after = user.example
    if not trial.flagged:
        return console.say("test-silent", rule=user.id, before=before)
    if trial.made != after:
        return console.say("test-fails", rule=user.id, before=before, after=after, made=trial.made)
    if trial.again != trial.made:
        return console.say("test-again", rule=user.id, before=before, after=after, again=trial.again)
    return None


def write_lists(
    console: Console, path: Path, allow: Sequence[str], rule: str | None, always: Sequence[tuple[str, str]], config: Path | None
) -> int:
    """Write strings into the configuration `config`, or the one that holds for the page or folder at `path`."""
    from cleanup.config_writing import always_fix, config_place, never_flag

    place = config if config is not None else config_place(path)
    for text in allow:
        written = never_flag(place, text, rule)
        name = "allowed-by-rule" if rule is not None else "allowed"
        _tell(console, written, console.say(name, text=text, rule=rule or ""))
    for before, after in always:
        written = always_fix(place, before, after, console.language)
        known = written.instead_of
        name = "always" if known is None or not written.changed else "always-instead"
        _tell(console, written, console.say(name, before=before, after=after, known=known or ""))
    return 0


def _tell(console: Console, written: "Written", what: str) -> None:
    console.out(console.say("list-written" if written.changed else "list-there", path=written.path, what=what))
