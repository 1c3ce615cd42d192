"""English that an engine left in Chinese prose: function words, other words and clauses, letters for figures, single letters."""

from collections.abc import Iterator, Mapping
from math import exp

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.lazy import lazy
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.dropping import without
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.tokens.figures import Figure, figures
from cleanup.rules.tokens.latin import RUN, Clause, Stray, latin_runs
from cleanup.rules.tokens.letters import Letter, letters
from cleanup.rules.tokens.plain_words import Words, plain_words
from cleanup.rules.tokens.standing import choice, fixes_of, ranked, reasons, with_blanks

ID = "stray-english"
_COMMON = frozenset({"of", "to", "in", "on"})
_LONG_ENOUGH = 3  # letters: shorter words are also symbols, grades and syllables of Pinyin
_ASCII_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LATIN = lazy("[A-Za-z]+")


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a left-over: a function word or several, other words, a clause, letters in a figure, a letter."""
    if analysis.characters.isdisjoint(_ASCII_LETTERS):
        return
    text = analysis.text
    taken: set[int] = set()
    places = [match.span() for match in RUN.finditer(text)]
    for run in latin_runs(text, places, _is_function):
        if analysis.is_protected(run.start, run.end):
            continue
        taken.update((run.start, run.end - 1))
        if isinstance(run, Stray):
            yield _finding(analysis, run)
        elif analysis.kind_at(run.start) is not Kind.HEADLINE:
            yield _clause(analysis, run)
    for words in plain_words(text, places, analysis.page.text, _is_function):
        apart = taken.isdisjoint(range(words.start, words.end))
        if apart and not analysis.is_protected(words.start, words.end) and analysis.kind_at(words.start) is not Kind.HEADLINE:
            yield _clause(analysis, words)
    runs = [match.span() for low, high in places for match in _LATIN.finditer(text, low, high)]
    for figure in figures(text, runs):
        if not analysis.is_protected(figure.start, figure.end):
            taken.update(range(figure.start, figure.end))
            yield from _figure(analysis, figure)
    for letter in letters(text, runs, analysis.lexicon, analysis.page.text):
        if taken.isdisjoint(range(letter.start, letter.end)) and not analysis.is_protected(letter.start, letter.end):
            yield from _letter(analysis, letter)


def _is_function(word: str) -> bool:
    return word in choice()


def _finding(analysis: Analysis, stray: Stray) -> Finding:
    text = analysis.text
    start, end = with_blanks(text, stray)
    ranking = ranked(analysis, stray, start, end)
    evidence = (*_evidence(stray), *reasons(ranking))
    confidence = 1 / (1 + exp(-sum(each.weight for each in evidence)))
    token = text[stray.start : stray.end]
    best = ranking[0].text
    name = "message" if best else "message-nothing"
    return Finding(
        rule=ID,
        spans=analysis.spans(stray.start, stray.end),
        message=Message(f"{ID}.{name}", {"token": token, "text": best}),
        confidence=round(confidence, 3),
        evidence=evidence,
        fixes=fixes_of(analysis, token, start, end, ranking, confidence),
        group=f"{' '.join(stray.words)}→{best}",
        rests_on=analysis.rests_on(max(0, start - 1), end + 1),
    )


def _evidence(stray: Stray) -> Iterator[Evidence]:
    """Why the token is a left-over."""
    yield Evidence(Message(f"{ID}.function-word"), 1.0)
    if stray.both_chinese:
        yield Evidence(Message(f"{ID}.chinese-around"), 2.0)
    elif not stray.before or not stray.after:
        yield Evidence(Message(f"{ID}.edge"))
    else:
        yield Evidence(Message(f"{ID}.chinese-one-side"), 0.5)
    if len(stray.words[0]) < _LONG_ENOUGH and stray.words[0] not in _COMMON:
        yield Evidence(Message(f"{ID}.short"), -0.8)


def _clause(analysis: Analysis, clause: Clause | Words) -> Finding:
    """Words whose Chinese nobody knows but a reader: the fix takes them away, and a run that asks nobody leaves them."""
    text = analysis.text[clause.start : clause.end]
    start, end = _with_space(analysis.text, clause.start, clause.end)
    edits = without(analysis, start, end)
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    fixes = (Fix(Message(f"{ID}.fix-nothing", {"token": shown}), edits, Safety.ASK, 0.4, removes_text=True),) if edits else ()
    name = "message-clause" if clause.words > 1 else "message-word"
    evidence = (Evidence(Message(f"{ID}.{'clause' if clause.words > 1 else 'plain-word'}", {"count": clause.words})),)
    rests_on = analysis.rests_on(clause.start, clause.end)
    spans = analysis.spans(clause.start, clause.end)
    return Finding(ID, spans, Message(f"{ID}.{name}", {"text": shown}), 0.7, evidence, fixes, f"{ID}:words", rests_on)


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the single spaces beside it."""
    if text[start - 1 : start] in (" ", "\u00a0"):
        start -= 1
    if text[end : end + 1] in (" ", "\u00a0"):
        end += 1
    return start, end


def _figure(analysis: Analysis, figure: Figure) -> Iterator[Finding]:
    token = analysis.text[figure.start : figure.end]
    edits = analysis.replaced(figure.start, figure.end, figure.after)
    if edits:
        params = {"token": token.strip(), "text": figure.after.strip()}
        fix = Fix(Message(f"{ID}.fix-put", params), edits, Safety.ASK, figure.confidence)
        message, rests_on = Message(f"{ID}.message-figure", params), analysis.rests_on(figure.start, figure.end)
        yield Finding(ID, analysis.spans(figure.start, figure.end), message, figure.confidence, (), (fix,), f"{ID}:figure", rests_on)


def _letter(analysis: Analysis, letter: Letter) -> Iterator[Finding]:
    """A single letter: nothing, or the character of its shape that makes a word there."""
    fixes = []
    for number, after in enumerate((*letter.shapes, "")):
        edits = analysis.replaced(letter.start, letter.end, after)
        if edits:
            title = Message(f"{ID}.fix-put" if after else f"{ID}.fix-nothing", {"token": letter.letter, "text": after})
            fixes.append(Fix(title, edits, Safety.ASK, 0.7 if number == 0 else 0.2))
    if fixes:
        message = Message(f"{ID}.message-letter", {"token": letter.letter})
        rests_on = analysis.rests_on(letter.start, letter.end)
        spans = analysis.spans(letter.start, letter.end)
        evidence = (Evidence(Message(f"{ID}.lone-letter")),)
        yield Finding(ID, spans, message, 0.7, evidence, tuple(fixes), f"{ID}:letter", rests_on)


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    local=True,
    version=2,
    examples=(
        Example("防汛指挥部 and 气象台连夜会商。", "防汛指挥部和气象台连夜会商。"),
        Example("这是全市人民 of 共同心愿。", "这是全市人民的共同心愿。"),
        Example("工程于2O19年l月开工。", "工程于2019年1月开工。"),
        Example("市民可以到 KTV 和 5G 体验店咨询。", "市民可以到 KTV 和 5G 体验店咨询。"),
    ),
)
