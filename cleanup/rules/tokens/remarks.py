"""What a vision model says of its own work: where it begins and ends, what it could not read."""

import re
from functools import cache
from typing import Final

_LONGEST: Final = 200  # code points of a paragraph that may be a remark

_THING: Final = "text|transcription|contents?|markdown|ocr|output|extraction|results?|page|document|image"
_DOES: Final = "transcri|extract|image|contains?|shows?|reads?|as follows|appears?|ocr|newspaper"
_OPENING: Final = "|".join(
    (
        "(?:sure|certainly|of course|okay|ok)\\b[,.!，。！ ]*(?:here|below|i|$)",
        f"here(?:'s|’s| is| are) (?:the|a|your|an)\\b.{{0,60}}\\b(?:{_THING})\\b",
        f"(?:the|this) (?:following|text|image|page|picture|document|content|provided)\\b.{{0,60}}\\b(?:{_DOES})",
        f"(?:below|the following) (?:is|are)\\b.{{0,40}}\\b(?:{_THING})\\b",
        "(?:i'm|i’m|i am|i) (?:sorry|unable|cannot|can't|can’t|have transcribed|have extracted|will)\\b",
        "(?:transcription|extracted text|ocr (?:text|output|result)|output|markdown|text content)\\s*[:：]?\\s*$",
        "(?:note|please note)\\b[^\u4e00-\u9fff]{0,30}\\b(?:text|image|transcri|illegible|unclear|ocr|some|partially|cut)",
        "end of (?:text|page|document|transcription|image|file)\\W*$",
        "let me know\\b|if you (?:need|would like|have)\\b|i hope this\\b",
    )
)
_SEEN: Final = "图片|圖片|图像|圖像|该图|該圖|这张图|這張圖|图中|圖中|页面|頁面|报纸|報紙"
_WORK: Final = "识别|識別|辨識|提取|转录|轉錄|OCR|ocr"
_MATTER: Final = "文字|文本|内容|內容|结果|結果"
_GIVEN: Final = "(?:提供的|上传的|上傳的|所给|所給)?"
_NOTE: Final = f"(?:注|说明|說明|备注|備註)[：:](?:以上|上述|由于|由於|部分文字|原[图圖]|因[图圖]|{_SEEN})"
_CHINESE: Final = (
    "(?:好的|当然|當然|没问题|沒問題)?[，,！!。 ]*(?:"
    + "|".join(
        (
            f"以下(?:是|为|為)(?:您|你)?{_GIVEN}(?:{_SEEN}|{_WORK}).{{0,30}}(?:{_MATTER}|{_WORK}|Markdown|markdown)[^。]{{0,12}}[：:。]?$",
            f"(?:{_SEEN})(?:中|里|裡)?的?(?:{_MATTER}|信息)(?:内容|內容)?(?:(?:{_WORK})?如下|为|為|包括)[^。]{{0,10}}[：:。]?$",
            f"(?:{_WORK})的?(?:{_MATTER})(?:如下)?[：:]?$",
            f"{_NOTE}.{{0,80}}(?:{_SEEN}|{_WORK}|模糊|不清|截断|截斷).{{0,60}}$",
            f"(?:以上|上述)就?(?:是|为|為)(?:{_SEEN}|全部识别|OCR).{{0,30}}$",
            "(?:抱歉|对不起|對不起)，我(?:无法|無法|不能).{0,60}$",
            "(?:文本|文字|内容|內容|识别|識別)(?:结束|結束|完毕|完畢|到此为止)[。！]?$",
        )
    )
    + ")"
)
_UNREAD: Final = "unclear|illegible|unreadable|image|picture|photo|figure|logo|text cut off|cut off|blank|unknown|inaudible"
_NOT_READ: Final = (
    "模糊|无法识别|無法識別|無法辨識|无法辨认|無法辨認|不可辨认|辨认不清|看不清|识别不清|难以辨认",
    "文字|字迹|字跡|图像|圖像|此处|此處|部分",
    "图片|圖片|此处为图片|图片描述[:：]",
)


_FIRST_WORDS: Final = (
    *("sure", "certainly", "of course", "ok", "here", "the ", "this ", "below ", "i'm ", "i’m ", "i ", "transcription", "extracted text"),
    *("output", "markdown", "text content", "note", "please note", "end of ", "let me know", "if you ", "ocr"),
    *("好的", "当然", "當然", "没问题", "沒問題", *"，,！!。", "以下", *_SEEN.split("|"), *_WORK.split("|"), "注", "说明", "說明", "备注"),
    *("備註", "以上", "上述", "抱歉", "对不起", "對不起", "文本", "文字", "内容", "內容"),
)
"""What a remark begins with, in small letters; few paragraphs do, and the patterns take longer to compile than a page to be read."""
_LONGEST_FIRST: Final = max(map(len, _FIRST_WORDS))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of a paragraph in English, and of one in Chinese."""
    return re.compile(_OPENING, re.IGNORECASE), re.compile(_CHINESE)


@cache
def inline_remark() -> re.Pattern[str]:
    """A remark in brackets inside a text: `[unclear]`, 【图片】, （字迹模糊）."""
    unread, about, picture = _NOT_READ
    inside = f"\\s*(?:{_UNREAD})\\s*(?:text|\\d{{0,2}})?\\s*|(?:{about})?(?:{unread})(?:不清)?|(?:{picture})[^\\]】)）\n]{{0,80}}"
    return re.compile(f"[\\[【(（](?:{inside})[\\]】)）]", re.IGNORECASE)


def is_remark(paragraph: str) -> bool:
    """Whether a paragraph is a model's remark and no text of the page.

    >>> is_remark("Here is the transcribed text from the image:"), is_remark("以下是图片中的文字内容："), is_remark("以下是获奖名单：")
    (True, True, False)
    """
    text = paragraph.strip().strip("*_#>-—= 　").strip()
    if not text or len(text) > _LONGEST or not text[:_LONGEST_FIRST].lower().startswith(_FIRST_WORDS):
        return False
    english, chinese = _patterns()
    return (chinese if text[0] > "\x7f" or text[:3].lower() == "ocr" else english).match(text) is not None
