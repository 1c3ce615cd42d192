"""How open the two ends of a piece are: whether its text goes on elsewhere, and whether it began elsewhere.

Each function gives named features; `weights.py` says what each is worth.
"""

from typing import Final

from cleanup.language.chars import CLOSERS, HAN_RUN, OPENERS, QUOTES, SENTENCE_ENDS, is_han
from cleanup.language.lazy import lazy
from cleanup.language.ngrams import Ngrams, squash
from cleanup.rules.order.pieces import Piece

Features = dict[str, float]

_CLOSING: Final = CLOSERS | QUOTES - OPENERS
_COMPLETE: Final = SENTENCE_ENDS | frozenset("；：")
_COMMA: Final = frozenset("，、")
_NEVER_FIRST: Final = frozenset("。，、；：！？…）》〉」』】〕〗”’%％‰℃～·")
_DANGLING: Final = lazy(
    "(?:[和与及或并但而且把被将向从对为在于以由给使让跟同的地得]|以及|因为|由于|通过|进行|按照|根据|其中|例如|不仅|而且|并且|如果|就是|还是)$"
)
# A name or source set behind the last sentence: "……。 本报记者 某某", "……。（某某）", "……。某某 摄"; in the last line as it stands.
_CREDIT: Final = lazy(
    r"[。！？”」』\"][（(【\[][^（）()。，,【】]{1,24}[）)】\]]$"
    r"|[（(【\[][^（）()。，,]{0,16}(?:记者|通讯员|摄|供图|供稿|来源|作者|据)[^（）()。，,]{0,16}[）)】\]]$"
    r"|(?:^|[。！？”」』）)\s])[^\s，。！？；：、,]{2,10}\s*(?:摄|供图|供稿|制图|摄影报道)$"
)
_SIGNED: Final = lazy(
    r"(?:^|[\s。！？”）])(?:本报|本刊|特约|首席|实习|见习|新华社)*(?:记者|通讯员|作者|摄影|供稿|文[/／]图|图[/／]文)[\s：:]+[^\s，。、]{2,4}"
    r"(?:[\s、]+(?:(?:记者|通讯员|摄影)[\s：:]*)?[^\s，。、]{2,4}){0,6}$"
)
_WORD_OR_TWO: Final = 5
_FEW_WORDS: Final = 8
_ROW: Final = lazy(r"\t|\|.*\||(?:\S {3,}){2}")
_TRAILING_NAME: Final = lazy(r"[。！？.!?][”」』\"’]?\s+[^\s。，！？；：、,!?;:]{1,6}(?:\s+[^\s。，！？；：、,!?;:]{1,4}){0,4}$")
_BULLET: Final = lazy(r"[□■◇◆○●◎△▲▽▼☆★※→►▶#＃>*＊•·⊙☉-]")
_NUMBERED: Final = lazy(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章节条款]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、．.](?![0-9])|[①-⑳])"
)
_OPENING: Final = lazy(
    r"本报|本刊|新华社|中新社|新华网|据(?:悉|了解|介绍|统计|报道|记者|新华)|记者(?!们)|近日|日前|昨日|昨天|今日|今天上午|连日来|近年来|截至|目前，|当前，|此外|同时，|另外|随后|"
    r"首先|其次|最后，|与此同时|在此基础上|值得一提|总之|综上|会议(?:还|最后)?(?:指出|强调|要求|认为|决定|听取|审议|通过|由|传达)|会上|会后|座谈会|活动(?:现场|中，)|致|尊敬的|编者按|"
    r".{1,8}?(?:指出|强调|要求|表示|认为|介绍|告诉记者|坦言|回忆)[，：:]|.{1,6}?说[，：:]"
)
_DATE: Final = lazy(r"[0-9０-９〇一二三四五六七八九十]{1,4}(?:[年月日时点号]|[.．/][0-9]{1,2}[日月]?)")
_COUNT: Final = lazy(
    r"[0-9０-９][0-9０-９.,，％%]*(?:余|多|个|人|名|户|次|件|家|万|亿|元|吨|公里|米|平方|亩|岁|倍|辆|台|套|份|条|项|所|座|处|％|%|℃|小时|分钟|秒|度|分|块|只|头|场|届|级|层)"
)
_LABEL: Final = lazy("[^，。、；！？“”：]{2,16}：")
_MARK: Final = lazy("[，。、；：！？…—]")
_CONTINUES: Final = lazy(
    "[的了着过们地得吗呢吧啊者性化度率]|之(?!所以|后，|前，)|等(?!到|待)|以内|以上|以下|左右|为止|起来|下来|下去|出来|出去|上来|过来"
)


