"""Small tables of the generator, written for it: what an OCR engine puts for what. They are no list of what is wrong in a text."""

from collections.abc import Mapping
from types import MappingProxyType

# Characters of the same shape, each group misread as each other.
_GROUPS = (
    "己已巳 末未 日曰 土士 人入八 大太犬 天夭 干千于 侯候 戊戌戍 辩辨辫 徒徙 治冶 折拆析 拔拨 晴睛 情清请 项顶 竟竞 幕墓慕暮 栗粟 祟崇 "
    "灸炙 贷货 载戴 藉籍 盲育 问间 自白 目且 由田甲申 兔免 鸟乌 住往佳 侍待 活话 说悦 枝技 环坏 设没 令今 处外 休体 各名 工土 王玉主 "
    "并井 失夫矢 阵阴阳 师帅 牛午 刀刃力 孑子 毫亳 茶荼 汩汨 仓仑 传侍 伐代 住任 何向 使便 侧测 修候 偷愉 准淮 凉惊 划刘 别剐 勤勒 "
    "历厉 厂广 反及 叶吐 同司 含舍 因困囚 园圆 坊访 埋理 培陪 堆推 墙樯 壮状 妨防 委季 孤狐 宫官 密蜜 岸崖 币市 库厍 度席 建健 径经 "
    "徽微 怀坏 急意 恨根 悔梅海 惯贯 抓爪 抬拾 招拓 按桉 持特 挑桃 掉棹 探深 搏博 撤撒 旦且 早旱 时吋 明朋 景影 望塑 木本 村材 杨扬 "
    "板版 构沟 柜拒 栋拣 检捡 标际 样详 桥侨 梁粱 棵课 模膜 欧殴 永水 汽气 沐沭 沿治 泊拍 洗冼 流疏 浅钱 浏刘 温湿 渔鱼 游遊 湾弯 "
    "烧浇 热势 牧收 狼狠 珍诊 球救 瓜爪 田由 留贸 疗辽 百白 盆盒 相柏 看着 码妈 破被 确硝 秋耿 种钟 科料 租祖 税悦 端瑞 算箅 米来 "
    "粮粱 精情 约的 级极 纪记 组祖 绍招 维推 缓援 网冈 职织 胜性 脚却 船般 苗亩 草单 荷茶 营管 落洛 蓝篮 虑虚 街衔 衣农 裁栽 见贝 "
    "观现 规视 讨付 讯迅 设役 诉拆 试拭 询洵 调凋 贫贪 赶赴 越赵 跑抱 路跑 辆俩 边达 运远 还坏 这送 进井 连莲 迪油 透诱 通涌 遇过 "
    "遍偏 那哪 郊效 部陪 量重 铁轶 铃铂 银很 锋峰 长氏 闭闲 队认 降隆 院完 险验 隔融 雨两 雪霉 青责 题颗 飘漂 饭板 馆管 首道 马鸟 "
    "驾骂 验俭 高亮 鲜鲸 龙尤 "
    # traditional
    "間問 買賣 學覺 書畫 東束 車軍 門鬥 馬鳥 魚漁 線綿 運連 還遠 開關 陽陰 隊墜 電雷 風鳳 點黠 師帥 時晴 樣樑 樓縷 橋僑 歷曆 氣汽 "
    "決抉 淺殘 測側 滿瞞 燈證 爐壚 獨濁 畫晝 筆肇 紀記 級吸 終絡 給拾 綠緣 聲罄 職織 舊薈 萬寓 葉棄 號虢 補捕 裡埋 視規 記紀 設沒 "
    "話活 說悅 調凋 談淡 請清 識織 護獲 貨貸 賽寒 輪論 轉輔 週過 適過 選遺 鄉卿 醫毉 釣鈎 鐘鍾 長辰 閒閑 頂項 頭顫 題顆 館管 驗險"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(groups: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group in groups.split():
        for char in group:
            others = found.setdefault(char, [])
            others.extend(other for other in group if other != char and other not in others)
    return {char: tuple(others) for char, others in found.items()}


LOOK_ALIKES: Mapping[str, tuple[str, ...]] = MappingProxyType(_pairs(_GROUPS))

# English function words that stand for a Chinese one, with words in which the character means something else. Real pages show the
# token with a space on each side.
STRAY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "和": ("and", "and", "and", "with"),
        "与": ("and", "with"),
        "及": ("and",),
        "與": ("and", "with"),
        "的": ("of", "of", "'s"),
        "或": ("or",),
        "在": ("in", "in", "at", "on"),
        "为": ("for", "to", "as"),
        "為": ("for", "as"),
        "由": ("by",),
        "从": ("from",),
        "從": ("from",),
        "到": ("to",),
        "对": ("for", "to"),
        "對": ("for", "to"),
        "向": ("to",),
        "是": ("is",),
        "以": ("with", "by"),
        "但": ("but",),
        "被": ("by",),
        "这": ("this", "the"),
        "這": ("this", "the"),
        "于": ("in", "at"),
        "於": ("in", "at"),
    }
)
NOT_STRAY = _words(
    """
    和平 和谐 和睦 和气 和解 和风 暖和 缓和 温和 平和 饱和 总和 共和 随和 祥和 柔和 参与 与会 与其 与否 及时 及早 及格 以及 涉及
    普及 来得及 目的 的确 的话 似的 打的 或许 或者 或是 在于 在意 在乎 在场 在线 在职 在岗 现在 正在 存在 实在 所在 内在 不在
    好在 潜在 为了 为何 为什 因为 认为 以为 成为 作为 行为 为止 为难 为此 称为 分为 更为 极为 由于 理由 自由 由来 从来 从此 从事
    从业 从前 自从 服从 从严 从而 到底 到处 到位 到达 达到 得到 受到 看到 听到 找到 直到 遇到 收到 做到 感到 想到 等到 到了 到来
    来到 对于 对面 对象 对方 对手 对话 对外 相对 面对 反对 对付 对称 核对 校对 对照 对比 对口 对门 一对 向来 方向 向导 一向 倾向
    走向 意向 志向 动向 还是 但是 只是 于是 就是 都是 总是 正是 不是 可是 要是 是否 也是 真是 若是 凡是 而是 尤其是 可以 所以
    以来 以上 以下 以前 以后 以外 以内 以便 以免 以至 足以 难以 予以 加以 以往 不但 但愿 被子 被告 棉被 这样 这么 这些 这里 这个
    这种 这次 这时 这位 这条 关于 至于 终于 位于 属于 等于 处于 善于 敢于 便于 用于 大于 小于 低于 高于 于海 和与 至於 由於 關於
    對於 在於 終於 屬於 等於 位於 於是 為了 為何 因為 認為 成為 作為 從來 從此 從前 從事 這樣 這麼 這些 這裡 這個 這種 這次 這位
    對面 對象 對方 反對 絕對 參與 與其
    """
)
INSERTED = ("the", "of", "to", "a", "and", "in", "is", "on", "for")

