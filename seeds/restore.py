"""Undoes the damage of a page by its truth: what the truth is worth is whether this gives back the true text."""

import re
from bisect import bisect_left

from seeds.truth import Truth


def restore(text: str, truth: Truth, paragraph: str = "\n\n") -> str:
    """The clean text: lines chained by joins, wraps and the sequence of elements, edits applied, extra text dropped, lost text put in."""
    ends = {kind.start: kind.end for kind in truth.kinds}
    joined = {join.tail[1]: join.head[0] for join in (*truth.joins, *truth.allowed)}
    joined.update({edit.start: edit.end for edit in truth.edits if edit.kind == "line-wrap"})
    following = dict(truth.sequence)
    mender = _Mender(text, truth)
    articles = []
    for article in truth.articles:
        paragraphs = [""]
        start: int | None = article.start
        steps = 0
        while start is not None:
            end = ends[start]
            paragraphs[-1] += mender.mend(start, end)
            if end in joined:
                start = joined[end]
            else:
                start = following.get(end)
                if start is not None:
                    paragraphs.append("")
            steps += 1
            if steps > len(ends):
                raise ValueError(f"the lines of {article.name} go in a circle")
        articles.append(paragraph.join(paragraphs))
    return paragraph.join(articles)


class _Mender:
    """Applies the edits, extras and lost pieces that lie in one line."""

    def __init__(self, text: str, truth: Truth) -> None:
        self._text = text
        extra = [(e.start, e.end) for e in truth.extra]
        events = [
            (edit.start, edit.end, edit.true)
            for edit in truth.edits
            if edit.kind != "line-wrap" and not any(start <= edit.start and edit.end <= end for start, end in extra)
        ]
        for kind in truth.kinds:  # an extra stretch over a wrap: each line drops its own share
            events.extend((max(s, kind.start), min(e, kind.end), "") for s, e in extra if s < kind.end and kind.start < e)
        for lost in truth.lost:
            at = lost.after if lost.after is not None else lost.before
            assert at is not None
            events.append((at, at, lost.text))
        self._events = sorted(events)

    def mend(self, start: int, end: int) -> str:
        """The clean reading of one line."""
        out: list[str] = []
        at = start
        for first, last, new in self._events[bisect_left(self._events, (start, -1, "")) :]:
            if last > end:
                break
            out.append(self._text[at:first])
            out.append(new)
            at = last
        out.append(self._text[at:end])
        return "".join(out)


def compact(text: str) -> str:
    """A text without white space, for comparing."""
    return re.sub(r"\s+", "", text)
