"""What is read of a search and written for it, whatever the texts are."""

import re
from html import unescape
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from service.store import asked, hits, snippets, spelled, words
from service.store.database import transaction

LETTERS = "aáàảãạăâAÂđĐeêiyoôơuưừỬhntgXßİı"
SIGNS = "\"'“”-−*&|!():<>\\/ \t\n_.,%1２\u0301\u0300\u0000\ud800"
HOSTILE = st.text(st.sampled_from(LETTERS + SIGNS) | st.characters(), max_size=60)
TEXTS = st.lists(
    st.sampled_from(["Hòa", "hoà", "bình", "đường", "NGA", "nghệ", "<b>", "&amp;", "\n\n", "16/10,", "Kyiv"]),
    max_size=80,
)


def read(text):
    """What a text asks for; nothing where it asks for nothing."""
    try:
        return asked.read(text)
    except asked.Unsearchable:
        return None


@given(HOSTILE)
def test_any_text_is_read_or_refused(text):
    found = read(text)
    for term in (*found.wanted, *found.unwanted) if found else ():
        assert term.words
        assert all(words.words(word) == [word] for word in term.words)


@given(HOSTILE)
def test_a_text_in_quotes_asks_for_its_words(text):
    plain = re.sub('["“”„‟«»″＂*＊]', " ", text)
    found = read(f'"{plain}"')
    assert (found.wanted[0].words if found else ()) == tuple(words.words(plain))


@settings(suppress_health_check=list(HealthCheck), max_examples=20, phases=[Phase.generate])
@given(st.lists(HOSTILE, min_size=20, max_size=20))
def test_what_is_asked_of_the_index_holds_words_and_nothing_else(servers, texts):
    with transaction() as session:
        for found in filter(None, map(read, texts)):
            for term in found.wanted:
                query = session.scalar(sql("SELECT cast(:query AS tsquery)::text"), {"query": term.query()})
                assert re.findall(r"'((?:[^']|'')*)'", query) == list(term.words)
                for one in (term.sought(), term.found(), term.head()):
                    session.scalar(sql("SELECT cast(:query AS tsquery)::text"), {"query": one})


@settings(suppress_health_check=list(HealthCheck), max_examples=20, phases=[Phase.generate])
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=10, max_size=10))
def test_a_vector_holds_the_words_of_all_parts_and_the_marks(servers, articles):
    marks = ["t/1", "o/it's \\ a tenant: & more"]
    with transaction() as session:
        for parts in articles:
            written = words.written(*parts, marks)
            held = session.scalar(sql("SELECT tsvector_to_array(cast(:vector AS tsvector))"), {"vector": written})
            head = {f"h/{word}" for part in parts[:2] for word in words.words(part)}
            said = {word for part in parts for word in words.words(part)}
            pairs = {pair for part in parts for pair in words.pairs(words.words(part))}
            assert set(held) == said | head | pairs | set(marks)


def test_a_vector_of_garbage_stays_under_what_the_database_takes(servers):
    garbage = " ".join(f"{number:x}đ{'ộ' * (number % 20)}" for number in range(16_000))
    with transaction() as session:
        for part in ((garbage, garbage, garbage), ("đ" * 10**5, None, "ộ " * 10**4)):
            written = words.written(*part, [f"t/{number}" for number in range(5_000)])
            assert session.scalar(sql("SELECT cast(:vector AS tsvector) @@ 't/4999'"), {"vector": written})


@given(st.floats(-1e11, 3e11), st.floats(0, 4e9))
def test_marks_of_a_span_cover_every_moment_in_it(first, length):
    marks = words.span("c", first, first + length)
    assert 1 <= len(marks) <= max(words.MOST_MARKS.values())
    begin = words.begin(int(first // 1), int(first + length))
    assert begin <= first
    assert words.span("c", begin, first + length) == marks
    for part in (0, 0.3, 0.9, 1):
        assert len(set(marks) & set(_marks(first + part * length))) == 1
    assert set(words.around("c", [first, first + length])) & set(_marks(first))


def _marks(second):
    class At:
        def timestamp(self):
            return second

    return words.times("c", At())


@given(TEXTS, st.sampled_from(["hoa", '"hoà bình"', "ngh* nga", "duong -nga", '"16/10"', "b amp"]))
def test_an_extract_is_a_piece_of_the_text_with_what_was_found_marked(pieces, query):
    text = " ".join(pieces)
    extract = snippets.maker(asked.read(query))(None, text)
    if not text:
        assert extract is None
        return
    assert unescape(extract.replace("<mark>", "").replace("</mark>", "")) in text
    assert not re.search(r"<(?!/?mark>)", extract)
    assert len(unescape(extract)) < 600
    hits = [words.words(unescape(hit)) for hit in re.findall("<mark>(.*?)</mark>", extract, re.S)]
    said = words.words(text)
    for term in asked.read(query).wanted:
        found = any(_says(said[place : place + len(term.words)], term) for place in range(len(said)))
        one = len(asked.read(query).wanted) == 1
        assert not found or any(_says(hit, term) for hit in hits) or not one
    assert all(any(_says(hit, term) for term in asked.read(query).wanted) for hit in hits)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["hoà", "binh", "nga", "x" * 40, "y" * 120]), max_size=40), st.integers(1, 3))
