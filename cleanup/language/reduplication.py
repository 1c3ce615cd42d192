"""Doubling that belongs to the language: distributive classifiers, verbs and adjectives said twice, sounds; and what two words share.

The tables hold simplified characters; traditional text is folded before it is looked up. They were collected for this project from the
grammar of modern Chinese: what may be doubled, not what was seen in a text.
"""

from typing import Final

from cleanup.language.chars import CHINESE_DIGITS
from cleanup.language.lexicon import Lexicon

EACH: Final = frozenset(
    "年月天日夜代世辈岁季个只条件张座层排行队串堆捆片块根粒颗株棵朵枝节段句字页篇本册卷幅间栋幢栏家户村乡县省人声阵次回遍趟步处路缕丝滴"
    "圈团群批拨道项样种门扇盏把支杯碗盘桌锅车船班组点寸尺斤面线束袋包箱盒瓶尾匹头口顶轮场幕首事摞沓垛茬绺缸篮桩"
)
"""Classifiers and nouns that are doubled for `each` (家家, 条条, 年年)."""

UNITS: Final = frozenset("县市省区乡镇村局厅部科股处室组队所院校厂站社会委团班场馆园店课级国家城路河街港军连排营了")
"""Characters that end one word and begin the next (专家组组长, 省委委员, 打开了了解): offices, places, and 了."""

SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文费颜尤甘"
)
"""Surnames after which a doubled character is a given name."""

_EACH_TIME: Final = frozenset("一两几半每")
_SOUNDS: Final = frozenset("哗啦叮当咚滴答嘀嗒咔嚓扑通轰隆噼啪吱嘎咕噜嘟哒哐啷呼噜嘻哈叽喳唧咯乒乓淅沥忽闪咣嗡嗖嗵啪哧呜咩喵汪嘿啊哦呀哎")
_PARTICLES: Final = frozenset("着著啊呀吧呗啦咯嘞喽呢哟")  # 走着走着, 来吧来吧, 拼呗拼呗: what is said twice to urge or to go on
_TWICE_LIST = """
    活动 商量 讨论 研究 锻炼 休息 打听 介绍 考虑 了解 学习 收拾 打扫 体验 感受 鼓励 鉴定 检查 照顾 帮助 准备 调查 参观 观察 比较 总结
    整理 修理 打扮 享受 高兴 热闹 放松 教育 适应 认识 尝试 表现 交流 合计 琢磨 思考 回忆 参谋 支持 指点 安慰 关心 提醒 批评 辅导 庆祝
    庆贺 祝贺 意思 拉扯 走动 凉快 暖和 舒服 轻松 快活 清静 磨炼 考验 历练 改造 改善 收拢 摆弄 溜达 遛达 联络 联系 沟通 请教 咨询
    雪白 通红 碧绿 漆黑 笔直 冰凉 滚烫 黑绿 细长 瓦蓝 湛蓝 金黄 焦黄 鲜红 火红 乌黑 蜡黄 惨白 煞白 嫩绿 喷香 喷喷 溜光 滚圆 崭新
    许多 很多 好多 大片 成片 大把 大块 极少 很少 好久 许久 永远 非常 特别 最后 从前 曾经 快点 慢点 加油 谢谢 再见 你好 等等
"""
_TWICE: Final = frozenset(_TWICE_LIST.split())


def is_natural_phrase(phrase: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a phrase of two characters or more may stand twice on end: a figure of speech, or two words that share it.

    `before` and `after` are the Han characters beside the two.

    >>> lexicon = Lexicon.load()
    >>> [is_natural_phrase(p, "", "", lexicon) for p in ("一步", "说着", "来吧", "活动", "哗啦", "工作")]
    [True, True, True, True, True, False]
    >>> is_natural_phrase("中央", "学习党", "军委", lexicon)
    True
    """
    if (phrase[0] in _EACH_TIME and len(phrase) <= 4) or CHINESE_DIGITS.issuperset(phrase):
        return True
    if phrase[-1] in _PARTICLES or _SOUNDS.issuperset(phrase) or phrase in _TWICE or lexicon.freq(phrase * 2):
        return True
    ends = any(lexicon.freq(before[at:] + phrase) for at in range(max(0, len(before) - 3), len(before)))
    return ends and any(lexicon.freq(phrase + after[:size]) for size in range(1, min(4, len(after)) + 1))


def is_shared(char: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a doubled character stands there by right: it ends one word and begins another, is a sound, a given name, or 一 stands
    before a classifier.

    >>> lexicon = Lexicon.load()
    >>> is_shared("组", "省专家", "长", lexicon), is_shared("军", "副书记李", "介绍", lexicon), is_shared("作", "工", "重点", lexicon)
    (True, True, False)
    """
    if char in _SOUNDS or (char in EACH and before.endswith("一")):
        return True
    if char in UNITS and any(lexicon.freq(char + after[:size]) for size in range(1, min(2, len(after)) + 1)):
        return True
    if before and before[-1] in SURNAMES:
        words = lexicon.cut(before)
        return words[-1] == before[-1]
    return False


def idiom_of(four: str, lexicon: Lexicon) -> str:
    """The idiom that four characters of the form XXYZ are a garbled reading of (XYXZ); empty where there is none.

    >>> idiom_of("每每时刻", Lexicon.load()), idiom_of("天天向上", Lexicon.load())
    ('每时每刻', '')
    """
    if len(four) != 4 or lexicon.freq(four):
        return ""
    idiom = four[0] + four[2] + four[1] + four[3]
    return idiom if lexicon.freq(idiom) else ""
