"""Credits at the two ends of a paragraph: who wrote a text, and the captions that a picture's credit ends.

A credit in brackets, `……。（记者 某某）`, stands where it was printed and is none of these.
"""

from typing import Final, NamedTuple

from cleanup.language.lazy import lazy
from cleanup.language.lexicon import Lexicon
from cleanup.layout.names import OWN_PAPER, is_name, look_for_credit, look_for_picture_credit, tokens_of
from cleanup.page import Span

_REACH: Final = 76  # code points at each end of a paragraph in which a credit is looked for
_ROLE: Final = lazy(
    "记者|通讯员|评论员|作者|实习生|特派员|编辑部|编者|供稿|整理|供图|摄|撰文|采写|本[报通记综刊台网宗社]|读者|来源|新华社|报道"
)
_TOKEN: Final = lazy(r"\S+")
_BREAK: Final = lazy("\\s+|[。！？!?…][”’」』\"']*\\s*")
_SPACE: Final = lazy("\\s")
_NOT_LAST: Final = frozenset("。！？!?…，、；：,;:”’」』\"'")
_NOT_FIRST: Final = frozenset("（(【[")
# What a reporter does stands where a name would: 记者 获悉, 记者 从…了解到.
_NO_NAME: Final = frozenset(
    [
        "获悉",
        "了解",
        "了解到",
        "看到",
        "从",
        "在",
        "来到",
        "走进",
        "采访",
        "发现",
        "注意到",
        "近日",
        "日前",
        "昨日",
        "昨天",
        "今日",
        "今天",
        "问",
        "答",
        "得知",
        "见到",
        "跟随",
        "赶到",
        "前往",
        "随机",
        "先后",
        "调查",
        "见证",
        "连线",
    ]
)
_PHOTO: Final = lazy(r"(?<=[\u4e00-\u9fff\s/／])(?:摄影报道|摄影|摄|供图)(?=\s|\Z|[^\u4e00-\u9fff，。、])")
_BARE_ROLE: Final = lazy("(?:记者|通讯员|实习生|作者)\\Z")  # a name must follow
_OPENING: Final = lazy("【?本[报刊].{0,2}讯")


class Credits(NamedTuple):
    """The credit that begins a paragraph and the one that ends it; None where there is none. `named` says that the end has a name alone.

    `caption` is the range of a caption's credit (`某某 摄`) at the end, `first_caption` that of one near the beginning.
    """

    first: Span | None = None
    last: Span | None = None
    named: bool = False
    caption: Span | None = None
    first_caption: Span | None = None


def credits_of(text: str, paragraph: Span) -> Credits:
    """The credits of a paragraph of `text`, which is in simplified script."""
    start, end = paragraph
    head = text[start : min(end, start + _REACH)]
    tail = text[max(start, end - _REACH) : end]
    first = _first(head, start) if _SPACE.search(head) is not None else None
    last, named = (None, False) if tail[-1] in _NOT_LAST else _last(tail, end - len(tail))
    caption = None
    if last is not None and look_for_picture_credit(text[last.start : last.end]):
        caption, last = last, None
    first_caption = _first_caption(text, paragraph)
    return Credits(first, last, named, caption, first_caption)


def _first(head: str, start: int) -> Span | None:
    """The longest beginning of whole tokens that is a credit, with text after it."""
    role = _ROLE.search(head, 0, 24)
    found = None
    if role is not None and head[0] not in _NOT_FIRST:
        for number, match in enumerate(_TOKEN.finditer(head)):
            if (
                number > 9
                or match.end() == len(head)
                or match.group()[0] in '“"「《'
                or match.group() in _NO_NAME
                or _OPENING.match(match.group())
            ):
                break
            prefix = head[: match.end()]
            if "，" in prefix or "," in prefix or prefix.startswith("编者"):
                break
            if (
                role.end() <= match.end()
                and _BARE_ROLE.search(prefix) is None
                and (look_for_credit(prefix) is not None or _is_reader(prefix))
            ):
                found = Span(start, start + match.end())
    return found


def _is_reader(text: str) -> bool:
    """Whether a text is where a reader lives, 读者 and a name."""
    tokens = tokens_of(text)
    return 2 <= len(tokens) <= 4 and tokens[-2] == "读者" and 2 <= len(tokens[-1]) <= 4


def _last(tail: str, shift: int) -> tuple[Span | None, bool]:
    """The credit that ends a paragraph, and whether it is a name alone."""
    breaks = [match.span() for match in _BREAK.finditer(tail)]
    role = _ROLE.search(tail) is not None
    for low, high in breaks:
        rest = tail[high:]
        if not rest or rest[0] in _NOT_FIRST or len(rest) < 2:
            continue
        after_sentence = not tail[low:high].isspace() or (low > 0 and _ends(tail, low))
        if role and _ROLE.search(rest) and not any(char in "。！？" for char in rest):
            tokens = tokens_of(rest)
            verb = any(token in _NO_NAME for token in tokens)
            led = _ROLE.search(tokens[0]) is not None or is_name(tokens[0])
            if led and not verb and (look_for_credit(rest) is not None or (look_for_picture_credit(rest) and _is_photo_credit(tokens))):
                return Span(shift + high, shift + len(tail)), False
        if after_sentence and (rest in OWN_PAPER or _is_tag(rest)):
            return Span(shift + high, shift + len(tail)), True
    return None, False


def _is_photo_credit(tokens: list[str]) -> bool:
    """Whether tokens are a picture's credit and nothing else: at most five, the first a role or a name."""
    return len(tokens) <= 6 and (_ROLE.match(tokens[0]) is not None or is_name(tokens[0]) or tokens[0].startswith(("本报", "记者")))


def _is_tag(rest: str) -> bool:
    """Whether a text is an author's name and nothing else: one to three names."""
    tokens = tokens_of(rest)
    return 1 <= len(tokens) <= 3 and all(is_name(token) and len(token) <= 4 for token in tokens)


def is_short_tag(text: str, lexicon: Lexicon) -> bool:
    """Whether a text of two to four Han characters may be a pen name: no common word."""
    return 2 <= len(text) <= 4 and all("\u4e00" <= char <= "\u9fff" for char in text) and lexicon.freq(text) < 60


def _ends(text: str, at: int) -> bool:
    while at and text[at - 1] in "”’」』）)\"'":
        at -= 1
    return at > 0 and text[at - 1] in "。！？!?…"


def _first_caption(text: str, paragraph: Span) -> Span | None:
    """A caption with its credit at the beginning of a paragraph, with text after it."""
    start, end = paragraph
    limit = min(end, start + 130)
    if text.find("摄", start, limit) < 0 and text.find("供图", start, limit) < 0:
        return None
    for match in _PHOTO.finditer(text, start, limit):
        if match.end() < end and match.start() > start + 6 and look_for_picture_credit(text[max(start, match.start() - 60) : match.end()]):
            return Span(start, match.end())
    return None