def test_an_extract_is_the_one_of_all_hits_though_no_more_are_looked_for_than_it_takes(pieces, many):
    text, query = " ".join(pieces), asked.read(" ".join(["nga", "hoa", "binh"][:many]))
    extract = snippets.maker(query)(None, text)
    with patch.object(snippets, "enough", lambda its, _: list(its)):
        assert snippets.maker(query)(None, text) == extract
    beginning = ["nga"] * many + ["hoa", "binh"]
    looked_at = snippets.enough(hits.finder(query.wanted)(" ".join([*beginning, *["z" * 99] * 9, "nga"])), many)
    assert len(looked_at) <= len(beginning)


def _says(some, term):
    *first, last = term.words
    if len(some) != len(term.words) or tuple(some[:-1]) != tuple(first):
        return False
    return some[-1].startswith(last) if term.begins else some[-1] == last


@settings(max_examples=400)
@given(
    st.lists(HOSTILE | st.sampled_from([" hòa ", "bình ", "-hoa", "a" * 61, " " * hits.MOST]), max_size=8), st.data()
)
def test_a_text_tells_of_a_term_what_its_words_tell(pieces, data):
    text = "".join(pieces)
    its = words.words(text)
    start = data.draw(st.integers(0, max(0, len(its) - 1)))
    term = asked.Term(tuple(data.draw(st.sampled_from([its[start : start + 2], ["hoa", "binh"]])) or ["hoa"]))
    begun = asked.Term((*term.words[:-1], term.words[-1][:2]), begins=True)
    every = range(len(its) - len(term.words) + 1)
    said = [place for place in every if its[place : place + len(term.words)] == list(term.words)]
    assert hits.teller(term)(text) in (bool(said), None)
    assert hits.sayer((term,))(text) == any(hits.finder((term,))(text))
    if said:
        assert hits.teller(begun)(text) in (True, None)


def test_a_plain_text_tells_what_it_does_not_say():
    text = "Hòa “bình” – ở Huế… " * 100
    assert [hits.teller(asked.Term(its))(text) for its in (("o", "hue"), ("hue", "o"))] == [True, False]


def test_the_extract_shows_the_place_where_the_most_is_found():
    text = "Nga. " + "Không có gì. " * 60 + "Ông Zelensky thăm Kyïv, nga và hòa bình. " + "Hết rồi. " * 60
    extract = snippets.maker(asked.read("nga zelensky hoa kyiv"))(None, text)
    assert "Ông <mark>Zelensky</mark> thăm <mark>Kyïv</mark>, <mark>nga</mark> và <mark>hòa</mark> bình." in extract
    assert 150 < len(re.sub("</?mark>", "", extract)) <= snippets.LENGTH


def test_an_extract_without_a_hit_is_the_beginning():
    assert snippets.maker(asked.read("xyz"))("Đoạn mở đầu.", None) == "Đoạn mở đầu."
    assert snippets.maker(asked.read("xyz"))("Mở.", "Mở. Một câu.") == "Mở. Một câu."


def test_the_index_is_asked_for_the_words_of_a_long_phrase_that_few_articles_have():
    [native] = asked.read('"nghiêng về phía"').wanted
    [foreign] = asked.read('"tổng thống zelenskyy phát biểu"').wanted
    [begun] = asked.read('"của tổng thống zelensky*"').wanted
    assert re.findall("'([a-z]+)'", native.found()) == []
    assert re.findall("'([a-z]+)'", foreign.found()) == ["zelenskyy"]
    [short] = asked.read('"mw điện Khuya về TPHCM năm 2024 ở Huyện giếng"').wanted
    assert re.findall("'([a-z0-9]+)'", short.found()) == ["mw", "tphcm"]
    assert re.findall("'([a-z]+)':", begun.found()) == ["zelensky"]


def test_the_tone_may_stand_on_either_vowel():
    for one, other in (("hoà", "hòa"), ("thuỷ", "thủy"), ("ĐƯỜNG", "đường"), ("Khoẻ", "khỏe")):
        [its] = spelled.words(one)
        assert spelled.all_in([its])(f"nói {other}, rồi thôi")
        assert not spelled.all_in([its])(f"nói {words.words(other)[0]} rồi thôi")
        assert not spelled.all_in([its])(f"nói x{other} rồi thôi")
    assert spelled.words("hoa binh 2024") == []
