"""What each rule looks at: a clean text that is to say something of a rule must hold it.

Most rules look at signs that a pattern knows. Those that weigh words, names or blocks say themselves whether there is anything to weigh.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cleanup.articles.blocks import read_blocks
from cleanup.language.alikes import load_alikes
from cleanup.language.models import ngrams
from cleanup.language.script import simplified_only, traditional_only
from cleanup.layout import make_page
from cleanup.page import Origin
from cleanup.render import render
from cleanup.rules.characters import losses, slips, swaps
from cleanup.rules.characters.lookalike import load_tables
from cleanup.rules.consistency.name_pairs import Gathering
from cleanup.rules.consistency.name_variant import page_names
from cleanup.rules.order.block_following import following
from cleanup.rules.order.block_scene import look
from cleanup.rules.order.block_straying import ordinal, sections_of, straying

Tempts = Callable[[str], bool]

_OPEN_LINE: Final = "[^。！？…”』」）》\\s]\\s*\n"  # the end of a line that ends no sentence, with more behind it

_UNSEEN: Final = "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ue000-\uf8ff\ufe00-\ufe0f\ufffc\ufffd\U000e0100-\U000e01ef]"


def holds(pattern: str) -> Tempts:
    """Whether a text has the pattern."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: compiled.search(text) is not None


def _has_alikes(text: str) -> bool:
    """A character fits badly, and one that looks like it makes a word."""
    tables = load_tables()
    return any(True for _ in swaps.candidates(tables.pairs.along(text), tables, {}))


def _could_lack_a_character(text: str) -> bool:
    """A character more would bind two that hardly stand beside each other."""
    language = slips.load_language()
    return bool(losses.losses(language.pairs.along(text), language))


def _could_do_without_a_character(text: str) -> bool:
    """The text reads better without one of its characters."""
    language = slips.load_language()
    return any(True for _ in slips.extras(language.pairs.along(text), language))


def _has_near_names(text: str) -> bool:
    """Two names of the text differ in one character."""
    gathering = Gathering()
    gathering.add(page_names(text, ""))
    return any(True for _ in gathering.weighed(load_alikes(), ngrams()))


def _has_blocks_to_place(text: str) -> bool:
    """Some block might stand elsewhere: by its words, or as one of a series that two articles have."""
    rendered = render(make_page("clean", text, Origin()), ())
    scene = look(read_blocks(rendered), rendered.text)
    counting = [any(ordinal(scene.texts[number]) for number in section) for section in sections_of(scene)]
    return sum(counting) > 1 or any(True for _ in following(scene)) or any(True for _ in straying(scene, ()))


def _has_both_scripts(text: str) -> bool:
    return not traditional_only().isdisjoint(text) and not simplified_only().isdisjoint(text)


TEMPTS: Final[Mapping[str, Tempts]] = MappingProxyType(
    {
        "block-order": _has_blocks_to_place,
        "brackets": holds("[（《【〔\\[(][^。\n]*[（《【〔\\[(]"),
        "column-join": holds(_OPEN_LINE),
        "dashes-ellipses": holds("—|…|\\.\\.|--|－|·"),
        "dates": holds("[0-9一二三四五六七八九十]+[月日时号][^\n]*[0-9一二三四五六七八九十]+[月日时号]"),
        "digits": holds("[0-9][^\n]*[0-9][^\n]*[0-9]"),
        "duplicate-paragraph": holds("([\u4e00-\u9fff，、：“”]{6,})[\\s\\S]*\\1"),
        "enumeration": holds("[》”」]\\s?[、，]\\s?[《“「]|^[一二三四五六七八九十]{1,3}[、，．]"),
        "extra-char": _could_do_without_a_character,
        "false-join": holds("记者|記者|通讯员|摄|攝|图为|本报|本報|编者|供稿"),
        "figures": holds("[共合总计][^。\n]*[0-9][^。\n]*[0-9][^。\n]*[0-9]"),
        "furniture": holds("第.{1,3}版|责编|编辑|编者|电话|热线|邮箱|星期|天气|摄"),
        "headline-level": holds("^#{1,6} [^\n]+\n[\\s\\S]*^#{1,6} "),
        "invisible": holds(_UNSEEN),
        "line-wrap": holds("[^\n]\n[^\n]"),
        "lookalike": _has_alikes,
        "lost-text": holds(_OPEN_LINE),
        "markup": holds("[*_#<>&$|`~\\\\]"),
        "missing-char": _could_lack_a_character,
        "mojibake": holds("[\u00a1-\u00b6\u00b8-\u00ff]"),
        "name-variant": _has_near_names,
        "punctuation-width": holds("[,;:?!.()]"),
        "quotes": holds('["“‘「『][^\n]*["“‘「『]'),
        "radicals": holds("[\u2e80-\u2fdf\uf900-\ufaff\uff21-\uff5a]"),
        "repeated-phrase": holds("([\u4e00-\u9fff]{1,8})[的地]?\\1"),
        "script-mix": _has_both_scripts,
        "spacing": holds("[\u4e00-\u9fff，。：）][ \u3000\u00a0]+[\u4e00-\u9fff]"),
        "stray-english": holds("[A-Za-z]{2,}"),
        "stray-script": holds("[\u0370-\u03ff\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af\u0e00-\u0e7f]"),
    }
)
"""By the id of a rule, whether a text holds what the rule looks at."""
