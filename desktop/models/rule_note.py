"""What a rule is, from its record."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.rules.record import Rule


class RuleNote(NamedTuple):
    """A rule in words: what it flags, why that is wrong in a newspaper, how far its fix may be trusted, and examples before and after.

    `options` are names with what they do and their defaults. Sentences that a rule of somebody else's lacks are empty.
    """

    id: str
    title: str
    flags: str
    why: str
    trust: str
    safety: str
    examples: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str, str], ...]


def note_of(rule: "Rule", language: str) -> RuleNote:
    """The record of a rule in a language."""
    return RuleNote(
        rule.id,
        rule.text("title", language) or rule.id,
        rule.text("flags", language),
        rule.text("why", language),
        rule.text("trust", language),
        rule.safety.label,
        tuple((example.before, example.after) for example in rule.examples),
        tuple((name, option.help.text(language), str(option.default)) for name, option in rule.options.items()),
    )
