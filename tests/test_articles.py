"""Blocks and articles: what belongs together on a page, in the order of its cleaned text."""

import json
from io import BytesIO

import pytest

from cleanup.articles import articles_of, read_blocks
from cleanup.articles.cohesion import Cohesion
from cleanup.edits import Follow, Replace, Separator
from cleanup.exporters import ExportPage, exporter
from cleanup.layout import make_page
from cleanup.page import Kind, Origin, Page, Span
from cleanup.render import Rendered, render

CANAL = (
    "古运河清淤工程全线完工",
    "本报记者 林远山",
    "昨日，古运河清淤工程通过验收，沿河码头停泊的货船重新鸣笛起航。",
    "古运河淤塞多年，货船只能绕行外江，清淤之后，二十七公里河道恢复通水。",
)
TEA = ("云雾岭春茶开采", "本报讯 云雾岭的春茶进入开采期，茶农天不亮就背着竹篓上山。", "鲜叶当天送进茶厂，经过杀青、揉捻、烘干。")


def page_of(*blocks: str) -> Page:
    return make_page("page", "\n\n".join(blocks) + "\n", Origin())


def span_of(page: Page, text: str) -> Span:
    start = page.text.index(text)
    return Span(start, start + len(text))


def shown(rendered: Rendered) -> list[list[str]]:
    return [[rendered.text[block.start : block.end] for block in article.blocks] for article in articles_of(rendered)]


class TestBlocks:
    def test_a_block_a_paragraph_with_its_kind(self) -> None:
        page = page_of(*CANAL)
        blocks = read_blocks(render(page, ()))
        assert [page.text[block.start : block.end] for block in blocks] == list(CANAL)
        assert [block.kind for block in blocks] == [Kind.HEADLINE, Kind.BYLINE, Kind.BODY, Kind.BODY]

    def test_joined_lines_are_one_block_that_names_both_in_the_source(self) -> None:
        page = page_of(CANAL[0], "昨日，古运河清淤工程通过验收，沿河码头停泊的货", *TEA, "船重新鸣笛起航，两岸响起掌声。")
        tail, head = span_of(page, "昨日，古运河清淤工程通过验收，沿河码头停泊的货"), span_of(page, "船重新鸣笛起航，两岸响起掌声。")
        rendered = render(page, [Follow(tail, head)])
        block = read_blocks(rendered)[1]
        assert rendered.text[block.start : block.end] == "昨日，古运河清淤工程通过验收，沿河码头停泊的货船重新鸣笛起航，两岸响起掌声。"
        assert (block.first, block.last) == (tail, head)

    def test_the_lines_of_a_wrapped_paragraph_are_one_block(self) -> None:
        text = (
            "这座小镇依山而建，一条溪水穿镇\n而过，把两岸的人家连在一起。每\n到赶集的日子，山里的乡亲就背着\n竹篓下山，卖掉山货，换回油盐。"
        )
        page = make_page("page", f"{text}\n\n{text}\n", Origin())
        assert [page.text[b.start : b.end] for b in read_blocks(render(page, ()))] == [text, text]

    def test_a_cut_inside_a_line_makes_two_blocks(self) -> None:
        page = page_of("茶厂今年添置了两条烘干线。通讯员 沈砚舟", *TEA)
        credit = span_of(page, "通讯员 沈砚舟")
        blocks = read_blocks(render(page, [Follow(Span(0, credit.start), None), Follow(credit, None)]))
        assert [block.first for block in blocks[:2]] == [Span(0, credit.start), credit]

    def test_a_deleted_paragraph_is_no_block(self) -> None:
        page = page_of(*CANAL)
        gone = span_of(page, CANAL[3])
        edits = [Replace(gone.start, gone.end, CANAL[3], ""), Replace(gone.start - 2, gone.start, "\n\n", "")]
        assert len(read_blocks(render(page, edits))) == 3

    def test_an_empty_page_has_none(self) -> None:
        assert read_blocks(render(make_page("page", "\n \n", Origin()), ())) == ()


