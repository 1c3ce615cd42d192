"""Characters and phrases that were read twice on end, against reduplication and words that meet by chance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import exp
from typing import NamedTuple

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import CHINESE_DIGITS, HAN_RUN, OPENERS, han_before
from cleanup.language.ngrams import ORDER, squash
from cleanup.language.reduplication import EACH, idiom_of, is_natural_phrase, is_shared
from cleanup.language.script import fold, has_traditional
from cleanup.layout.names import SURNAMES
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.consistency.name_mentions import OFFICES, REPORTERS
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.repeats.doubles import Double, Doubles, find_doubles
from cleanup.rules.repeats.doubling import FEATURES, LEAST, REACH, Place, features, gain_of_one, load_weights

ID = "repeated-phrase"
_ASK = 0.5  # natural-log odds from which on a double is asked about
_SHOW = -1.1  # below these nothing is said
_UNITS = frozenset("十百千")
_COUNTS = frozenset("一二三四五六七八九两几")
_AROUND = 10  # code points beside a place that the character model is given
_PARALLEL = 12  # characters on each side in which a second echo makes the first a figure of speech
_MOST = 5_000  # doubles of a page that are weighed, each in a third of a millisecond; a page of a newspaper has fifty
_LOOP = 40  # characters from which on a phrase again and again is a loop, which duplicate-paragraph tells of
_ROLES = tuple(sorted(OFFICES | REPORTERS))
_PREPOSITIONS = frozenset("把处")  # classifiers that are other words as well: 一一把它们记下


class Slip(NamedTuple):
    """Something said twice that may be a slip: the text that stands there, what should, and why, with the odds.

    `drop` is the range of the text that goes; `instead` what all of it becomes where an idiom was garbled.
    """

    double: Double
    drop: tuple[int, int]
    evidence: tuple[Evidence, ...]
    instead: str = ""

    @property
    def odds(self) -> float:
        """Natural-log odds that it is a slip."""
        return sum(each.weight for each in self.evidence)


def find(analysis: Analysis, options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a double that is likelier a slip than a figure of speech or two words that meet."""
    text = analysis.flow.text
    page = _Page(analysis, text)
    slips = [*page.characters(), *page.phrases(), *page.echoes()]
    for slip in _apart(slips):
        finding = page.finding(slip)
        if finding is not None:
            yield finding


def _apart(slips: Iterable["Slip"]) -> Iterator["Slip"]:
    """Slips that overlap no other; of those that do the longest of each neighbourhood, the first of equals."""
    best: Slip | None = None
    for slip in sorted(slips, key=lambda each: (each.double.start, -each.double.size)):
        if best is None or slip.double.start >= best.double.end:
            if best is not None:
                yield best
            best = slip
        elif slip.double.size > best.double.size:
            best = slip
    if best is not None:
        yield best


