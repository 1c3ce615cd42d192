"""Words as jieba cuts them: what word error rates are counted over."""

import warnings
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any


def words(text: str) -> list[str]:
    """The words of a text without its white space, as jieba's dictionary cuts it; the first call loads it in half a second."""
    return [word for word in _jieba().lcut(text) if not word.isspace()]


@cache
def _jieba() -> Any:
    """The module with its dictionary loaded.

    Its cache would lie in the shared temporary folder and is read with `marshal`, unchecked; it gains nothing, so it is made to lie
    in a folder of our own that is gone at once.
    """
    import logging

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its source has escapes that newer Pythons warn of
        import jieba

        jieba.setLogLevel(logging.CRITICAL)
        with TemporaryDirectory(prefix="kanwu-") as folder:
            jieba.dt.tmp_dir = folder
            jieba.initialize()
    return jieba
