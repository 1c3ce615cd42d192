"""Generated pages of Chinese prose with what OCR leaves in them, for what must hold of all rules together."""

from hypothesis import strategies as st

from cleanup.layout import make_page
from cleanup.page import Origin, Page
from cleanup.paragraphs import ParagraphRule

WORDS = [
    *(
        "澜州市",
        "图书馆",
        "昨日",
        "开馆",
        "市民",
        "纷纷",
        "前来",
        "参观",
        "河水",
        "清了",
        "记者",
        "许多许多",
        "天天",
        "的",
        "了",
        "和",
        "在",
        "里",
    ),
    *(
        "工作人员",
        "介绍",
        "说",
        "今年",
        "一是",
        "二是",
        "通知",
        "涌知",
        "副市长",
        "李明远",
        "共",
        "元",
        "公里",
        "马",
        "里面",
        "後来",
        "圖書館",
    ),
]
MARKS = [
    "，",
    "。",
    "、",
    "；",
    "：",
    "！",
    "？",
    ",",
    ".",
    ";",
    ":",
    "!",
    "?",
    "。。",
    "，，",
    "...",
    "……",
    "。。。",
    "--",
    "—",
    "——",
    "~",
    "·",
]
PAIRED = ["“", "”", "‘", "’", '"', "'", "（", "）", "(", ")", "《", "》", "<", ">", "【", "】", "[", "]", "「", "」"]
FIGURES = ["3", "12", "1998", "１２", "3 5", "5G", "12月3日", "11月31日", "20%", "1,000", "３.５", "O", "〇", "²"]
LATIN = ["and", "the", "PM2.5", "Wi-Fi", "x", "of", "COVID-19", "www.lanzhou.example", "a@b.example", "ⅰ", "Ａ", "ｂ", "я", "の", "한", "µ"]
BLANKS = [" ", " ", "  ", "\u3000", "\u00a0", "\t", "\u2009"]
UNSEEN = ["\u200b", "\ufeff", "\u00ad", "\u202e", "\ue000", "\ufffd", "\x07", "⼯", "⻓", "豈", "\u0301", "é", "Ã©", "锟斤拷"]
RESIDUE = ["**", "<br>", "&nbsp;", "$x$", "`", "```\n", "![](a.png)", "| a | b |", "\\", "---", "<!-- page 2 -->", "# ", "- ", "1. "]
ENDS = ["\n", "\n\n", "\n\n", "\r\n", "\n\u3000\u3000", "\n\n\u3000\u3000", "\n \n", "\n\n## ", "\n# ", "\n### "]
LINES = [
    "本报讯",
    "记者 李明远 摄",
    "（下转第三版）",
    "第2版 要闻",
    "责任编辑：王 平",
    "编　者",
    "澜州日报 1998年3月2日 星期一",
    "热线电话：0931-8888888",
]

SENTENCES = [
    "澜州市图书馆新馆昨日开馆，首日接待读者三千余人。",
    "馆长说：“希望每位读者都能找到喜欢的书。”",
    "据了解，旧馆藏书将于下月底前全部搬迁完毕，届时读者可凭原有借书证办理借阅。",
    "老站长望着渠水，高声说道：“渠里的水是从上游的青川城一路流下来的，沿途经过三十个村子，没有一处断流。”",
    "昨天上午９时，２０辆公交车从澜江大桥北头出发，全程12公里，票价2元。",
    "《澜州日报》记者李明远走访了王家村、李家村和赵家村（三村同属青川镇），看到家家户户都在修渠。",
    "一是抓好春耕，二是修好水渠，三是办好夜校。",
    "PM2.5平均浓度为35微克，比去年下降20%，5G信号已经覆盖全市。",
    "村民们许多许多年没有见过这么清的水了！",
    "这项工程得到了大家的支持，谁不高兴呢？",
]
HEADS = ["澜州市图书馆新馆开馆", "渠水重新流进村子", "# 要闻", "### 简讯", "本报记者 李明远", "（李明远 摄）"]

_DAMAGE = st.one_of(*(st.sampled_from(some) for some in (WORDS, MARKS, PAIRED, FIGURES, LATIN, BLANKS, UNSEEN, RESIDUE, ENDS, LINES)))
_PARAGRAPHS = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join),
    st.sampled_from(HEADS),
    st.sampled_from(LINES),
    st.lists(_DAMAGE, max_size=12).map("".join),
)


@st.composite
def prose(draw: st.DrawFn) -> str:
    """A text of up to six paragraphs with damage put in anywhere; a line may stand twice, and lines may be wrapped."""
    paragraphs = draw(st.lists(_PARAGRAPHS, min_size=1, max_size=6))
    text = "".join(paragraph + draw(st.sampled_from(ENDS)) for paragraph in paragraphs)
    for token in draw(st.lists(_DAMAGE, min_size=1, max_size=8)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + token + text[at + draw(st.sampled_from([0, 0, 1, 2])) :]
    if draw(st.sampled_from([False, False, True])):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        text = "\n".join([*lines[: at + 1], *lines[at:]])
    width = draw(st.sampled_from([0, 0, 0, 14]))
    if width:
        text = "\n".join(line[n : n + width] for line in text.split("\n") for n in range(0, max(len(line), 1), width))
    return text


@st.composite
def prose_pages(draw: st.DrawFn) -> Page:
    """A page of such prose, of plain text or of Markdown."""
    rule = draw(st.sampled_from([None, None, ParagraphRule.MARKDOWN]))
    return make_page("generated", draw(prose()), Origin(), rule=rule)
