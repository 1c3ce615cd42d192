"""Characters and phrases put twice, words put again behind their particle, idioms whose characters changed places."""

from collections.abc import Iterator
from random import Random

from seeds.damage import generate
from tests.accuracy.rules.clean_text import unseen_articles
from tests.accuracy.rules.trial import Damage, Made, Trial, from_seeds, mends_with_any

PAGES = 150
SEED = 6203
IDIOMS = (
    "每时每刻",
    "一心一意",
    "十全十美",
    "自由自在",
    "无忧无虑",
    "人山人海",
    "各式各样",
    "全心全意",
    "有声有色",
    "大手大脚",
    "不知不觉",
    "没完没了",
)


def pages() -> Iterator[Made]:
    """Pages with doubles alone, and pages into which garbled idioms were put."""
    for page in generate(unseen_articles(), PAGES, 0.5, SEED, ("doubled", "echo")):
        made = from_seeds(page, ("doubled", "echo"))
        yield Made(made.name, made.text, tuple(_named(damage) for damage in made.damages))
    rng = Random(SEED)
    for number, page in enumerate(generate(unseen_articles(), 12, 0.0, SEED + 1)):
        yield _with_idiom(f"idiom-{number}", page.text, IDIOMS[number], rng)


def _named(damage: Damage) -> Damage:
    kind = damage.kind if damage.kind == "echo" else "character" if len(damage.before) == 1 else "phrase"
    return damage._replace(kind=kind)


def _with_idiom(name: str, text: str, idiom: str, rng: Random) -> Made:
    """The text with a sentence of its own at the end of a paragraph, in which the idiom stands garbled."""
    at = rng.choice([i for i in range(1, len(text) - 1) if text[i - 1] == "。" and text[i] == "\n"])
    garbled = idiom[0] + idiom[2] + idiom[1] + idiom[3]
    before, after = "大家都说，这样的日子真是", "。"
    text = text[:at] + before + garbled + after + text[at:]
    start = at + len(before)
    return Made(name, text, (Damage(start, start + 4, garbled, idiom, "idiom"),))


TRIAL = Trial(pages, mends_with_any)
