"""What a left-over function word stands for: the candidates worth proposing, and the fixes and evidence that say so."""

from collections.abc import Iterator, Sequence
from functools import cache

from cleanup.finding import Evidence, Fix, Safety
from cleanup.language import models
from cleanup.language.script import is_mostly_traditional
from cleanup.messages import Message
from cleanup.rules.analysis import Analysis
from cleanup.rules.characters.phrases import as_on_page, traditional_in_phrase
from cleanup.rules.tokens.choice import Candidate, Choice
from cleanup.rules.tokens.context import REACH
from cleanup.rules.tokens.latin import BLANKS, Stray

_TOPIC = "stray-english"
_MOST_FIXES = 4
_LEAST_SHARE = 0.01  # of a candidate that is proposed
_COORDINATORS = ("和", "与", "及")  # always all three, in the order of the ranking: which one was printed is a matter of style
_SIDE = 3 * REACH  # code points of the view on each side that the choice looks at, white space included
_NEAR = 100  # code points of the view on each side that tell the script
_ARTICLES = frozenset({"the", "a", "an"})
# Kinds of features (see `features`) that can be said in words.
_SAID_OF_WORDS = {
    "l": "stands-before",
    "lc": "stands-before",
    "m": "stands-left",
    "L": "stands-left",
    "r": "stands-after",
    "rc": "stands-after",
    "s": "stands-right",
    "R": "stands-right",
    "E": "ends-clause",
}


@cache
def choice() -> Choice:
    """The model, loaded once a process when the first left-over is met."""
    return Choice.load(models.lexicon(), models.ngrams())


def with_blanks(text: str, stray: Stray) -> tuple[int, int]:
    """The range of the token with the spaces beside it, those of a paragraph's indent and of a line's end left out."""
    start, end = stray.start, stray.end
    if stray.before:
        while text[start - 1] in BLANKS:
            start -= 1
        if text[start - 1] in "\r\n":
            start = stray.start
    if stray.after:
        while text[end] in BLANKS:
            end += 1
        if text[end] in "\r\n":
            end = stray.end
    return start, end


def ranked(analysis: Analysis, stray: Stray, start: int, end: int) -> list[Candidate]:
    """The candidates worth proposing in the page's script, likeliest first; nothing at all is always the last resort."""
    found = _ranked(analysis.text, stray, start, end)
    if not is_mostly_traditional(frozenset(analysis.text[max(0, start - _NEAR) : end + _NEAR])):
        return found
    characters = frozenset(analysis.page.text)
    return [candidate._replace(text=_traditional(candidate.text, characters)) for candidate in found]


def _traditional(word: str, characters: frozenset[str]) -> str:
    return "".join(as_on_page(traditional_in_phrase(word, at), characters) for at in range(len(word)))


def _ranked(text: str, stray: Stray, start: int, end: int) -> list[Candidate]:
    phrase = " ".join(stray.words)
    meant = next((word for word in stray.words if word not in _ARTICLES), stray.words[0])
    name = phrase if phrase in choice() else meant
    left, right = text[max(0, start - _SIDE) : start], text[end : end + _SIDE]
    ranking = list(choice().ranked(name, left, right))
    if not any(candidate.text == "" for candidate in ranking):
        ranking.append(Candidate("", 0.0, ()))
    if _said_already(stray, left, right, ranking[0].text):
        ranking.sort(key=lambda candidate: candidate.text != "")
    top = ranking[0].text
    worth = [c for c in ranking[:_MOST_FIXES] if c.probability >= _LEAST_SHARE or c.text == top]
    if "和" in {candidate.text for candidate in worth}:
        worth += [c for c in ranking if c.text in _COORDINATORS and c not in worth]
    if not any(candidate.text == "" for candidate in worth):
        worth.append(next(c for c in ranking if c.text == ""))
    return worth


def _said_already(stray: Stray, left: str, right: str, text: str) -> bool:
    """Whether what the token means stands beside it in Chinese: the word itself, or the mark of a list for its conjunction."""
    if stray.before == "、" and stray.words[-1] in ("and", "or"):
        return True
    return bool(text) and (left.rstrip().endswith(text) or right.lstrip().startswith(text))


def fixes_of(analysis: Analysis, token: str, start: int, end: int, ranking: Sequence[Candidate], confidence: float) -> tuple[Fix, ...]:
    """A fix a candidate, for the view's `start` to `end`."""
    fixes = []
    for candidate in ranking:
        edits = analysis.replaced(start, end, candidate.text)
        if edits:
            name = "fix-put" if candidate.text else "fix-nothing"
            title = Message(f"{_TOPIC}.{name}", {"token": token, "text": candidate.text})
            fixes.append(Fix(title, edits, Safety.ASK, round(confidence * candidate.probability, 3)))
    return tuple(fixes)


def reasons(ranking: Sequence[Candidate]) -> Iterator[Evidence]:
    """How the candidates rank, and what speaks most for the first."""
    shares = "、".join(f"{c.text or '∅'} {c.probability:.0%}" for c in ranking)
    yield Evidence(Message(f"{_TOPIC}.ranking", {"shares": shares}))
    best = ranking[0]
    for name, gain in best.reasons:
        kind, _, word = name.partition(":")
        if kind in _SAID_OF_WORDS:
            params = {"word": word, "text": best.text or "∅", "gain": f"{gain:.1f}"}
            yield Evidence(Message(f"{_TOPIC}.{_SAID_OF_WORDS[kind]}", params))
