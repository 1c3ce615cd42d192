"""Files read and written back, as tests of the readers do it."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from cleanup.edits import replace
from cleanup.messages import KanwuError
from cleanup.page import Page
from cleanup.readers import Source, open_source
from cleanup.render import Rendered, render

TEXT = "渡口修好了\r\n\r\n青禾县的老渡口上周换了新石阶，摆渡的老周说，孩子们再也不怕滑倒。\r\n"


def written(source: Source, cleaned: Iterable[tuple[Page, Rendered]], encoding: str | None = None) -> bytes:
    out = io.BytesIO()
    source.write(cleaned, out, encoding=encoding)
    return out.getvalue()


def unchanged(source: Source) -> bytes:
    return written(source, ((page, render(page, [])) for page in source.pages()))


def changed(page: Page, old: str, new: str) -> tuple[Page, Rendered]:
    at = page.text.index(old)
    edit = replace(page, at, at + len(old), new)
    return page, render(page, [edit] if edit else [])


def error_of(path: Path, **options: str) -> KanwuError:
    with pytest.raises(KanwuError) as caught:
        for _ in open_source(path, **options).pages():
            pass
    assert all(caught.value.message.text(language) for language in ("en", "zh_CN", "zh_TW"))
    return caught.value
