"""Pages as values: what goes over to another process."""

import pickle
from dataclasses import fields

from cleanup.layout import make_page
from cleanup.page import Origin


def test_a_pickled_page_holds_its_fields_alone() -> None:
    page = make_page("page", "渡口昨日重开。\n\n乘客比往年多了三成。\n", Origin(newline="\n", data=b"..."))
    known = page.paragraphs, page.paragraph_spans, page.text_hash, page.bytes_hash
    again = pickle.loads(pickle.dumps(page))
    assert vars(again).keys() == {each.name for each in fields(page)}
    assert again == page
    assert (again.paragraphs, again.paragraph_spans, again.text_hash, again.bytes_hash) == known