def is_finished(piece: Piece, lined: bool = False) -> bool:
    """Whether a piece ends as a paragraph does: with an end mark, inside quotes too, a colon, a semicolon, or with a credit behind.

    A word or two without any mark are a label, a name or a letter's closing, and whole; so are a row of a table and an entry of a
    list of names. Text without Chinese characters is not judged. A line of a column (`lined`) may end in a colon or a semicolon in the
    middle of its paragraph, and be as short as a label.
    """
    tail = piece.tail
    if (piece.bare and piece.length <= _WORD_OR_TWO) or (not lined and (piece.entry or _ROW.search(piece.last_line) is not None)):
        return True
    end = len(tail)
    while end and tail[end - 1] in _CLOSING:
        end -= 1
    if not end or tail[end - 1] in (SENTENCE_ENDS if lined else _COMPLETE):
        return True
    if HAN_RUN.search(tail) is None and HAN_RUN.search(piece.head) is None:
        return True
    return any(pattern.search(piece.last_line) for pattern in (_SIGNED, _TRAILING_NAME, _CREDIT))


def tail_features(piece: Piece, *, lined: bool, filled: bool | None) -> Features:
    """How open the end of an unfinished piece is; `lined` and `filled` as in `Scene`."""
    tail = piece.tail
    last = tail[-1]
    features: Features = {"tail": 1.0}
    if last in _COMMA:
        features["tail.comma"] = 1.0
    elif last in _COMPLETE:
        features["tail.pause"] = 1.0
    elif last in OPENERS:
        features["tail.opener"] = 1.0
    elif last in _CLOSING:
        features["tail.closer"] = 1.0
    elif not is_han(last):
        features["tail.other"] = 1.0
    elif _DANGLING.search(tail):
        features["tail.dangling"] = 1.0
    if (piece.opened or piece.odd) and not lined:
        features["tail.unclosed"] = 1.0
    if filled is not None:
        features["tail.full" if filled else "tail.narrow"] = 1.0
    elif piece.bare and not lined:
        features["tail.bare"] = 1.0
    return features


def head_features(piece: Piece, model: Ngrams, usual_indent: int, *, lined: bool, held: bool) -> Features:
    """How open the beginning of a piece is: whether it looks like the middle of a text.

    `usual_indent` is that of the page's paragraphs, `lined` as in `Scene`. `held` says that the piece goes on in the paragraph of a
    piece that is finished, where it may well belong.
    """
    head = piece.head
    first = head[0]
    features: Features = {}
    if first in _NEVER_FIRST:
        features["head.mark"] = 1.0
    elif first in OPENERS or first in QUOTES:
        features["head.quote"] = 1.0
    elif _BULLET.match(head) or _NUMBERED.match(head):
        features["head.bullet"] = 1.0
    elif _OPENING.match(head):
        features["head.opening"] = 1.0
    elif is_labelled(piece):
        features["head.label"] = 1.0
    elif _DATE.match(head):
        features["head.date"] = 1.0
    elif _COUNT.match(head):
        features["head.count"] = 1.0
    elif _CONTINUES.match(head):
        features["head.continues"] = 1.0
    if piece.bare and not lined:
        features["head.bare"] = 2.0 if piece.length <= _FEW_WORDS else 1.0
    if held:
        features["head.held"] = 1.0
    if piece.led == "other":
        features["head.unled"] = 1.0
    if piece.closed and not lined:
        features["head.unopened"] = 1.0
    squashed = squash(head)
    features["head.start_gain"] = _clip(model.start_gain(squashed), -5.0, 5.0)
    features["head.sentence_gain"] = _clip(model.start_gain(squashed, "。"), -5.0, 5.0)
    if usual_indent:
        features["head.indented" if piece.indent >= usual_indent else "head.flush"] = 1.0
    return features


def is_labelled(piece: Piece) -> bool:
    """Whether a piece begins with a few words and a colon, as the entries of a list do."""
    return "：" in piece.head and _LABEL.match(piece.head) is not None


def clause_length(text: str) -> int:
    """Code points before the first mark of running text."""
    found = _MARK.search(text)
    return found.start() if found else len(text)


def clause_rest(text: str) -> int:
    """Code points after the last mark of running text."""
    return clause_length(text[::-1])


def _clip(value: float, least: float, most: float) -> float:
    return min(most, max(least, value))
