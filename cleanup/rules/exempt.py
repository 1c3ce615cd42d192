"""Where nothing is flagged because somebody said so: allow-lists, ignores of the configuration, and comments on the page.

A comment `<!-- kanwu: ignore RULE -->` holds for the paragraph it stands in, or for the next one where it stands alone;
`<!-- kanwu: ignore-file RULE -->` for the whole page. Several rules are parted by commas; without one all rules are meant. The comment is
part of the page's text and stays there. A name that no rule has ignores nothing, so the finding stays to be seen.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from cleanup.config import Config, Ignore
from cleanup.finding import Finding
from cleanup.language.lazy import lazy
from cleanup.page import Page, Span

_COMMENT = lazy(r"<!--\s*kanwu:\s*(ignore-file|ignore)\b([^<>]{0,400}?)-->")
_NAMES = lazy(r"[\w-]+")
ALL_RULES = "*"


class Exemptions:
    """Says which findings of a page are dropped."""

    def __init__(self, page: Page, config: Config) -> None:
        self._page = page
        self._config = config
        self._spans: dict[str, list[Span]] = {}
        self._whole: set[str] = set()
        for string in config.allow:
            self._strings(ALL_RULES, string)
        for rule, strings in config.allow_by_rule.items():
            for string in strings:
                self._strings(rule, string)
        for rule, string in config.rejected:
            self._strings(rule, string)
        for ignore in config.ignores:
            self._ignore(ignore)
        if "kanwu:" in page.text:
            self._comments()
        self._inside = {rule: _containing(spans) for rule, spans in self._spans.items()}

    @property
    def is_empty(self) -> bool:
        """Whether no single finding is dropped."""
        return not self._inside

    def drops_all(self, rule: str) -> bool:
        """Whether the rule flags nothing on this page."""
        return ALL_RULES in self._whole or rule in self._whole

    def __call__(self, finding: Finding) -> bool:
        """Whether the finding is dropped: each of its spans lies inside one exempt range."""
        if not self._inside:
            return False
        tests = [test for rule in (finding.rule, ALL_RULES) if (test := self._inside.get(rule)) is not None]
        return bool(tests) and all(any(test(span) for test in tests) for span in finding.spans)

    def _strings(self, rule: str, string: str) -> None:
        text = self._page.text
        start = text.find(string)
        while start >= 0:
            self._spans.setdefault(rule, []).append(Span(start, start + len(string)))
            start = text.find(string, start + 1)

    def _ignore(self, ignore: Ignore) -> None:
        if ignore.page is not None and not _fits(ignore.page, (self._page.id, self._page.origin.path)):
            return
        rule = ignore.rule or ALL_RULES
        if ignore.text is None:
            self._whole.add(rule)
        else:
            self._strings(rule, ignore.text)

    def _comments(self) -> None:
        text = self._page.text
        paragraphs = self._page.paragraphs
        count = len(paragraphs.spans)
        first, landing = 0, -1  # comments in paragraphs `first` to `landing` all speak of paragraph `landing`
        for match in _COMMENT.finditer(text):
            rules = _NAMES.findall(match.group(2)) or [ALL_RULES]
            if match.group(1) == "ignore-file":
                self._whole.update(rules)
                continue
            index = paragraphs.at_or_before(match.start())
            if not first <= index <= landing:
                first = landing = index
                while landing < count and not _COMMENT.sub("", text[slice(*paragraphs.spans[landing])]).strip():
                    landing += 1
            if landing < count:
                for rule in rules:
                    self._spans.setdefault(rule, []).append(Span(*paragraphs.spans[landing]))


def _containing(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """A test whether a range lies inside one of `spans`, which may overlap; logarithmic in their number."""
    ordered = sorted(spans)
    starts = [span.start for span in ordered]
    reach = list(accumulate((span.end for span in ordered), max))

    def inside(span: Span) -> bool:
        index = bisect_right(starts, span.start) - 1
        return index >= 0 and reach[index] >= span.end

    return inside


def _fits(pattern: str, names: Iterable[str]) -> bool:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return any(re.fullmatch(expression, name, re.DOTALL) for name in names)