class _Page:
    """One page's doubles, in a text with its hard wraps closed."""

    def __init__(self, analysis: Analysis, text: str) -> None:
        self.analysis = analysis
        self.shown = text

    @cached_property
    def text(self) -> str:
        """The text in simplified characters, which the tables know."""
        return fold(self.shown) if has_traditional(self.shown) else self.shown

    @cached_property
    def _doubles(self) -> Doubles:
        return find_doubles(self.text)

    # ---- characters --------------------------------------------------------------------------------------------------------

    def characters(self) -> Iterator[Slip]:
        """Characters that were read twice. A double that stands on the page again behind the same character is none."""
        found = self._doubles.characters[:_MOST]
        seen = Counter(self.text[max(0, double.start - 1) : double.end] for double in found)
        weights = load_weights()
        for double in found:
            if seen[self.text[max(0, double.start - 1) : double.end]] > 1 or double.rounds > 3:
                continue
            before, after = self._beside(double)
            if self.text[double.start] in SURNAMES and before.endswith(_ROLES):
                continue  # the name of whoever has the role
            place = Place.of(self.text, double.start, double.end, before, after)
            idiom = idiom_of(place.char * 2 + after[:2], self.analysis.lexicon) if double.rounds == 2 and len(after) >= 2 else ""
            if idiom:
                yield Slip(double, (double.start + 1, double.end), (self._reason("idiom", 3.0, idiom=idiom),), idiom)
                continue
            if double.rounds == 2 and place.char in _UNITS and before[-1:] in _COUNTS:
                yield Slip(double, (double.start + 1, double.end), (self._reason("unit", 3.0, number=before[-1] + place.char),))
                continue
            if place.char in CHINESE_DIGITS:
                if double.rounds == 2 and _is_one_too_many(place):
                    yield Slip(double, (double.start + 1, double.end), (self._reason("one-one", 1.5, next=after[0]),))
                continue
            if double.rounds > 2 and self.analysis.lexicon.freq(place.char * 2):
                continue
            one = gain_of_one(place, self.analysis.ngrams)
            if (
                one < LEAST
                or (double.start and self.text[double.start - 1] in OPENERS)
                or is_shared(place.char, before, after, self.analysis.lexicon)
            ):
                continue
            values = features(place, one, self.analysis.lexicon, self.analysis.ngrams)
            odds = weights.odds(values)
            if odds >= _SHOW:
                yield Slip(double, (double.start + 1, double.end), tuple(self._weighed(place, values, odds)))

    def _weighed(self, place: Place, values: Sequence[float], odds: float) -> Iterator[Evidence]:
        """The features in words; what only shifts the balance is one reason, and all weights add up to the odds."""
        weights = load_weights().weights
        named = dict(zip(FEATURES, values, strict=True))
        said = 0.0
        for name in ("one", "words", "half", "inside", "meet"):
            if named[name]:
                weight = weights[name] * named[name]
                said += weight
                yield self._reason(name, weight, char=place.char, times=_times(named[name]))
        yield self._reason("habit", odds - said, char=place.char)

    # ---- phrases and echoes ------------------------------------------------------------------------------------------------

    def phrases(self) -> Iterator[Slip]:
        """Phrases that were read twice on end."""
        for double in self._doubles.phrases:
            if double.end - double.start >= _LOOP or (double.rounds > 2 and double.size >= ORDER):
                continue
            before, after = self._beside(double)
            phrase = self.text[double.start : double.start + double.size]
            if is_natural_phrase(phrase, before, after, self.analysis.lexicon):
                continue
            drop = (double.start + double.size, double.end)
            one = self._gain(double.start, double.end, *drop)
            evidence = (
                self._reason("phrase", 0.4 * double.size, count=double.size),
                self._reason("one-phrase", _weight(one), times=_times(one)),
            )
            yield Slip(double, drop, evidence)

    def echoes(self) -> Iterator[Slip]:
        """Words that were read again behind the 的 that follows them; not those of a parallel (擀皮的擀皮、烧火的烧火)."""
        found = self._doubles.echoes
        for number, double in enumerate(found):
            beside = (*found[max(0, number - 1) : number], *found[number + 1 : number + 2])
            if any(abs(other.start - double.start) <= _PARALLEL + double.size for other in beside):
                continue
            word = self.text[double.start : double.start + double.size]
            _, after = self._beside(double)
            if not after or self._is_of_heaven_and_earth(double):
                continue
            drop = (double.start + double.size + 1, double.end)
            one = self._gain(double.start, double.end, *drop)
            evidence = [self._reason("echo", 0.5, word=word), self._reason("one-phrase", _weight(one), times=_times(one))]
            longer = [word + after[:size] for size in range(1, min(3, len(after)) + 1) if self.analysis.lexicon.freq(word + after[:size])]
            if longer:
                evidence.append(self._reason("longer-word", -1.5, word=longer[-1]))
            yield Slip(double, drop, tuple(evidence))

    def _is_of_heaven_and_earth(self, double: Double) -> bool:
        """Whether 地 is no particle but earth, beside heaven before the word: 天无情地无情, not 今天热情地热情."""
        text, at = self.text, double.start - 1
        if at < 0 or text[at] != "天" or text[double.start + double.size] != "地":
            return False
        return not self.analysis.lexicon.freq(text[max(0, at - 1) : at + 1]) or at == 0

    def _gain(self, start: int, end: int, low: int, high: int) -> float:
        """How much likelier the text from `start` to `end` is without what stands at `low` to `high`, as a natural logarithm."""
        text, model = self.text, self.analysis.ngrams
        before = squash(text[max(0, start - _AROUND) : start])[1 - ORDER :]
        follow = squash(text[end : end + _AROUND])[: ORDER - 1]
        both = model.log_sequence(before, squash(text[start:end]) + follow)
        return model.log_sequence(before, squash(text[start:low] + text[high:end]) + follow) - both

    # ---- places and findings -----------------------------------------------------------------------------------------------

    def _beside(self, double: Double) -> tuple[str, str]:
        """The Han characters right before and right after a double."""
        after = HAN_RUN.match(self.text, double.end, double.end + REACH)
        return han_before(self.text[max(0, double.start - REACH) : double.start]), after.group() if after else ""

    def _reason(self, name: str, weight: float, **params: str | int) -> Evidence:
        return Evidence(Message(f"{ID}.{name}", params), round(weight, 4))

    def finding(self, slip: Slip) -> Finding | None:
        """What the reviewer is told of a slip; None where the place is protected, a byline, or nothing could be changed."""
        analysis, double = self.analysis, slip.double
        start, end = analysis.flow.view(double.start, double.end)
        low, high = analysis.flow.view(*slip.drop)
        if analysis.is_protected(start, end) or analysis.kind_at(start) is Kind.BYLINE:
            return None
        said, kept = self.shown[double.start : double.end], self.shown[double.start : slip.drop[0]] + self.shown[slip.drop[1] : double.end]
        confidence = 1 / (1 + exp(-slip.odds))
        fixes = []
        if slip.instead:
            edits = analysis.replaced(start, analysis.flow.view(double.end, double.end + 2)[1], slip.instead)
            title = Message(f"{ID}.fix-idiom", {"idiom": slip.instead})
            fixes.append(Fix(title, edits, Safety.ASK, round(0.7 * confidence, 3), removes_text=True))
        edits = analysis.replaced(low, high, "")
        share = 0.2 if slip.instead else 0.9
        title = Message(f"{ID}.fix", {"said": said, "kept": kept})
        fixes.append(Fix(title, edits, Safety.ASK, round(share * confidence, 3), removes_text=True))
        fixes = [fix for fix in fixes if fix.edits]
        if not fixes:
            return None
        name = "message-idiom" if slip.instead else "message-echo" if double.gap else "message"
        finding = Finding(
            rule=ID,
            spans=analysis.spans(start, end),
            message=Message(f"{ID}.{name}", {"said": said, "kept": kept, "idiom": slip.instead}),
            confidence=round(confidence, 3),
            evidence=slip.evidence,
            fixes=tuple(fixes),
            rests_on=analysis.rests_on(max(0, start - 1), end + 1),
        )
        return finding if slip.odds >= _ASK else finding.capped(Safety.SHOW)