OTHER_SCRIPT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "的": ("の", "の", "ของ"),
        "和": ("と", "и", "и"),
        "与": ("と", "и"),
        "與": ("と",),
        "在": ("в", "на", "に"),
        "是": ("は",),
        "也": ("も",),
        "从": ("から", "из"),
        "把": ("を",),
    }
)

# Characters of the other script that a page may hold: simplified to traditional, and the reverse.
TRADITIONAL: Mapping[str, str] = MappingProxyType(
    dict(
        zip(
            "国学会时来为这过说们个对动开关门问间见车马东长书乐买卖产业严两义习乡云亚从众优传伤价体办务区医华单卫厂历压县参双变叶号"
            "员园图团围场坏块坚处复备头实写导将层岁师带帮广庆应张归当录总惊爱战户扩护报担择换据损断无旧显极构标树样桥梦检楼权欢岁气汉",
            "國學會時來為這過說們個對動開關門問間見車馬東長書樂買賣產業嚴兩義習鄉雲亞從眾優傳傷價體辦務區醫華單衛廠歷壓縣參雙變葉號"
            "員園圖團圍場壞塊堅處復備頭實寫導將層歲師帶幫廣慶應張歸當錄總驚愛戰戶擴護報擔擇換據損斷無舊顯極構標樹樣橋夢檢樓權歡歲氣漢",
            strict=True,
        )
    )
)
SIMPLIFIED: Mapping[str, str] = MappingProxyType({traditional: simple for simple, traditional in TRADITIONAL.items()})

# Given-name characters that sound or look alike; a name variant swaps one.
_NAME_GROUPS = (
    "伟炜玮维 薇微威 丽莉俐 军君均钧 建健剑 志智致 晓小筱 明铭鸣 红洪宏鸿 华骅桦 芳方舫 静婧靖净 玲琳凌铃 辉晖徽 强襁墙 文雯纹 "
    "海涵寒 平萍屏 川传穿 远苑源 知之芝 溪希曦 若偌 宁凝 眠棉绵 树述澍 嘉佳家 恒衡横 立丽力 冬东栋 承诚城 岳月悦 守首 山杉珊 "
    "林琳霖 江姜疆 春椿 秋楸 兰蓝岚 云芸耘 雪学 梅玫 生声笙 福富 贵桂 满曼 仓苍沧 石实时 青清卿 波博 涛韬 阳扬洋 景璟 澄成呈 "
    "章彰 瑜愉渝 如茹 玉钰 和禾荷 "
)
NAME_VARIANTS: Mapping[str, tuple[str, ...]] = MappingProxyType(_pairs(_NAME_GROUPS))
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠"
    "甄曲封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿"
    "通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公佟"
)

# What stands amid the text of a page without belonging to it.
FURNITURE = (
    "3",
    "— 5 —",
    "第02版",
    "A04 综合",
    "要闻 02",
    "责任编辑 纪闻樱 版式 汤圆圆",
    "2024年9月12日 星期四 编辑 路遥知",
    "广告热线 0999-5550166",
    "●澜州日报社出版",
)
FURNITURE_TRADITIONAL = ("4", "— 7 —", "第三版", "地方 A3", "編輯 沈聽瀾 美編 方以南", "廣告專線 02-5550-0188", "◎汐川晚報")
JUMPS_TRADITIONAL = ("（下轉第二版）", "（文接 A1）", "▶▶▶ 上接頭版")
JUMPS = ("（下转第三版）", "（紧接第一版）", "（下转A06版）", "▶▶▶ 上接第一版", "（未完待续）", "下转第二版 ▶")


# Slogans that stand as fillers at the end of a text or above one.
SLOGANS = (
    "一滴水也是江河",
    "节水爱水 人人有责",
    "讲文明 树新风",
    "平安澜州，你我同行",
    "守住绿水青山 留住鸟语花香",
    "一张蓝图绘到底",
    "众志成城护江堤",
)
SLOGANS_TRADITIONAL = ("珍惜水源 人人有責", "一點一滴，點滴歸公", "守望相助 平安汐川", "讀書從今天開始")


def is_traditional(text: str) -> bool:
    """Whether a text has more characters that only traditional Chinese writes than such that only simplified Chinese does."""
    return sum(map(text.count, SIMPLIFIED)) > sum(map(text.count, TRADITIONAL))
