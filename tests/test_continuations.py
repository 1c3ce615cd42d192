"""Where a text breaks off as it stands, and what each end may go on with."""

from cleanup.continuations import Continuations, OpenEnd, Standing, next_end
from cleanup.edits import Edit, Follow, Separator
from cleanup.layout import make_page
from cleanup.page import Origin, Page, Span
from cleanup.render import render

# Three paragraphs cut at the ends of columns, the second one's end gone astray behind the third; the last text has lost its end.
TEXT = """本报讯 青石镇昨日启用便民服务点，镇上居民办事不再跑县城，维修人员连夜赶到泵房，及时更

镇里还在渡口设了两个代办点，每周二、周四有人值守，老人不用再等。

换了破裂的阀门，供水恢复正常。河堤上的路灯也换成了太阳能灯，入夜后照得很远。

船工老秦在这条河上摇了三十年橹，如今换上了电动船，他说最难忘的是那年发大
"""


def page_of(text: str) -> Page:
    data = text.encode("utf-8")
    return make_page("page.txt", text, Origin("utf-8", data=data))


def line(page: Page, words: str) -> Span:
    at = page.text.index(words)
    return next(line.span for line in page.lines if line.start <= at < line.end)


def standing(page: Page, *edits: Edit) -> Standing:
    return Standing.of(render(page, edits))


def test_paragraphs_that_end_in_mid_sentence_are_open() -> None:
    page = page_of(TEXT)
    made = Continuations(page)
    ends = made.open_ends(standing(page))
    assert ends == (OpenEnd(line(page, "及时更")), OpenEnd(line(page, "那年发大")))
    assert made.is_unfinished(line(page, "及时更"))
    assert not made.is_unfinished(line(page, "代办点"))


def test_an_end_that_was_joined_is_open_no_more() -> None:
    page = page_of(TEXT)
    join = Follow(line(page, "及时更"), line(page, "换了破裂"), Separator.JOIN)
    assert Continuations(page).open_ends(standing(page, join)) == (OpenEnd(line(page, "那年发大")),)


def test_what_reads_on_best_stands_first() -> None:
    page = page_of(TEXT)
    made = Continuations(page)
    heads = made.other_ends(standing(page), OpenEnd(line(page, "及时更")))
    assert heads[0] == line(page, "换了破裂")
    assert line(page, "及时更") not in heads
    tails = made.other_ends(standing(page), OpenEnd(line(page, "换了破裂"), begins=True))
    assert tails[0] == line(page, "及时更")
    assert len(made.other_ends(standing(page), OpenEnd(line(page, "及时更")), most=1)) == 1


def test_a_line_whose_text_went_elsewhere_has_lost_its_beginning() -> None:
    """Of two columns that were read across, one line is joined: the line that stood behind its tail begins a paragraph now."""
    rows = ("春天里渡口村的老人们又", "码头昨日迎来了今年的头", "坐到了河堤的石阶上，说", "一批客商，他们带来了茶")
    page = page_of("\n".join(rows) + "，\n起当年的事情，笑声不断。\n叶和丝绸，生意很是兴隆。\n")
    lines = [each.span for each in page.lines]
    join = Follow(lines[0], lines[2], Separator.JOIN)
    now = standing(page, join)
    begun = [end for end in Continuations(page).open_ends(now) if end.begins]
    assert begun == [OpenEnd(lines[1], begins=True)]


def test_joins_taken_with_others_are_asked_about_where_they_read_badly() -> None:
    page = page_of(TEXT)
    made = Continuations(page)
    good = Follow(line(page, "及时更"), line(page, "换了破裂"), Separator.JOIN)
    bad = Follow(line(page, "及时更"), line(page, "镇里还在"), Separator.JOIN)
    assert OpenEnd(line(page, "及时更")) not in made.open_ends(standing(page, good), {good})
    assert OpenEnd(line(page, "及时更")) in made.open_ends(standing(page, bad), {bad})
    assert OpenEnd(line(page, "及时更")) not in made.open_ends(standing(page, bad))


def test_ends_are_gone_through_from_a_place_on_and_round() -> None:
    page = page_of(TEXT)
    now = standing(page)
    first, last = Continuations(page).open_ends(now)
    assert next_end((first, last), now, (), None) == first
    assert next_end((first, last), now, {first}, None) == last
    assert next_end((first, last), now, (), line(page, "代办点")) == last
    assert next_end((first, last), now, {last}, line(page, "那年发大")) == first
    assert next_end((first, last), now, {first, last}, None) is None


def test_a_page_without_body_text_has_no_ends() -> None:
    page = page_of("# 渡口重开\n")
    made = Continuations(page)
    assert made.open_ends(standing(page)) == ()
    assert made.other_ends(standing(page), OpenEnd(Span(0, 5))) == ()
