"""Classes of characters that the generator needs."""

import re

HALF_WIDTH = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
QUOTE_PARTNERS = "“”‘’「」『』《》"

END_MARKS = "。！？…!?"
CLOSERS = "，。、；：？！）”’」』》】…—～·%％℃,.;:?!)]}\"'"
OPENERS = "（“‘「『《【([{"

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_ENDED = re.compile(r"[。！？…!?][”’」』）》)\"']*\Z")


def is_han(char: str) -> bool:
    """Whether one character is a Chinese character."""
    return len(char) == 1 and _HAN.match(char) is not None


def han(text: str) -> str:
    """The Chinese characters of a text alone."""
    return "".join(_HAN.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends with an end mark, closing quotes and brackets after it not counted."""
    return _ENDED.search(text) is not None


def width(char: str) -> float:
    """Width in Chinese characters: half for ASCII."""
    return 0.5 if char.isascii() else 1.0
