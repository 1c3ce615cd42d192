"""English function words that an engine left in Chinese prose, and what to put in their place."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.lexicon import Lexicon
from cleanup.language.ngrams import Ngrams
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.tokens.choice import Candidate, Choice
from cleanup.rules.tokens.context import REACH
from cleanup.rules.tokens.latin import BLANKS, Clause, Stray, latin_runs

ID = "stray-english"
_MOST_FIXES = 4
_LEAST_SHARE = 0.01  # of a candidate that is proposed
_COORDINATORS = ("和", "与", "及")  # always all three, in the order of the ranking: which one was printed is a matter of style
_SIDE = 3 * REACH  # code points of the view on each side that the choice looks at, white space included
_ARTICLES = frozenset({"the", "a", "an"})
_COMMON = frozenset({"of", "to", "in", "on"})
_LONG_ENOUGH = 3  # letters: shorter words are also symbols, grades and syllables of Pinyin
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
def _choice() -> Choice:
    """The model, loaded once a process when the first left-over is met."""
    return Choice.load(Lexicon.load(), Ngrams.load())


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a left-over, and one to look at for each clause of English in mid-sentence."""
    for run in latin_runs(analysis.text, lambda word: word in _choice()):
        if analysis.is_protected(run.start, run.end):
            continue
        if isinstance(run, Stray):
            yield _finding(analysis, run)
        elif analysis.kind_at(run.start) is not Kind.HEADLINE:
            yield _clause(analysis, run)


def _finding(analysis: Analysis, stray: Stray) -> Finding:
    text = analysis.text
    start, end = _with_blanks(text, stray)
    ranking = _ranked(text, stray, start, end)
    evidence = (*_evidence(stray, foreign=not text[stray.end - 1].isascii()), *_reasons(ranking))
    confidence = 1 / (1 + exp(-sum(each.weight for each in evidence)))
    token = text[stray.start : stray.end]
    fixes = []
    for candidate in ranking:
        edits = analysis.replaced(start, end, candidate.text)
        if edits:
            name = "fix-put" if candidate.text else "fix-nothing"
            title = Message(f"{ID}.{name}", {"token": token, "text": candidate.text})
            fixes.append(Fix(title, edits, Safety.ASK, round(confidence * candidate.probability, 3)))
    best = ranking[0].text
    name = "message" if best else "message-nothing"
    return Finding(
        rule=ID,
        spans=analysis.spans(stray.start, stray.end),
        message=Message(f"{ID}.{name}", {"token": token, "text": best}),
        confidence=round(confidence, 3),
        evidence=evidence,
        fixes=tuple(fixes),
        group=f"{' '.join(stray.words)}→{best}",
        rests_on=analysis.rests_on(max(0, start - 1), end + 1),
    )


def _with_blanks(text: str, stray: Stray) -> tuple[int, int]:
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


def _ranked(text: str, stray: Stray, start: int, end: int) -> list[Candidate]:
    """The candidates worth proposing, likeliest first; nothing at all is always the last resort."""
    choice = _choice()
    phrase = " ".join(stray.words)
    meant = next((word for word in stray.words if word not in _ARTICLES), stray.words[0])
    name = phrase if phrase in choice else meant
    left, right = text[max(0, start - _SIDE) : start], text[end : end + _SIDE]
    ranking = list(choice.ranked(name, left, right))
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


def _evidence(stray: Stray, *, foreign: bool) -> Iterator[Evidence]:
    """Why the token is a left-over."""
    yield Evidence(Message(f"{ID}.other-script" if foreign else f"{ID}.function-word"), 1.0)
    if stray.both_chinese:
        yield Evidence(Message(f"{ID}.chinese-around"), 2.0)
    elif not stray.before or not stray.after:
        yield Evidence(Message(f"{ID}.edge"))
    else:
        yield Evidence(Message(f"{ID}.chinese-one-side"), 0.5)
    if not foreign and len(stray.words[0]) < _LONG_ENOUGH and stray.words[0] not in _COMMON:
        yield Evidence(Message(f"{ID}.short"), -0.8)


def _reasons(ranking: Sequence[Candidate]) -> Iterator[Evidence]:
    """How the candidates rank, and what speaks most for the first."""
    shares = "、".join(f"{c.text or '∅'} {c.probability:.0%}" for c in ranking)
    yield Evidence(Message(f"{ID}.ranking", {"shares": shares}))
    best = ranking[0]
    for name, gain in best.reasons:
        kind, _, word = name.partition(":")
        if kind in _SAID_OF_WORDS:
            params = {"word": word, "text": best.text or "∅", "gain": f"{gain:.1f}"}
            yield Evidence(Message(f"{ID}.{_SAID_OF_WORDS[kind]}", params))


def _clause(analysis: Analysis, clause: Clause) -> Finding:
    text = analysis.text[clause.start : clause.end]
    return Finding(
        rule=ID,
        spans=analysis.spans(clause.start, clause.end),
        message=Message(f"{ID}.message-clause", {"text": text if len(text) <= 40 else f"{text[:40]}…"}),
        confidence=0.5,
        evidence=(Evidence(Message(f"{ID}.clause", {"count": clause.words})),),
        rests_on=analysis.rests_on(clause.start, clause.end),
    )


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    local=True,
    examples=(
        Example("防汛指挥部 and 气象台连夜会商。", "防汛指挥部和气象台连夜会商。"),
        Example("这是全市人民 of 共同心愿。", "这是全市人民的共同心愿。"),
        Example("市民可以到 KTV 和 5G 体验店咨询。", "市民可以到 KTV 和 5G 体验店咨询。"),
    ),
)
