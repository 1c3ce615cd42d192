"""The places of a page where a paragraph must be parted, each with its odds and its reasons."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanup.finding import Evidence
from cleanup.language.lazy import lazy
from cleanup.layout.evidence import of_parts
from cleanup.layout.patterns import look
from cleanup.messages import Message
from cleanup.page import Kind, Span
from cleanup.rules.order.false_credits import Credits, is_short_tag
from cleanup.rules.order.false_gaps import gap_features, noise_of
from cleanup.rules.order.false_inside import Inside, Known, inside_pieces, known_pieces
from cleanup.rules.order.false_places import LEAST_TEXT, SENTENCE_END, SHORT, Place, Sheet, gaps
from cleanup.rules.order.false_topics import Seam, seams
from cleanup.rules.order.false_weights import GAP, ODDS, TOPIC, weigh
from cleanup.rules.order.sides import Features

_WIDE_GAPS: Final = 2  # gaps of more than one space from which a paragraph is a row of a table or of merged columns
_MARK: Final = lazy("#{1,6}[ \\t\\u3000]+")
_LONG_HEADING: Final = 48  # code points beyond which no line is a headline
_BODY: Final = lazy("[，。；！？,;!?]")
_PLAIN_SLOGAN: Final = lazy('[^。！？!?；;“”"]{4,30}\\Z')
_FEWEST: Final = 5  # code points of the shortest headline
_NO_TITLE: Final = frozenset("。！？!?…，、；：,;:")  # what no headline ends in
_OPENING_BRACKETS: Final = frozenset("（(【[")
_LEAST_SIGNED: Final = 12  # code points of the shortest text that a byline is glued to
_TOLD: Final = 0.3  # odds below which a reason is not told
_CAPTION_SENTENCE: Final = 60
_LONG_CAPTION: Final = 90  # code points before its last sentence that no caption has
_REPORT_LEAD: Final = 60  # code points of headlines before the words that open a report


_BEHIND_HEADING: Final = frozenset({"gap-start", "lead", "byline-start"})
_NOT_AT_A_GAP: Final = frozenset({"inside", "heading"})


class Cut(NamedTuple):
    """A place where two texts touch: the white space there (or nothing), its paragraph, the kind of cut, its odds and reasons.

    For a piece inside a paragraph `start` and `end` bound the piece with the white space around it. `features` are those of a gap that
    nothing but what stands around it tells.
    """

    start: int
    end: int
    paragraph: Span
    kind: str
    odds: float
    evidence: tuple[Evidence, ...]
    features: Features | None = None


def find_cuts(sheet: Sheet) -> Iterator[Cut]:
    """The cuts of a page in source order, at most one at a place."""
    known = known_pieces(sheet.text)
    read = []
    for paragraph in sheet.paragraphs:
        credits = sheet.credits(paragraph)
        closed = [span for span in (credits.first, credits.last, credits.caption) if span is not None]
        places = tuple(gaps(sheet, paragraph, closed))
        if sum(place.end - place.start > 1 for place in places) <= _WIDE_GAPS:
            read.append((paragraph, credits, places))
    noise = noise_of(sheet, [place for _, _, places in read for place in places])
    topics = {seam.paragraph: seam for seam in seams(sheet)}
    for paragraph, credits, places in read:
        yield from _in_paragraph(sheet, paragraph, credits, places, noise, known, topics.get(paragraph))


def _in_paragraph(
    sheet: Sheet, paragraph: Span, credits: Credits, places: tuple[Place, ...], noise: float, known: Known, seam: Seam | None
) -> Iterator[Cut]:
    cuts: dict[int, Cut] = {}
    for cut in (
        *_heading_marks(sheet, paragraph, places),
        *_insides(sheet, paragraph, inside_pieces(sheet, paragraph, places, known)),
        *_credits(sheet, paragraph, credits, places),
        *_datelines(sheet, paragraph),
        *_headline_end(sheet, paragraph),
    ):
        if not any(other.start <= cut.end and cut.start <= other.end for other in cuts.values()):
            cuts[cut.start] = cut
    for cut in _gaps(sheet, paragraph, places, noise, list(cuts.values())):
        cuts.setdefault(cut.start, cut)
    if seam is not None:
        cut = _by_topic(seam)
        if seam.start not in cuts or cuts[seam.start].odds < cut.odds:
            cuts[seam.start] = cut
    if any(cut.kind in _BEHIND_HEADING and cut.odds > 0 for cut in cuts.values()):
        cuts = {at: cut for at, cut in cuts.items() if cut.kind != "heading"}
    yield from sorted(cut for cut in cuts.values() if cut.kind in _NOT_AT_A_GAP or not _is_parted(sheet, cut))


def _is_parted(sheet: Sheet, cut: Cut) -> bool:
    """Whether a line end stands at a cut that is no wrap: a reader sees two paragraphs there already."""
    gap = sheet.text[cut.start : cut.end]
    return ("\n" in gap or "\r" in gap) and cut.start not in sheet.wraps


def _told(kind: str, odds: float, params: Mapping[str, object] | None = None) -> Evidence:
    return Evidence(Message(f"false-join.{kind}", params or {}), round(odds, 2))


def _heading_marks(sheet: Sheet, paragraph: Span, places: Sequence[Place]) -> Iterator[Cut]:
    """The mark of a heading before body text."""
    text = sheet.text
    mark = _MARK.match(text, *paragraph)
    if mark is None:
        return
    stop = text.find("\n", mark.end(), paragraph.end)
    end = paragraph.end if stop < 0 else stop
    line = text[mark.end() : end]
    if sheet.dateline_in(mark.end(), paragraph.end) is not None and sheet.dateline_in(mark.end(), mark.end() + 1) is None:
        return  # a headline with its report behind it: parted there
    marks = len(_BODY.findall(line))
    ended = sheet.ends_sentence(end)
    if len(line) <= _LONG_HEADING and not (ended and marks > 1 and len(line) > LEAST_TEXT) and stop < 0:
        return
    odds = 0.0
    evidence = []
    for name, worth in (
        ("heading-long", min(4.0, (len(line) - _LONG_HEADING) / 16)),
        ("heading-marks", min(3.0, 0.8 * (marks - 1))),
        ("heading-ended", 2.0 if ended else 1.0 if stop >= 0 and marks else -1.0),
    ):
        odds += worth
        if worth > _TOLD:
            evidence.append(_told(name, worth, {"length": len(line), "count": marks}))
    first = SENTENCE_END.search(text, mark.end(), end)
    if any(place.start < (first.start() if first else end) and place.start - mark.end() <= SHORT for place in places):
        odds += ODDS["heading-gap"]  # a headline may end there
    yield Cut(mark.start(), mark.end(), paragraph, "heading", odds, tuple(evidence))


def _insides(sheet: Sheet, paragraph: Span, pieces: Iterator[Inside]) -> Iterator[Cut]:
    """Furniture and captions inside a paragraph; at its edge they are parted as one cut."""
    for piece in pieces:
        shown = {"text": sheet.page.text[piece.low : piece.high]}
        odds = ODDS[piece.kind]
        evidence = [_told(f"is-{piece.kind}", odds, shown)]
        if piece.guessed:
            odds += ODDS["guessed"]
        opens = sheet.dateline_in(piece.end, piece.end + 1) is not None
        if piece.start == paragraph.start or piece.end == paragraph.end or opens:
            if piece.kind != "jump":
                continue
            at = (piece.high, piece.end) if piece.start == paragraph.start else (piece.start, piece.low)
            yield Cut(*at, paragraph, "edge", odds, tuple(evidence))
            continue
        worth = 0.6 * min(5.0, max(-2.0, piece.joined))
        if sheet.ends_sentence(piece.start):
            worth = max(worth, -0.5)
        odds += worth
        if abs(worth) > _TOLD:
            evidence.append(_told("joined" if worth > 0 else "not-joined", worth))
        yield Cut(piece.start, piece.end, paragraph, "inside", odds, tuple(evidence))


def _gap_before(sheet: Sheet, paragraph: Span, at: int) -> int:
    while at > paragraph.start and sheet.text[at - 1].isspace():
        at -= 1
    return at


def _gap_after(sheet: Sheet, paragraph: Span, at: int) -> int:
    while at < paragraph.end and sheet.text[at].isspace():
        at += 1
    return at


def _credits(sheet: Sheet, paragraph: Span, credits: Credits, places: Sequence[Place]) -> Iterator[Cut]:
    text, shown = sheet.text, sheet.page.text
    if credits.first is not None and paragraph.end - credits.first.end >= LEAST_TEXT:
        end = _gap_after(sheet, paragraph, credits.first.end)
        if end > credits.first.end:
            odds = ODDS["byline-start"]
            if text.startswith("讯", end):
                return
            yield Cut(
                credits.first.end, end, paragraph, "byline-start", odds, (_told("is-byline", odds, {"text": shown[slice(*credits.first)]}),)
            )
    if credits.first_caption is not None and paragraph.end - credits.first_caption.end >= LEAST_TEXT:
        end = _gap_after(sheet, paragraph, credits.first_caption.end)
        odds = ODDS["caption-start"]
        evidence = (_told("is-caption", odds, {"text": _last(shown[slice(*credits.first_caption)])}),)
        if end > credits.first_caption.end:
            yield Cut(credits.first_caption.end, end, paragraph, "caption-start", odds, evidence)
    if credits.last is not None and credits.last.start - paragraph.start >= _LEAST_SIGNED:
        yield from _byline_end(sheet, paragraph, credits)
    if credits.caption is not None:
        yield from _caption_end(sheet, paragraph, credits.caption, places)


def _byline_end(sheet: Sheet, paragraph: Span, credits: Credits) -> Iterator[Cut]:
    """A byline behind the text, and a slogan that stands between the two."""
    assert credits.last is not None
    text = sheet.text
    low = credits.last.start
    start = _gap_before(sheet, paragraph, low)
    ended = sheet.ends_sentence(start)
    whole = SENTENCE_END.search(text, paragraph.start, start)
    name = text[slice(*credits.last)]
    kind = "name" if credits.named else "byline"
    odds = ODDS["name-end"] if credits.named else ODDS["byline-end"]
    if not ended:
        odds += ODDS["not-ended"]
    if whole is None and not ended:
        return  # a headline or a label with a name
    if credits.named and not (is_short_tag(name, sheet.lexicon) or len(name) > 3 or name[0] == "本"):
        odds += ODDS["common-word"]
    if start == low:
        odds += ODDS["no-gap"]
        after = sheet.paragraph_after(paragraph)
        if credits.named and after is not None and sheet.kind_at(after.start) is Kind.BODY:
            return  # rather the first word of a sentence that goes on there
    evidence = [_told(f"is-{kind}", odds, {"text": sheet.page.text[slice(*credits.last)]})]
    yield Cut(start, low, paragraph, "byline-end", odds, tuple(evidence))
    if ended or start == low:
        return
    stops = [match.end() for match in SENTENCE_END.finditer(text, max(paragraph.start, start - SHORT), start)]
    if not stops:
        return
    at = stops[-1]
    begin = _gap_after(sheet, paragraph, at)
    slogan = text[begin:start]
    if _PLAIN_SLOGAN.match(slogan) is None:
        return
    odds = ODDS["slogan"] + (0.0 if begin > at else ODDS["no-gap"]) - (ODDS["commas"] if len(_BODY.findall(slogan)) > 1 else 0.0)
    yield Cut(at, begin, paragraph, "slogan", odds, (_told("is-slogan", odds, {"text": sheet.page.text[begin:start]}),))


def _caption_end(sheet: Sheet, paragraph: Span, credit: Span, places: Sequence[Place]) -> Iterator[Cut]:
    """A caption behind the text: from white space after a sentence, else the one sentence before the credit."""
    text = sheet.text
    before = _gap_before(sheet, paragraph, credit.start)
    starts = [
        place
        for place in places
        if place.end < before - 3 and sheet.ends_sentence(place.start) and before - place.end <= 2 * _CAPTION_SENTENCE
    ]
    stops = [match.end() for match in SENTENCE_END.finditer(text, paragraph.start, before)]
    if stops and stops[-1] == before:
        stops.pop()
    if starts:
        at, end = starts[-1].start, starts[-1].end
        odds = ODDS["caption-end"]
    elif stops and before - stops[-1] <= _CAPTION_SENTENCE:
        at = stops[-1]
        end = _gap_after(sheet, paragraph, at)
        odds = ODDS["caption-end-guessed"] - max(0.0, (_LONG_CAPTION - (at - paragraph.start)) / 20)
    else:
        return
    if at - paragraph.start < LEAST_TEXT:
        return
    yield Cut(at, end, paragraph, "caption-end", odds, (_told("is-caption", odds, {"text": _last(sheet.page.text[end : credit.end])}),))


def _last(text: str, most: int = 16) -> str:
    return text if len(text) <= most else f"…{text[-most:]}"


def _datelines(sheet: Sheet, paragraph: Span) -> Iterator[Cut]:
    """The words that open a report, with text before them."""
    at = paragraph.start
    while (line := sheet.dateline_in(at, paragraph.end)) is not None:
        at = line.end
        start = _gap_before(sheet, paragraph, line.start)
        if start <= paragraph.start or set(sheet.text[paragraph.start : start]) <= set("# "):
            continue
        words = {"text": sheet.page.text[slice(*line)]}
        stops = [match.end() for match in SENTENCE_END.finditer(sheet.text, max(paragraph.start, start - 400), start)]
        if sheet.ends_sentence(start):
            odds = ODDS["report"]
            yield Cut(start, line.start, paragraph, "fused", odds, (_told("is-report", odds, words),))
        elif not stops and start - paragraph.start <= _REPORT_LEAD:
            odds = ODDS["lead"]
            yield Cut(start, line.start, paragraph, "lead", odds, (_told("is-report", odds, words),))
        elif start < line.start:
            odds = ODDS["lead"] - 1.0
            yield Cut(start, line.start, paragraph, "lead", odds, (_told("is-report", odds, words),))


def _gaps(sheet: Sheet, paragraph: Span, places: Sequence[Place], noise: float, known: Sequence[Cut]) -> Iterator[Cut]:
    """Gaps that nothing but what stands around them tells."""
    text = sheet.text
    for number, place in enumerate(places):
        if any(cut.start <= place.end and place.start <= cut.end for cut in known) or _after_opening(text, place):
            continue
        later = places[number + 1].start if number + 1 < len(places) else paragraph.end
        if any(cut.kind == "lead" and place.start < cut.start for cut in known):
            continue
        features = gap_features(sheet, place, later, noise)
        if features is None:
            continue
        kind = "gap-start" if "head" in features else "gap-end" if "ended.tail" in features else "gap"
        odds = weigh(features)
        parts = {
            "gap-place": sum(GAP[n] * v for n, v in features.items() if n.startswith(("gap", "ended", "head"))),
            "gap-words": sum(GAP[n] * v for n, v in features.items() if n in ("gain", "start", "end", "word", "figure", "quote")),
            "gap-noise": sum(GAP[n] * v for n, v in features.items() if n.startswith("noise")),
        }
        evidence = [
            _told(name + ("" if name == "gap-noise" or worth > 0 else "-against"), worth)
            for name, worth in parts.items()
            if abs(worth) > _TOLD
        ]
        evidence.sort(key=lambda item: -abs(item.weight))
        yield Cut(place.start, place.end, paragraph, kind, odds, tuple(evidence), features)


def _by_topic(seam: Seam) -> Cut:
    """The place in a paragraph where, by the words, another article's text begins."""
    odds = weigh(seam.features, TOPIC)
    parts = {
        "topic": TOPIC["topic.most"] * seam.features["topic.most"],
        "topic-shared": TOPIC["topic.cross"] * seam.features["topic.cross"],
        "topic-gap": TOPIC["topic.gap"] * seam.features.get("topic.gap", 0.0),
    }
    evidence = [_told(name, worth) for name, worth in parts.items() if abs(worth) > _TOLD]
    evidence.sort(key=lambda item: -abs(item.weight))
    return Cut(seam.start, seam.end, seam.paragraph, "two-articles", odds, tuple(evidence))


