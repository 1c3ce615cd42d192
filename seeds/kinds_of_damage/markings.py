"""What vision models add to a text in languages of their own: Markdown, HTML, LaTeX, page marks, remarks. Made to measure one rule."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from seeds.kinds_of_damage.codes import Change

_PHRASE: Final = re.compile("(?<=[，。；：、])[\u4e00-\u9fff]{2,10}(?=[，。；：、])")
_LEAD: Final = re.compile("^[\u4e00-\u9fff]{2,12}(?=[：，])", re.MULTILINE)
_WHOLE_LINE: Final = re.compile("^[^\n]{4,30}[^\n。！？]$", re.MULTILINE)
_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z.])[0-9]+(?:\.[0-9]+)?%?(?![0-9A-Za-z.])")
_SENTENCE_END: Final = re.compile("。(?=[\u4e00-\u9fff])")
_AMID: Final = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_BREAK: Final = re.compile("\n\n")
_QUOTES: Final = re.compile("[“”]")

_BEFORE_PAGE: Final = (
    "Here is the text from the image:",
    "Here's the transcription of the newspaper page:",
    "Sure! Here is the extracted text:",
    "以下是图片中的文字内容：",
    "好的，以下是该图片的文字识别结果：",
    "图片中的文字如下：",
    "The text in the image reads as follows:",
)
_AFTER_PAGE: Final = (
    "Note: Some parts of the text are illegible.",
    "End of page",
    "注：由于图片分辨率有限，部分文字可能识别不准确。",
    "以上就是图片中的全部文字。",
    "Let me know if you need anything else!",
)
_SEPARATORS: Final = ("---", "***", "=====", "<!-- PageBreak -->", "[Page 2]", "Page 3 of 8", "<page>")
_IMAGES: Final = ("![](images/0a1b2c.jpg)", "![image](page_3_img_1.png)", '<img src="fig2.jpg" alt=""/>')
_TOKENS: Final = ("<|endoftext|>", "<|im_end|>")
_PLACEHOLDERS: Final = ("[illegible]", "[unclear]", "【字迹模糊】", "[无法识别]")


def _some(pattern: re.Pattern[str], text: str, count: int, rng: Random) -> list[tuple[int, int]]:
    spans = [match.span() for match in pattern.finditer(text)]
    return rng.sample(spans, min(count, len(spans)))


def _wrapped(pattern: re.Pattern[str], text: str, marks: tuple[str, str], kind: str, count: int, rng: Random) -> Iterator[Change]:
    for start, end in _some(pattern, text, count, rng):
        yield Change(start, end, f"{marks[0]}{text[start:end]}{marks[1]}", kind)


def markings(text: str, rng: Random, count: int) -> Iterator[Change]:
    """About `count` marks of each family on a page."""
    each = max(1, count // 8)
    yield from _wrapped(_PHRASE, text, rng.choice((("**", "**"), ("**", "**"), ("*", "*"), ("__", "__"))), "emphasis", each, rng)
    yield from _wrapped(_LEAD, text, ("**", "**"), "emphasis", each, rng)
    yield from _wrapped(_WHOLE_LINE, text, ("**", "**"), "emphasis", each, rng)
    opening, closing = rng.choice((("<b>", "</b>"), ('<font size="2">', "</font>"), ("<u>", "</u>")))
    for start, end in _some(_PHRASE, text, each, rng):
        yield Change(start, start, opening, "tag")
        yield Change(end, end, closing, "tag")
    for start, _ in _some(_SENTENCE_END, text, each, rng):
        yield Change(start + 1, start + 1, rng.choice(("<br>", "<br/>", "<br />")), "break")
    for start, _ in _some(_AMID, text, each, rng):
        yield Change(start, start, rng.choice(("&nbsp;", "&nbsp;&nbsp;", "&emsp;", "&#160;", "&ensp;")), "entity")
    for start, end in _some(_QUOTES, text, each, rng):
        yield Change(start, end, {"“": "&ldquo;", "”": "&rdquo;"}[text[start]], "entity")
    for start, end in _some(_NUMBER, text, each, rng):
        number = text[start:end]
        yield Change(start, end, rng.choice((f"${number}$", f"\\({number}\\)", f"$\\mathrm{{{number}}}$")).replace("%", "\\%"), "formula")
    for start, _ in _some(_BREAK, text, each, rng):
        yield Change(start, start, f"\n\n{rng.choice(_SEPARATORS)}", "separator")
    for start, _ in _some(_BREAK, text, max(1, each // 2), rng):
        yield Change(start, start, f"\n\n{rng.choice(_IMAGES)}", "image")
    for start, _ in _some(_AMID, text, max(1, each // 2), rng):
        yield Change(start, start, rng.choice(_PLACEHOLDERS), "remark")
    yield from _around(text, rng)


def _around(text: str, rng: Random) -> Iterator[Change]:
    """A fence around the page, or a remark before and after it."""
    end = len(text.rstrip())
    if rng.random() < 0.3:
        yield Change(0, 0, rng.choice(("```\n", "```markdown\n", "```text\n")), "fence")
        yield Change(end, end, "\n```", "fence")
    else:
        yield Change(0, 0, f"{rng.choice(_BEFORE_PAGE)}\n\n", "remark")
        yield Change(end, end, rng.choice((f"\n\n{rng.choice(_AFTER_PAGE)}", rng.choice(_TOKENS))), "remark")
