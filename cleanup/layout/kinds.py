"""What each line of a page is: body, headline, byline, caption or furniture, with the codes of the evidence.

First a line's own words are looked at (`patterns`). What they do not settle is told from the place where it stands (names, signatures,
the text of pictures), and the rest is weighed (`evidence`) together with its neighbours: whether what stands before is finished,
whether what follows goes on or begins an article, whether the line is as wide as a column of the page and stands among such
lines.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from cleanup.language.lazy import lazy
from cleanup.language.models import lexicon
from cleanup.layout.columns import Columns
from cleanup.layout.evidence import (
    GOES_ON,
    OPEN_MARKS,
    PAUSE,
    SALUTATION,
    SHARED,
    WEIGHTS,
    Unit,
    cut_at_space,
    of_end,
    of_parts,
    own_evidence,
    plain,
)
from cleanup.layout.names import is_han, is_name, names_in, tokens_of
from cleanup.layout.patterns import LONGEST, Seen, look
from cleanup.layout.shape import END_MARKS
from cleanup.page import Kind

MOST_HEADLINE: Final = 48
"""Code points beyond which no line is a headline."""

MOST_SIGNATURE: Final = 24
"""Code points of the longest signature under a notice."""

Verdict = tuple[Kind, tuple[str, ...]]

_THRESHOLD: Final = 0.5
_CLOSE: Final = 2.0  # a score this near the threshold is worth looking words up
_ARTICLE_START: Final = lazy("本报讯|本台消息|[（(](?:本报)?记者|新华社.{1,12}电")
_BEGINNING: Final = lazy("近日|日前|昨[天日]|今[天日]|连日来|[0-9]{1,2}月[0-9]{1,2}日|据")
_BARE_DATE: Final = lazy("(?:[0-9]{4}|[二〇○零一九八七六五四三]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日")
_SENTENCE: Final = lazy("[。！？]")
_CALENDAR: Final = lazy("星期|农历|[总第][0-9]+期|版")
_WEAK_CODES: Final = frozenset({"date-line", "edition", "agency", "picture-words", "contact-line", "weather", "folio"})
_PAGE_HEADS: Final = frozenset({"date-line", "edition", "folio", "masthead", "page-number"})
_SHORT_HEADLINE: Final = 30
_SHORT_TEXT: Final = 20  # code points of a paragraph of one sentence
_LABEL: Final = 4  # code points of the name of a section, which stands above headlines
_NOT_IN_NAMES: Final = frozenset("的与和之在是了")
_NAME_LINE: Final = 12  # code points of a line that is nothing but names
_CAPTION_ALONE: Final = 40  # code points of a caption without a credit
_CAPTION_LINES: Final = 90  # code points of a caption's lines above the one with the credit
_CREDIT_ALONE: Final = 20  # code points of the longest picture credit that is a line of its own
_COMMON_WORD: Final = 60  # frequency from which a word that looks like a name is a word
_MARKDOWN_SHARE: Final = 25  # one line in so many is a heading on a page that marks its headlines


def look_at(units: Sequence[Unit]) -> list[Seen | None]:
    """What the words of each unit say it is."""
    return [None if unit.size > LONGEST else look(unit.text) for unit in units]


def classify(units: Sequence[Unit], seen: Sequence[Seen | None], usual_breaks: int, *, blocks: bool = False) -> list[Verdict]:
    """The kind of each unit with its evidence.

    `seen` is what its words say; `usual_breaks` is the number of line ends between the page's paragraphs; `blocks` says that
    paragraphs are blocks of wrapped lines, told apart by blank lines or indents.
    """
    starts: dict[str, int] = {}
    for unit in units:
        if unit.size > MOST_HEADLINE:
            key = unit.text[:SHARED]
            starts[key] = starts.get(key, 0) + 1
    headings = sum(unit.heading for unit in units)
    page = _Page(units, seen, starts, usual_breaks, markdown=headings > 0 and headings * _MARKDOWN_SHARE >= len(units), blocks=blocks)
    return page.verdicts()


class _Page:
    """The units of one page while they are weighed against each other."""

    def __init__(
        self,
        units: Sequence[Unit],
        seen: Sequence[Seen | None],
        starts: Mapping[str, int],
        usual_breaks: int,
        *,
        markdown: bool,
        blocks: bool,
    ) -> None:
        self.units = units
        self.seen = seen
        self.starts = starts
        self.markdown = markdown
        self.usual_breaks = usual_breaks
        self.blocks = blocks
        self.columns = Columns(units, seen, blocks)
        self.made: list[Verdict] = []

    def verdicts(self) -> list[Verdict]:
        for index in range(len(self.units)):
            self.made.append(self._verdict(index))
        for index, (kind, codes) in enumerate(self.made):
            if kind is Kind.CAPTION:
                self._spread(index, codes[0])
        return self.made

    def _spread(self, index: int, code: str) -> None:
        """Makes the lines that belong to a caption captions: those before a credit, those that go on after 图为."""
        if code == "picture-words":
            at = index
            while at + 1 < len(self.units) and self._same_block(at + 1) and not self.units[at].ends:
                at += 1
                self.made[at] = (Kind.CAPTION, ("picture-words",))
        elif code == "picture-credit":
            text = self.units[index].text
            sentences = len(_SENTENCE.findall(text))
            alone = sentences == 0 and len(text) <= _CREDIT_ALONE
            if sentences > 1:
                return  # a caption that runs on from an article's last line
            first = index
            while first > 0 and self._same_block(first):
                first -= 1
            if first == index and alone and self._stands_apart(index - 1):
                first -= 1
            if sum(unit.size for unit in self.units[first:index]) <= (LONGEST if alone else _CAPTION_LINES):
                for at in range(first, index):
                    self.made[at] = (Kind.CAPTION, ("before-credit",))

    def _same_block(self, index: int) -> bool:
        """Whether a body line goes on from the body or caption line right above it, on a page whose lines are wraps."""
        return (
            self.blocks
            and self.units[index].breaks == 1
            and not self.units[index].indented
            and self.made[index - 1][0] is Kind.BODY
            and self.made[index][0] in (Kind.BODY, Kind.CAPTION)
        )

    def _stands_apart(self, index: int) -> bool:
        """Whether a paragraph is no part of an article: it follows a gap or a headline, or what comes before it is cut."""
        if index < 0 or self.made[index][0] is not Kind.BODY or self.units[index].size > LONGEST:
            return False
        return index == 0 or self._gap(index) or self.made[index - 1][0] is not Kind.BODY or not self.units[index - 1].ends

    def _verdict(self, index: int) -> Verdict:
        unit = self.units[index]
        seen = self.seen[index]
        if self._is_signature(index):
            return Kind.BYLINE, ("signature",)
        if seen is not None and not self._is_cut_text(index, seen):
            return seen.kind, (seen.code,)
        if unit.wrapped:
            return Kind.BODY, ("wrapped",)
        if unit.size > MOST_HEADLINE:
            return Kind.BODY, ("long",)
        sure = self._plainly_body(index)
        if sure is not None:
            return Kind.BODY, (sure,)
        own = self._credit_by_place(index)
        if own is not None:
            return own
        caption = self._caption_by_place(index)
        if caption is not None:
            return caption
        return self._weighed(index)

    def _plainly_body(self, index: int) -> str | None:
        """The code of evidence that nothing could outweigh: most lines of a hard-wrapped page, told without weighing.

        It ends in a full stop; or it is one of a run of lines of a column's width, with a comma; or it fills the column right below a
        line that does.
        """
        unit = self.units[index]
        if unit.heading:
            return None
        if unit.text[-1] == "。":
            return "full-stop"
        if not unit.column or " " in unit.text or "\u3000" in unit.text:
            return None
        if self.blocks and index and self.made[index - 1][0] is Kind.BODY and self.columns.goes_on_from(index):
            return "block-line"
        return "column-run" if PAUSE.search(unit.text) is not None and self.columns.in_run(index) else None

    def _is_signature(self, index: int) -> bool:
        """Whether a line signs a notice or letter: a bare date after its last paragraph, and the short line between the two."""
        here = self.units[index]
        if index == 0 or here.size > MOST_SIGNATURE or here.ends or ("日" not in here.text and "日" not in self._text_after(index)):
            return False
        if PAUSE.search(here.text) or SALUTATION.match(here.text):
            return False
        before = self.made[index - 1]
        if _BARE_DATE.fullmatch(here.text):
            closed = self.units[index - 1].ends or "salutation" in before[1]
            return before[1] == ("signature",) or (before[0] is Kind.BODY and closed)
        follows = _BARE_DATE.fullmatch(self._text_after(index)) is not None
        return follows and before[0] is Kind.BODY and (self.units[index - 1].ends or before[1][0] == "salutation")

    def _text_after(self, index: int) -> str:
        """The text of the unit after `index`; empty at the page's end."""
        return self.units[index + 1].text if index + 1 < len(self.units) else ""

    def _is_cut_text(self, index: int, seen: Seen) -> bool:
        """Whether a line that matches a pattern is rather a piece of running text: as wide as its column, in a run of such lines."""
        if seen.code not in _WEAK_CODES or _CALENDAR.search(self.units[index].text):
            return False
        return (self.blocks and self.columns.goes_on_from(index)) or (self.units[index].column and self.columns.in_run(index))

    def _finished(self, index: int) -> bool:
        """Whether nothing is left open before unit `index`: the page begins there, or what stands before is no cut running text."""
        at = index - 1
        while at >= 0 and self.made[at][0] in (Kind.FURNITURE, Kind.CAPTION):
            at -= 1
        return at < 0 or self.made[at][0] is not Kind.BODY or self.units[at].ends

    def _credit_by_place(self, index: int) -> Verdict | None:
        """A name, or a word that is none, alone after a finished paragraph: who wrote it."""
        unit = self.units[index]
        text = unit.text
        if unit.size > _NAME_LINE or unit.heading or index == 0 or text[-1] in END_MARKS or text[-1] in "：:":
            return None
        if not names_in(tokens_of(text)) or "·" in text:
            return self._pen_name(index)
        if len(text) <= 4 and lexicon().freq(text) >= _COMMON_WORD and text[0] != "本":
            return None
        before, verdict = self.units[index - 1], self.made[index - 1]
        after_text = verdict[0] is Kind.BODY and before.ends
        under_headline = verdict[0] is Kind.HEADLINE and self._is_text(index + 1)
        if after_text or under_headline or (verdict[0] is Kind.BYLINE and is_name(text)):
            return Kind.BYLINE, ("name-alone", "after-finished" if after_text else "under-headline")
        return None

    def _is_text(self, index: int) -> bool:
        """Whether unit `index` is running text at a glance."""
        if index >= len(self.units) or self.units[index].heading:
            return False
        unit = self.units[index]
        return unit.size > MOST_HEADLINE or unit.wrapped or unit.column or (unit.ends and unit.size > _SHORT_TEXT)

    def _pen_name(self, index: int) -> Verdict | None:
        """Two or three characters that are no common word, between a headline and its text."""
        text = self.units[index].text
        if not (2 <= len(text) <= 3 and all(map(is_han, text)) and _NOT_IN_NAMES.isdisjoint(text)):
            return None
        under = self.made[index - 1][0] is Kind.HEADLINE and self.units[index - 1].size > _LABEL
        if not under or not self._is_text(index + 1):
            return None
        return (Kind.BYLINE, ("pen-name", "under-headline")) if lexicon().freq(text) < _COMMON_WORD else None

    def _caption_by_place(self, index: int) -> Verdict | None:
        """A short line where a picture stood: after a gap of more line ends than paragraphs have, on a page whose headlines are marked,
        or before another gap."""
        unit = self.units[index]
        if index == 0 or unit.heading or unit.column or not self._gap(index) or unit.size > _CAPTION_ALONE or PAUSE.search(unit.text[-1]):
            return None
        nothing_follows = index + 1 >= len(self.units) or self._gap(index + 1) or self.units[index + 1].heading
        repeats = index + 1 < len(self.units) and self.units[index + 1].text == unit.text
        if nothing_follows or repeats:
            return Kind.CAPTION, ("picture-gap",)
        return None

    def _gap(self, index: int) -> bool:
        return self.units[index].breaks >= self.usual_breaks + 2

    def _weighed(self, index: int) -> Verdict:
        unit = self.units[index]
        codes = [*own_evidence(unit, self.starts), *self._of_place(index)]
        if "balanced-parts" in codes and cut_at_space(plain(unit)):
            codes = [*of_end(unit), "inner-cut"]
        score = sum(WEIGHTS[code] for code in codes)
        if abs(score - _THRESHOLD) < _CLOSE and not unit.heading:
            codes += self._of_cut_words(index)
            score = sum(WEIGHTS[code] for code in codes)
        if score >= _THRESHOLD:
            return Kind.HEADLINE, tuple(dict.fromkeys(code for code in codes if WEIGHTS[code] > 0))
        return Kind.BODY, tuple(dict.fromkeys(code for code in codes if WEIGHTS[code] < 0)) or ("no-evidence",)

    def _of_place(self, index: int) -> list[str]:
        units, unit = self.units, self.units[index]
        codes = []
        finished = self._finished(index)
        if index == 0 or self.made[index - 1][1][0] in _PAGE_HEADS:
            codes.append("page-top")
        elif self.made[index - 1][0] is Kind.HEADLINE:
            codes.append("after-headline")
        elif not finished:
            codes.append("after-open")
        else:
            codes.append("after-finished")
        if unit.heading:
            codes.append("markdown-heading")
        elif self.markdown:
            codes.append("plain-in-markdown")
        if index and unit.breaks > self.usual_breaks:
            codes.append("alone")
        if "balanced-parts" not in of_parts(plain(unit)):
            codes += self.columns.evidence(index, below_body=index > 0 and self.made[index - 1][0] is Kind.BODY)
        if index + 1 < len(units):
            codes += self._of_next(index, finished=finished)
        return codes

    def _of_next(self, index: int, *, finished: bool) -> list[str]:
        after = self.units[index + 1]
        if self._begins_article(index + 1):
            return ["before-article"]
        if self._headline_form(index + 1):
            return ["before-headline"]
        if _BEGINNING.match(after.text) or is_name(after.text):
            return ["before-beginning"]
        return ["next-goes-on"] if finished and GOES_ON.match(after.text) else []

    def _begins_article(self, index: int) -> bool:
        """Whether a unit is a Markdown heading, a byline or the first words of a news item: a headline stands before it."""
        if index >= len(self.units):
            return False
        seen, text = self.seen[index], self.units[index].text
        by_line = seen is not None and seen.kind is Kind.BYLINE and seen.code != "own-paper"
        return by_line or self.units[index].heading or _ARTICLE_START.match(text) is not None

    def _headline_form(self, index: int) -> bool:
        """Whether a unit looks like a headline by itself: two even parts, or short and unfinished before an article's beginning."""
        unit = self.units[index]
        if self.seen[index] is not None or unit.size > MOST_HEADLINE or unit.wrapped:
            return False
        if "balanced-parts" in of_parts(unit.text):
            return True
        open_end = unit.ends or unit.text[-1] in OPEN_MARKS
        return (
            not open_end
            and unit.size <= _SHORT_HEADLINE
            and (self._begins_article(index + 1) or (index + 1 < len(self.units) and is_name(self.units[index + 1].text)))
        )

    def _of_cut_words(self, index: int) -> list[str]:
        """Words that a break cuts, looked up where the rest leaves it open."""
        unit = self.units[index]
        codes = []
        if index + 1 < len(self.units) and self._finished(index) and self._crosses(unit, self.units[index + 1]):
            codes.append("cut-word")
        if index and self.made[index - 1][0] is Kind.BODY and not self.units[index - 1].ends and self._crosses(self.units[index - 1], unit):
            codes.append("cut-word-before")
        return codes

    @staticmethod
    def _crosses(left: Unit, right: Unit) -> bool:
        return not right.heading and lexicon().crossing_word(left.text[-8:], right.text[:8]) is not None
