"""Finding topic terms in a text, and the lists they come from."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import lexicons
from workers.taggers.topics_reading import read, terms_in
from workers.taggers.topics_terms import BAR, fold, forms, votes_of

LABELS = {row["code"]: row for row in lexicons.rows("topics/labels.tsv")}
LISTS = lexicons.files("topics/terms/*.tsv")
ROWS = [(name, row) for name in LISTS for row in lexicons.rows(name)]
WORDS = [
    "bóng",
    "đá",
    "ngoại",
    "hạng",
    "anh",
    "chiến",
    "sự",
    "hòa",
    "hoà",
    "bình",
    "tòa",
    "toà",
    "án",
    "tối",
    "cao",
    "virus",
]


def found_in(text: str) -> dict[str, float]:
    """The terms in a text that weighs one, and how often each stands."""
    return terms_in(read((text, 1.0)))


def longest_first(syllables: list[str], terms: dict[str, str]) -> dict[str, int]:
    """The same finding done slowly: at each syllable the longest term, then on behind it."""
    found: dict[str, int] = defaultdict(int)
    place = 0
    while place < len(syllables):
        for length in range(min(8, len(syllables) - place), 0, -1):
            term = terms.get(" ".join(syllables[place : place + length]))
            if term:
                found[term] += 1
                place += length - 1
                break
        place += 1
    return found


TERMS = {form: row["term"] for _, row in ROWS for form in forms(row["term"])}


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_the_tree_finds_what_a_slow_search_finds(syllables):
    assert found_in(" ".join(syllables)) == longest_first(syllables, TERMS)


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert all(count > 0 for count in found_in(text).values())


def test_folding_gives_syllables_and_a_bar_for_punctuation():
    assert fold("Bóng ĐÁ, 2024!") == ["bóng", "đá", BAR, "2024", BAR]
    assert fold("khoa học - công nghệ 1.000") == ["khoa", "học", "công", "nghệ", "1", "000"]


def test_a_term_does_not_reach_over_punctuation_or_the_end_of_a_line():
    whole, parts = "Chi phí ba triệu đồng, tính cả xăng", ("Chi phí ba triệu đồng", "tính cả xăng")
    assert found_in(whole) == found_in(parts[0]) | found_in(parts[1])
    assert "đồng tính" not in found_in("mười đồng\ntính cả xăng")


def test_each_text_weighs_as_told_and_no_term_reaches_from_one_to_the_next():
    assert terms_in(read(("bóng đá", 4.0), ("sân bóng đá", 1.0), ("bóng", 2.0), ("đá", 2.0))) == {"bóng đá": 5.0}


def test_a_term_with_a_mark_of_its_own_is_found_over_it():
    assert found_in("công tác phòng, chống bão") == {"phòng, chống bão": 1}


@pytest.mark.parametrize(
    ("phrase", "term"),
    [("giá cả tỉnh Hòa Bình", "hòa bình"), ("thị trường bão hòa", "bão"), ("hai người Mông Cổ", "người mông")],
)
def test_a_phrase_set_apart_hides_the_term_in_it(phrase, term):
    assert term not in {found for found in found_in(phrase) if votes_of(found)}


def test_every_phrase_set_apart_hides_a_term_and_is_none_itself():
    for phrase in lexicons.words("topics/apart.txt"):
        assert votes_of(phrase) == ()
        folded = " ".join(fold(phrase))
        assert folded not in TERMS
        assert any(f" {form} " in f" {folded} " for form in TERMS), phrase


def test_a_term_is_known_in_each_spelling():
    assert set(forms("hòa bình")) == {"hòa bình", "hoà bình"}
    assert forms("bóng đá") == ["bóng đá"]


def test_there_are_seventeen_lists_each_of_one_top_level_code():
    assert len(LISTS) == 17
    for name in LISTS:
        tops = {top(row["code"]) for row in lexicons.rows(name)}
        assert len(tops) == 1, name
        assert tops.pop()[7:9] == name.rsplit("/", 1)[1][:2]


def top(code: str) -> str:
    """The top-level code over a code."""
    broader = LABELS[code]["broader"]
    return top(broader) if broader else code


def test_every_code_has_a_name_and_a_parent_that_has_one():
    assert sum(not row["broader"] for row in LABELS.values()) == 17
    assert all(row["name"].strip() and (not row["broader"] or row["broader"] in LABELS) for row in LABELS.values())


def test_every_weight_is_sane_and_every_code_is_known():
    for name, row in ROWS:
        assert row["code"] in LABELS, (name, row)
        assert 0 < float(row["weight"]) <= 5, (name, row)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_says_a_term_twice(name):
    terms = [" ".join(fold(row["term"])) for row in lexicons.rows(name)]
    assert len(terms) == len(set(terms))


def test_two_terms_share_no_spelling():
    terms = defaultdict(set)
    for _, row in ROWS:
        for form in forms(row["term"]):
            terms[form].add(row["term"])
    assert [shared for shared in terms.values() if len(shared) > 1] == []


def test_every_section_speaks_for_a_known_code():
    assert all(row["code"] in LABELS and float(row["weight"]) > 0 for row in lexicons.rows("topics/sections.tsv"))
