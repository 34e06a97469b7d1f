"""Any text is survived, in time that grows with its length, and every place gives back its text."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workers.document import Block, Document
from workers.taggers import dates_forms, money_forms
from workers.taggers.dates import tag_dates
from workers.taggers.money import tag_money
from workers.taggers.money_lines import money_lines
from workers.taggers.money_sums import find_sums
from workers.taggers.syllables import syllables

PIECES = st.sampled_from(
    [
        "ngày ",
        "tháng ",
        "năm ",
        "quý ",
        "thứ ",
        "Chủ nhật",
        "Tư",
        "III",
        "16",
        "10",
        "2024",
        "9999",
        "29/2",
        "/",
        "-",
        ".",
        ",",
    ]
    + [
        " ",
        "–",
        "(",
        ")",
        "sẽ ",
        "đến ",
        "hai ",
        "mươi ",
        "trăm ",
        "triệu ",
        "tỷ ",
        "rưỡi ",
        "đồng",
        "USD",
        "$",
        "€",
        "giá ",
    ]
    + ["tuần tới", "năm ngoái", "\u00a0", "٣", "²", "\u0301", "İ", "ſ", "\ufeff"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
DAYS = st.one_of(
    st.none(), st.sampled_from(["2024-02-29", "0001-01-01", "9999-12-31T23:59:59+07:00", "hôm qua", "2024-13-40"])
)


def story(text, published=None, kind="article"):
    role = "body" if kind == "article" else "teaser_text"
    start = 3
    return Document(
        content=b"",
        decoded="\n\n\n" + text,
        kind=kind,
        published=published,
        blocks=(Block(role, text, start, start + len(text)),),
    )


@given(TEXTS, DAYS, st.sampled_from(["article", "listing"]))
def test_every_place_gives_back_its_text(text, published, kind):
    document = tag_money(tag_dates(story(text, published, kind)))
    for found in document.dates + document.money:
        assert document.decoded[found.start : found.end] == found.text != ""


@given(TEXTS, DAYS)
@example("thứ ſáu, ngày 5/6, tháng ſáu năm 2024", None)
@example("thứ haı, thứ haİ, ngày mồng 5 tháng mườı một", "2024-02-29")
def test_dates_stand_in_order_and_do_not_overlap(text, published):
    found = tag_dates(story(text, published)).dates
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS, DAYS)
def test_an_iso_value_has_one_of_three_shapes(text, published):
    for date in tag_dates(story(text, published)).dates:
        assert date.iso is None or [len(part) for part in date.iso.split("-")] in ([4], [4, 2], [4, 2, 2])


@given(TEXTS)
def test_an_amount_is_a_finite_number_and_its_currency_a_code(text):
    for money in tag_money(story(text)).money:
        assert 0 <= money.amount < 1e40
        assert len(money.currency) == 3
        assert money.currency.isupper()


@given(TEXTS)
def test_no_date_begins_where_none_is_looked_for(text):
    begins = re.compile(dates_forms.OPEN)
    shapes = [re.compile(shape, re.IGNORECASE) for shape in dates_forms._shapes().values()]
    every = {
        (at, match.end())
        for at in range(len(text))
        if begins.match(text, at)
        for shape in shapes
        if (match := shape.match(text, at))
    }
    [places] = dates_forms.places(syllables([text]))
    found = (match for place in dates_forms.starts(text, places) for _, match in dates_forms.shapes_at(text, *place))
    assert {match.span() for match in found} == every


@given(TEXTS)
@example("5 TRİỆU đồng")
@example("5 uſd và 3 USD")
@example("5 trıệu đồng, 3 \u212aRW và 2 tỷ KRW")
@example("US$ 5 TRİỆU")
@example("HAI 0TRIỆU")
def test_no_sum_stands_in_a_text_that_is_not_searched(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(money_forms, "_start", lambda: re.compile(r"(?<!\w)(?<!\d[.,/:–-])"))
        patch.setattr(money_forms, "_led", lambda: re.compile(""))
        every = find_sums(text, range(len(text)))
    found = [find_sums(text, places) for _, places in money_lines(syllables([text]))]
    assert found == ([every] if found or every else [])


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit", ["12/", "1-", "1.000.", "9", "một hai ", "1..", "năm 2024 ngày 5 ", "5 triệu đến ", "$", "ngày thứ "]
)
def test_the_longest_lines_do_not_hold_the_taggers_up(unit):
    text = unit * (120_000 // len(unit))
    tagged = tag_money(tag_dates(story(text, "2024-10-16")))
    assert all(tagged.decoded[span.start : span.end] == span.text for span in (*tagged.dates, *tagged.money))