def _headline_end(sheet: Sheet, paragraph: Span) -> Iterator[Cut]:
    """A headline right behind the last sentence, without white space: of two even parts, or before a report or a byline."""
    text = sheet.text
    if text[paragraph.end - 1] in _NO_TITLE:
        return
    stops = [match.end() for match in SENTENCE_END.finditer(text, max(paragraph.start, paragraph.end - SHORT), paragraph.end)]
    if not stops or stops[-1] == paragraph.end or text[stops[-1]].isspace() or stops[-1] - paragraph.start < LEAST_TEXT:
        return
    title = text[stops[-1] : paragraph.end]
    if len(title) < _FEWEST or _BODY.search(title) is not None or "\n" in title or title[0] in _OPENING_BRACKETS:
        return
    signs = []
    if "balanced-parts" in of_parts(title):
        signs.append("even-parts")
    after = sheet.paragraph_after(paragraph)
    if after is not None and sheet.dateline_in(after.start, after.start + 1) is not None:
        signs.append("before-report")
    elif after is not None and sheet.kind_at(after.start) is Kind.BYLINE and look(title) is None:
        signs.append("before-byline")
    if signs:
        odds = sum(ODDS[sign] for sign in signs)
        shown = {"text": sheet.page.text[stops[-1] : paragraph.end]}
        yield Cut(stops[-1], stops[-1], paragraph, "headline-end", odds, tuple(_told(sign, ODDS[sign], shown) for sign in signs))


def _after_opening(text: str, place: Place) -> bool:
    """Whether a gap stands right after 本报讯 or the bracket behind it, where the text of a report begins."""
    before = text[max(place.paragraph.start, place.start - 44) : place.start]
    return before.endswith(("讯", "讯】", "电")) or (
        before.endswith(("）", ")")) and ("讯" in before or "电" in before) and "。" not in before
    )
