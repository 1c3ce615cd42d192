"""What speaks for a headline, and what for running text, in a line's own form: its length, its end, its words, its parts and quotes.

Each piece of evidence is a short code with a weight. The weights are log odds, set by hand on pages read by eye; positive is for a
headline. A cut piece of running text ends without a mark as a headline does, so what a headline never has weighs most: an
open quote, a comma at its end, a column's width, a next line that goes on with 的.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.language.models import lexicon
from cleanup.layout.names import is_han
from cleanup.layout.shape import CLOSING, ends_sentence


@dataclass(slots=True)
class Unit:
    """A paragraph, or a physical line of a hard-wrapped page, as it is weighed.

    `text` is the whole of a short unit and the two ends of a long one; `width` in half cells; `breaks` the line ends before it; `column`
    says that its width is one that many lines of the page have, `wrapped` that it holds several lines, `ends` that it ends a sentence.
    """

    text: str
    size: int
    width: int
    breaks: int
    indented: bool
    heading: bool
    column: bool = False
    wrapped: bool = False
    ends: bool = field(init=False)

    def __post_init__(self) -> None:
        self.ends = ends_sentence(self.text)


WEIGHTS: Final[Mapping[str, float]] = {
    "very-short": 1.4,  # to 10 code points
    "short": 1.0,  # to 18
    "middling": 0.2,  # to 28
    "long": -1.0,  # to 36
    "very-long": -2.5,
    "balanced-parts": 2.6,  # two halves of one length with a space between
    "inner-cut": -3.0,  # the space cuts a word in two
    "spaced-parts": 1.2,
    "numbered-heading": 1.2,
    "numbered-item": -1.5,  # a number and a colon inside: a list's item
    "label-colon": 1.2,  # short, ends in a colon
    "speech-colon": -3.0,  # ends in 说：
    "inner-colon": 0.5,
    "exclamation": -0.6,
    "question": -0.6,
    "interview": -4.0,  # 问：, 记者：
    "salutation": -4.0,
    "full-stop": -6.0,
    "open-end": -4.0,  # ends in a comma or the like
    "open-word": -1.6,  # ends in a word that nothing ends in
    "open-quote": -2.6,
    "unopened-quote": -2.2,
    "inner-stop": -2.5,
    "inner-comma": -0.7,
    "commas": -2.0,
    "body-words": -0.45,  # each of them
    "body-start": -0.9,
    "goes-on": -2.4,  # begins with what only goes on
    "next-goes-on": -2.2,  # the next begins so, and what stands before is finished
    "cut-word": -1.8,  # a word crosses to the next
    "cut-word-before": -1.8,  # a word crosses from the unfinished one before
    "begins-alike": -0.9,  # as running paragraphs of the page begin
    "last-line": -1.5,  # narrower than the column and ending in a mark
    "column-width": -1.6,
    "column-run": -2.0,
    "column-width-alone": -0.9,  # the same, between blank lines on a page whose paragraphs are blocks of wrapped lines
    "block-start": -2.0,  # a wrapped line goes on right below
    "block-line": -3.2,  # goes on from the unfinished line right above, which fills the column as this one does
    "block-end": -1.6,  # so, but narrower than the column
    "narrow-line": 1.5,  # on a page of columns: running text is as wide as its column, or ends a sentence
    "before-article": 2.5,  # 本报讯, a byline or a Markdown heading follows
    "before-beginning": 1.2,  # 近日 or the like follows
    "before-headline": 1.0,  # a line follows whose own form is a headline's
    "after-headline": 0.3,
    "after-finished": 0.5,
    "after-open": -0.2,
    "digits": -0.5,
    "plain-in-markdown": -1.2,  # no # on a page whose headlines have it
    "markdown-heading": 4.0,
    "page-top": 0.8,
    "alone": 0.4,  # more line ends before it than the page's paragraphs have
}

# Words of running text that headlines leave out, and how paragraphs of running text begin.
_BODY_WORDS: Final = lazy(
    "了|着|这|那|我们|他们|她|他|就|也|还|都|又|但|而|并且|以及|因为|所以|已经|正在|通过|对于|其中|进行|之后|一个|由|愿意|原本|一直|曾|却|则|被|"
    "便(?!民|利)|才(?!能|智|艺)|从(?!严|快|重|业|教|容)|对(?!话|接|口|标|付|策|象)|每(?=[天周月年个])"
)
_BODY_START: Final = lazy(
    "本报讯|新华社.{1,12}电|近日|日前|据|记者|截至|截止|目前|当前|今年|去年|[昨今][天日](?=[，,上下早晚凌中])|连日来|随着|会议|会上|此外|同时|另外|其中|首先|其次|最后|"
    '一是|二是|三是|[0-9]{1,4}[年月日]|“[^”]{0,40}$|"[^"]{0,40}$|在.{1,14}(?:中|上|下|里|时|后)[，,]|为了?.{2,16}[，,]|他|她'
)
GOES_ON: Final = lazy(
    "[，。、；：！？）》”’」』】,.;:!?)]|的(?!确)|了(?!解|如|不)|着(?!力|眼|手|重|火|装|陆|实)|们|地(?=\\W|[一二三]步)|得(?=[到以很])"
)
"""A beginning that only goes on from something."""

OPEN_MARKS: Final = frozenset("，、；,;（(《“‘「『【—")
PAUSE: Final = lazy("，|,(?![0-9])|(?<![0-9]),")
"""A comma in either width; not the one inside a number."""

SALUTATION: Final = lazy("(?:尊敬|敬爱|亲爱|各).{1,24}[:：]\\Z|此致\\Z|敬礼\\Z|特此(?:公告|通知|说明|声明)\\Z")
_OPEN_WORDS: Final = frozenset("的和与及在对把被将为从向于等其这那并而但或由以是有就也还又都之各每该使让给跟同则至所")
_COUNTABLE: Final = lazy(
    "[（(]?[一二三四五六七八九十]{1,3}[、.．）)]|[（(]?[0-9]{1,2}[、.．）)](?![0-9])|第[一二三四五六七八九十]{1,3}[章节条部篇]"
)
_INTERVIEW: Final = lazy("(?:问|答|记者|主持人|Q|A)[:：].")
_STOP_INSIDE: Final = lazy("[。；;](?=[^”’」』）)\"'。！？])|.{16}[！？](?=[^”’」』）)\"'。！？])")
_SPEECH: Final = lazy(
    "(?:说|道|问|答|表示|指出|强调|要求|认为|介绍|如下|坦言|例如|包括|是|为|提醒|告诉|记者|透露|回忆|总结|补充|解释|建议|呼吁|感慨|喊|声|来|句话|问题)[：:]\\Z"
)
_QUOTES: Final = CLOSING | frozenset("“‘《（([「『【")
_PART_MARKS: Final = frozenset('“”‘’"《》「」·、—|0123456789,.')
_LENGTHS: Final = ((10, "very-short"), (18, "short"), (28, "middling"), (36, "long"))
SHARED: Final = 3
"""Code points of a beginning by which paragraphs are alike."""

_DIGIT: Final = lazy("[0-9]")
_DIGITS: Final = 3  # digits from which a line is rather figures than a headline
_FEW_WORDS: Final = 4  # body words beyond which more say nothing


def plain(unit: Unit) -> str:
    """A line without the marks of a Markdown heading."""
    return unit.text.lstrip("#").strip() if unit.heading else unit.text


def own_evidence(unit: Unit, starts: Mapping[str, int]) -> list[str]:
    """The codes of what a line's own form says; `starts` counts how the page's long paragraphs begin."""
    return [*_of_length(unit), *of_end(unit), *_of_words(unit, starts)]


def _of_length(unit: Unit) -> list[str]:
    """How long the line is; of a line in parts, the longest part."""
    text = plain(unit)
    size = max(map(len, text.split())) if of_parts(text) else len(text)
    return [next((code for most, code in _LENGTHS if size <= most), "very-long")]


def of_end(unit: Unit) -> list[str]:
    text = plain(unit)
    if not text:
        return []
    bare = text.rstrip("”’」』》)）\"'")
    last = bare[-1:] or text[-1]
    if last == "。":
        return ["full-stop"]
    if last == "…" or text.endswith(".."):
        return ["open-end"]
    if last in "！!":
        return ["exclamation"] if text[0] not in '“"「' else ["full-stop"]
    if last in "？?":
        return ["question"] if text[0] not in '“"「' else ["full-stop"]
    if text[-1] in "：:":
        if _SPEECH.search(text):
            return ["speech-colon"]
        return ["label-colon"] if len(text) <= 12 and not PAUSE.search(text) else ["open-end"]
    if text[-1] in OPEN_MARKS:
        return ["open-end"]
    return ["open-word"] if text[-1] in _OPEN_WORDS else []


def _of_words(unit: Unit, starts: Mapping[str, int]) -> list[str]:
    text = plain(unit)
    codes = of_parts(text) + _of_quotes(text)
    commas = len(PAUSE.findall(text))
    if commas:
        codes.append("inner-comma" if commas == 1 else "commas")
    if _STOP_INSIDE.search(text):
        codes.append("inner-stop")
    codes += ["body-words"] * min(_FEW_WORDS, len(_BODY_WORDS.findall(text)))
    if _INTERVIEW.match(text):
        codes.append("interview")
    elif SALUTATION.match(text):
        codes.append("salutation")
    if _COUNTABLE.match(text):
        codes.append("numbered-item" if "：" in text or ":" in text else "numbered-heading")
    elif _BODY_START.match(text):
        codes.append("body-start")
    if GOES_ON.match(text):
        codes.append("goes-on")
    colon = max(text.find("：", 1, 11), text.find(":", 1, 11))
    if 0 < colon < len(text) - 2 and not commas and not _COUNTABLE.match(text):
        codes.append("inner-colon")
    if unit.size > 6 and starts.get(text[:SHARED], 0) >= 2:
        codes.append("begins-alike")
    if len(_DIGIT.findall(text)) >= _DIGITS:
        codes.append("digits")
    return codes


def of_parts(text: str) -> list[str]:
    """The parts between spaces: a headline of two or three parts has them of about one length, and no comma."""
    if " " not in text and "\u3000" not in text:
        return []
    parts = text.replace("\u3000", " ").split()
    if not 2 <= len(parts) <= 4 or PAUSE.search(text) or not all(is_han(char) or char in _PART_MARKS for part in parts for char in part):
        return []
    sizes = [len(part.strip('“”‘’"《》')) for part in parts]
    if min(sizes) >= 4 and max(sizes) <= 16 and max(sizes) - min(sizes) <= 2:
        return ["balanced-parts"]
    return ["spaced-parts"] if min(sizes) >= 2 else []


def cut_at_space(text: str) -> bool:
    """Whether a space stands inside a word."""
    parts = text.replace("\u3000", " ").split()
    return any(lexicon().crossing_word(left, right) is not None for left, right in pairwise(parts))


def _of_quotes(text: str) -> list[str]:
    """Quotes and brackets that are opened and not closed here, or closed and not opened."""
    if text.count('"') % 2:
        return ["open-quote"]
    if _QUOTES.isdisjoint(text):
        return []
    depth = 0
    for char in text:
        if char in "“‘《（(「『【":
            depth += 1
        elif char in "”’》）)」』】":
            depth -= 1
            if depth < 0:
                return ["unopened-quote"]
    return ["open-quote"] if depth else []
