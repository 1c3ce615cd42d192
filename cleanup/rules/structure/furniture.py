"""Page furniture among the text: running heads, page numbers, jump lines and the like, each a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cleanup.finding import Evidence, Finding, Fix, Safety
from cleanup.language.chars import CLOSERS, SENTENCE_ENDS, han_count
from cleanup.messages import Message
from cleanup.page import Kind
from cleanup.rules.analysis import Analysis
from cleanup.rules.record import Example, OptionValue, Rule
from cleanup.rules.view_blocks import Block

RULE_ID: Final = "furniture"

_CODES: Final = (
    "page-number",
    "jump-line",
    "edition",
    "date-line",
    "issue-number",
    "masthead",
    "publisher",
    "weather",
    "staff-line",
    "folio",
    "contact-line",
)
"""The evidence of a line's kind that says what furniture it is; marks of images and ruled lines belong to `markup`."""

_MARKS: Final = frozenset({"image-mark", "rule-mark"})
_SHOWN: Final = 18  # code points of a line that a message quotes


def find(analysis: Analysis, _options: Mapping[str, OptionValue]) -> Iterator[Finding]:
    """One finding a piece of furniture, those of one kind under one key; its fix leaves the line out."""
    blocks = analysis.blocks
    for at, block in enumerate(blocks):
        if block.kind is not Kind.FURNITURE or _MARKS.intersection(block.lines[0].evidence) or not _has_letters(analysis, block):
            continue
        if analysis.is_protected(block.start, block.end):
            continue
        code = next((code for line in block.lines for code in line.evidence if code in _CODES), "other")
        low, high = _with_break(blocks, at)
        edits = analysis.replaced(low, high, "") or analysis.replaced(block.start, block.end, "")
        fixes = (Fix(Message("furniture.fix-drop"), edits, Safety.ASK, 0.9, drops_furniture=True),) if edits else ()
        key = "amid" if _is_amid(analysis.text, blocks, at) else "line"
        message = Message(f"furniture.{key}", {"text": _shown(analysis.text[block.start : block.end])})
        evidence = (Evidence(Message(f"furniture.{code}")),)
        spans, rests_on = analysis.spans(block.start, block.end), analysis.rests_on(block.start, block.end)
        yield Finding(RULE_ID, spans, message, 0.95, evidence, fixes, f"furniture.{code}", rests_on)


def _has_letters(analysis: Analysis, block: Block) -> bool:
    text = analysis.text[block.start : block.end]
    return han_count(text) > 0 or any(map(str.isalnum, text))


def _with_break(blocks: Sequence[Block], at: int) -> tuple[int, int]:
    """The view's range of a block with the break before it, or after it where it is the first."""
    block = blocks[at]
    if at:
        return blocks[at - 1].end, block.end
    return block.start, blocks[1].start if len(blocks) > 1 else block.end


def _is_amid(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether the text before it breaks off in a sentence that the text after it may go on with."""
    if not 0 < at < len(blocks) - 1 or not blocks[at - 1].kind is blocks[at + 1].kind is Kind.BODY:
        return False
    end = text[blocks[at - 1].start : blocks[at - 1].end].rstrip("".join(CLOSERS))
    return bool(end) and end[-1] not in SENTENCE_ENDS and end[-1] not in "：；"


def _shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


RULE = Rule(
    id=RULE_ID,
    find=find,
    safety=Safety.ASK,
    examples=(
        Example("渠水重新流进了村子。\n\n下转第三版\n\n孩子们沿着渠堤奔跑。", "渠水重新流进了村子。\n\n孩子们沿着渠堤奔跑。"),
        Example("老站长说，昨天的报纸第三版登了他的照片。", "老站长说，昨天的报纸第三版登了他的照片。"),
    ),
)
