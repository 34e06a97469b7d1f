"""The linear model beside the lexicon of topics, and its training."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.topics import Text, train
from workers import lexicons
from workers.document import Block, Document
from workers.taggers.topics import tag_topics
from workers.taggers.topics_linear import ALWAYS, TOPS, features, likelihood, rows
from workers.taggers.topics_reading import features_in, read
from workers.taggers.topics_terms import fold

SPORT, CRIME = TOPS.index("medtop:15000000"), TOPS.index("medtop:02000000")


def shares(place: int) -> np.ndarray:
    """All of a text for one code."""
    return np.eye(len(TOPS))[place]


def taught() -> list[Text]:
    """Four short texts, two about sport and two about crime."""
    sport = [frozenset({"bóng", "sân", "đội"}), frozenset({"bóng", "lưới"})]
    crime = [frozenset({"trộm", "đêm", "đội"}), frozenset({"trộm", "két"})]
    return [
        *(Text("corpus", one, shares(SPORT)) for one in sport),
        *(Text("corpus", one, shares(CRIME)) for one in crime),
    ]


def test_there_is_a_weight_for_each_of_the_seventeen_codes():
    assert len(TOPS) == 17
    rows = lexicons.rows("topics/linear.tsv")
    assert {len(row["tenths"].split()) for row in rows} == {17}
    names = [row["feature"] for row in rows]
    assert len(names) == len(set(names))
    assert names[-1] == ALWAYS


@given(st.text(max_size=300))
def test_the_likelihoods_of_any_text_sum_to_one(text):
    found = likelihood(features_in(read((text, 1.0))))
    assert set(found) == set(TOPS)
    assert sum(found.values()) == pytest.approx(1)


def test_pairs_of_words_do_not_reach_over_a_full_stop():
    assert features(fold("Mưa to. Gió")) == {"mưa", "to", "gió", "mưa to"}


def test_a_text_holds_the_rows_of_its_features_and_no_others():
    text = "Người bệnh đau bụng, sốt cao.\nBác sĩ nói | công ty bán hàng"
    assert features_in(read((text, 1.0))).tolist() == sorted(
        rows()[one] for one in features(fold(text)) & rows().keys()
    )
    first, last = text.split("\n")
    assert features_in(read((first, 4.0), (last, 1.0))).tolist() == features_in(read((text, 1.0))).tolist()


@pytest.mark.parametrize(
    ("top", "text"),
    [
        ("15", "Phút 70, anh đi bóng qua hai hậu vệ rồi sút chìm, cả khán đài đứng dậy."),
        ("02", "Gã thanh niên khai đã rình lúc chủ nhà đi vắng để lấy chiếc xe và chiếc ví."),
        ("07", "Người bệnh đau bụng, sốt cao, được bác sĩ truyền dịch và cho dùng thuốc."),
        ("04", "Quý này công ty bán thêm được hàng, lợi nhuận trước thuế cao hơn cùng kỳ."),
    ],
)
def test_the_company_of_all_words_tells_the_topic(top, text):
    found = likelihood(features_in(read((text, 1.0))))
    assert max(found, key=found.__getitem__) == f"medtop:{top}000000"


def test_the_model_names_no_topic_that_no_term_gives_ground_for():
    line = "Hôm ấy trời chưa sáng hẳn, họ đã ngồi bên nhau và chẳng ai nói gì."
    document = Document(b"", decoded=line, kind="article", blocks=(Block("body", line, 0, len(line)),))
    assert max(likelihood(features_in(read((line, 1.0)))).values()) > 0
    assert tag_topics(document).topics == ()


def test_training_learns_which_word_speaks_for_which_code_and_gives_the_same_twice():
    names = ["bóng", "két", "lưới", "sân", "trộm", "đêm", "đội"]
    table = train(taught(), names)
    assert table.shape == (len(names) + 1, len(TOPS))
    assert table[names.index("bóng"), SPORT] > table[names.index("đội"), SPORT] > table[names.index("trộm"), SPORT]
    assert np.array_equal(table, train(taught(), names))


def test_every_label_that_is_learnt_from_leads_to_known_codes():
    codes = {code for row in lexicons.rows("topics/labelled.tsv") for code in row["codes"].split()}
    assert {f"medtop:{code}000000" for code in codes} <= set(TOPS)
