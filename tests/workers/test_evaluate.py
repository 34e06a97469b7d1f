"""The scorer: hand-made articles against hand-made gold."""

import copy

import pytest

from workers.evaluate import Count, add, judge, table

SOURCE = "Lũ lớn ở An Khê\n\nBà Lê Thị Mây góp 5 triệu đồng ngày 3/4.\n“Nước rút rồi”, bà Mây nói.\nTin khác\nChia sẻ\n"
GOLD = {
    "kind": "article",
    "lines": [[1, "title"], [3, "lead"], [4, "body"], [5, "teaser_title"], [6, "noise"]],
    "title": "Lũ lớn ở An Khê",
    "lead": None,
    "section": None,
    "byline": "Sông Lam, Thu Hà",
    "source_url": None,
    "published": "2025-04-03",
    "topics": ["medtop:17000000"],
    "entities": [
        {"name": "Lê Thị Mây", "type": "person", "surfaces": ["Lê Thị Mây", "Mây"], "wikidata": None},
        {"name": "An Khê", "type": "location", "surfaces": ["An Khê"], "wikidata": "Q10747860"},
    ],
    "money": [{"text": "5 triệu đồng", "amount": 5000000, "currency": "VND"}],
    "dates": [{"text": "ngày 3/4", "iso": "2025-04-03"}, {"text": "thứ Ba", "iso": None}],
    "quotes": [{"text": "Nước rút rồi", "speaker": "Lê Thị Mây"}],
}


def mention(text: str) -> dict:
    return {"text": text, "start": 0, "end": 1}


RIGHT = {
    "kind": "article",
    "title": "Lũ lớn ở An Khê",
    "lead": None,
    "section": None,
    "byline": ["Sông Lam", "Thu Hà"],
    "source_url": None,
    "published": "2025-04-03T08:00:00+07:00",
    "blocks": [
        {"role": "title", "text": "Lũ lớn ở An Khê"},
        {"role": "lead", "text": "Bà Lê Thị Mây góp 5 triệu đồng ngày 3/4."},
        {"role": "body", "text": "“Nước rút rồi”, bà Mây nói."},
        {"role": "teaser_title", "text": "Tin khác"},
        {"role": "noise", "text": "Chia sẻ"},
    ],
    "entities": [
        {"id": "local:a", "type": "person", "mentions": [mention("Lê Thị Mây"), mention("Mây")]},
        {"id": "Q10747860", "type": "location", "mentions": [mention("An Khê")]},
    ],
    "topics": [{"code": "medtop:20000001", "broader_top": "medtop:17000000"}],
    "money": [{"text": "5 triệu đồng", "amount": 5000000.0, "currency": "VND"}],
    "dates": [{"text": "ngày 3/4", "iso": "2025-04-03"}, {"text": "thứ Ba", "iso": "2025-04-01"}],
    "quotes": [{"text": "Nước rút rồi.", "speaker": "Mây"}],
}


@pytest.fixture
def article() -> dict:
    return copy.deepcopy(RIGHT)


def f1(counts: dict[str, Count], field: str) -> float:
    return round(counts[field].scores[2], 3)


def test_a_right_article_scores_one_in_every_field_the_gold_has(article):
    counts = judge(article, GOLD, SOURCE)
    assert {field: f1(counts, field) for field, count in counts.items() if count.gold and f1(counts, field) < 1} == {}


def test_a_field_the_gold_leaves_empty_costs_precision_only(article):
    article["section"] = "Thời sự"
    assert judge(article, GOLD, SOURCE)["section"] == Count(0, 1, 0)


def test_content_lines_weigh_as_much_as_they_are_long(article):
    article["blocks"][1]["role"] = "noise"
    counts = judge(article, GOLD, SOURCE)
    lead = len(RIGHT["blocks"][1]["text"])
    assert counts["content lines"].gold - counts["content lines"].hit == lead
    assert counts["line roles"] == Count(4, 5, 5)


def test_a_line_no_block_holds_is_wrong_and_the_next_ones_still_count(article):
    del article["blocks"][0]
    article["blocks"].insert(0, {"role": "title", "text": "Lũ lớn"})
    article["blocks"] = article["blocks"][1:]
    assert judge(article, GOLD, SOURCE)["line roles"].gold == 5


def test_a_name_with_the_wrong_type_is_both_wrong_and_missed(article):
    article["entities"][1]["type"] = "organization"
    assert judge(article, GOLD, SOURCE)["entities (all)"] == Count(2, 3, 3)


def test_two_entities_for_one_person_are_not_merged(article):
    article["entities"][0]["mentions"].pop()
    article["entities"].append({"id": "local:b", "type": "person", "mentions": [mention("Mây")]})
    counts = judge(article, GOLD, SOURCE)
    assert counts["person"] == Count(2, 2, 2)
    assert counts["entity merging"] == Count(0, 1, 1)


def test_a_local_id_is_no_wikidata_id(article):
    article["entities"][1]["id"] = "local:c"
    assert judge(article, GOLD, SOURCE)["entity ids"] == Count(0, 1, 1)


def test_a_wrong_amount_costs_the_value_and_not_the_text(article):
    article["money"][0]["amount"] = 5.0
    counts = judge(article, GOLD, SOURCE)
    assert (counts["money"].hit, counts["money values"].hit) == (1, 0)


def test_a_date_without_a_day_in_the_gold_has_no_value_to_hit(article):
    assert judge(article, GOLD, SOURCE)["date values"].gold == 1


def test_documents_are_summed_and_printed(article):
    total = add([judge(article, GOLD, SOURCE)] * 2)
    assert total["title"] == Count(2, 2, 2)
    row = next(line for line in table(total).splitlines() if line.startswith("title"))
    assert row.split() == ["title", "1.000", "1.000", "1.000", "2"]


def test_lines_that_a_reader_joined_have_the_role_of_their_block():
    joined = copy.deepcopy(RIGHT)
    lead, body = [block for block in joined["blocks"] if block["role"] in {"lead", "body"}]
    joined["blocks"][joined["blocks"].index(lead)]["text"] = f"{lead['text']} {body['text']}"
    joined["blocks"].remove(body)
    assert judge(joined, GOLD, SOURCE)["line roles"] == Count(4, 5, 5)
