"""Which word a space or a wrap cuts in two."""

from typing import Final

from cleanup.language.chars import is_han
from cleanup.language.lexicon import Crossing, Lexicon

# Natural logarithm of how much likelier the text is with its word whole. Of 900 pairs of neighbouring clauses, which no word crosses, one
# had a gain above this; of the places inside clauses a third have one.
_SURE_GAIN: Final = 6.0
# A name of two characters is often set with a space to be as long as one of three: 高 峰 is a person, 高峰 a peak.
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文时成安包温柳明洪季牛路平童古"
)
_REACH: Final = 12  # code points


def is_sure(cut: Crossing) -> bool:
    """Whether a cut word is as good as certain: much likelier whole, and no padded name."""
    return cut.gain >= _SURE_GAIN and not (len(cut.word) == 2 and cut.word[0] in SURNAMES)


def cut_word(lexicon: Lexicon, before: str, after: str) -> Crossing | None:
    """The word of two characters or more that the break between two runs of Han characters cuts; None where none does."""
    if not before or not after:
        return None
    return lexicon.crossing(before, after)


def runs_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The runs of Han characters on both sides of a gap, as far as they matter."""
    before = start
    while before > start - _REACH and before > 0 and is_han(text[before - 1]):
        before -= 1
    after = end
    while after < end + _REACH and after < len(text) and is_han(text[after]):
        after += 1
    return text[before:start], text[end:after]