def _is_one_too_many(place: Place) -> bool:
    """Whether 一一 stands before a classifier (一一座桥) or inside 走一走; other figures said twice are figures."""
    if place.char != "一" or not place.after or place.before[-1:] in CHINESE_DIGITS:
        return False
    return (place.after[0] in EACH and place.after[0] not in _PREPOSITIONS) or place.after[0] == place.before[-1:]


def _times(gain: float) -> str:
    """A gain in natural logarithms as a factor for people."""
    return f"{exp(min(gain, 20)):.0f}" if gain < 9 else f"10^{gain / 2.3026:.0f}"


def _weight(one: float) -> float:
    """The odds that a text which is so much likelier without the repeat was meant without it."""
    return max(-3.0, min(4.0, 0.3 * one - 1.5))


RULE = Rule(
    id=ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("志愿者耐心地地讲解停水的安排。", "志愿者耐心地讲解停水的安排。"),
        Example("村里流传着许多感人的感人故事。", "村里流传着许多感人的故事。"),
        Example("孩子们每每时刻都惦记着那条船。", "孩子们每时每刻都惦记着那条船。"),
        Example("专家组组长天天来，和村民们聊聊天，活动活动筋骨。", "专家组组长天天来，和村民们聊聊天，活动活动筋骨。"),
    ),
)