class TestArticles:
    def test_a_headline_begins_an_article(self) -> None:
        assert shown(render(page_of(*CANAL, *TEA), ())) == [list(CANAL), list(TEA)]

    def test_text_above_the_first_headline_goes_with_it(self) -> None:
        assert shown(render(page_of(*TEA[1:], *CANAL), ())) == [list(TEA[1:]), list(CANAL)]

    def test_a_moved_paragraph_belongs_to_the_article_it_was_moved_to(self) -> None:
        page = page_of(*CANAL[:3], *TEA, CANAL[3])
        move = Follow(span_of(page, CANAL[2]), span_of(page, CANAL[3]), Separator.PARAGRAPH)
        assert shown(render(page, [move])) == [list(CANAL), list(TEA)]

    def test_a_deeper_mark_is_that_of_a_section(self) -> None:
        article = ("# 古运河清淤工程全线完工", CANAL[2], "## 船主算细账", CANAL[3])
        found = articles_of(render(page_of(*article, "# 云雾岭春茶开采", *TEA[1:]), ()))
        assert [len(one.blocks) for one in found] == [4, 3]
        assert [found[0].level(block) for block in found[0].blocks if block.kind is Kind.HEADLINE] == [1, 2]

    def test_a_deck_stands_with_its_headline(self) -> None:
        found = articles_of(render(page_of("停运九年 云柏支线又闻汽笛声", "全长八十六公里 沿途设站七座", *CANAL[1:]), ()))
        assert [len(one.headlines) for one in found] == [2]

    def test_numbers_count_from_one(self) -> None:
        assert [one.number for one in articles_of(render(page_of(*CANAL, *TEA), ()))] == [1, 2]


class TestCohesion:
    def test_a_paragraph_is_likelier_in_its_own_article(self) -> None:
        canal, tea = (
            ("货船停在码头，河道里有淤泥", "挖泥船清走河道里的淤泥", "船主说货船可以靠上码头"),
            ("茶农采下鲜叶，送进茶厂", "茶厂烘干鲜叶", "茶农上山"),
        )
        words = Cohesion([*canal, *tea])
        for own, other, block in ((range(2), range(3, 6), 2), (range(3, 5), range(3), 5)):
            mine, theirs = words.model(own), words.model(other)
            assert words.odds(block, mine, theirs) > 0 > words.odds(block, theirs, mine)

    def test_traditional_characters_count_as_simplified(self) -> None:
        simplified, traditional = (
            Cohesion([text, text]).pairs[0] for text in ("记者来说，这项清淤工程验收合格", "記者來說，這項清淤工程驗收合格")
        )
        assert simplified == traditional


def exported(name: str, page: Page) -> str:
    out = BytesIO()
    exporter(name).write([ExportPage(page, render(page, ()), "page.txt", None, {}, (), (), 0, "1")], out)
    return out.getvalue().decode("utf-8")


class TestExport:
    @pytest.mark.parametrize("name", ["jsonl", "md"])
    def test_the_same_page_gives_the_same_bytes(self, name: str) -> None:
        assert exported(name, page_of(*CANAL, *TEA)) == exported(name, page_of(*CANAL, *TEA))

    def test_json_lines_list_articles_with_their_places_in_the_text(self) -> None:
        record = json.loads(exported("jsonl", page_of(*CANAL, *TEA)))
        assert [(one["number"], one["headline"]) for one in record["articles"]] == [(1, CANAL[0]), (2, TEA[0])]
        blocks = record["articles"][1]["blocks"]
        assert [record["text"][b["start"] : b["end"]] for b in blocks] == list(TEA)
        assert [b["kind"] for b in blocks] == ["headline", "body", "body"]
        assert [b.get("level") for b in blocks] == [1, None, None]

    def test_markdown_sets_section_headlines_deeper(self) -> None:
        short = "船主算细账"
        page = page_of(CANAL[0], *CANAL[2:], short, CANAL[3] + "码头的货船不再绕行外江。")
        found = articles_of(render(page, ()))
        expected = "###" if len(found) == 1 else "##"
        assert f"{expected} {short}" in exported("md", page)
        assert f"\n## {CANAL[0]}" in exported("md", page)
