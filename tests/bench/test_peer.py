"""The peer's words and tags become spans of the line, as favourably to it as they can be read."""

import pytest

from tests.bench import peer


@pytest.fixture
def says(monkeypatch):
    """Let the peer, installed or not, answer with some words and tags."""

    def answer(*words):
        monkeypatch.setattr(peer, "ner", lambda: lambda line: [(word, "N", "B-NP", tag) for word, tag in words])

    return answer


def test_words_of_one_name_are_joined(says):
    says(("ông", "O"), ("Trần", "B-PER"), ("Văn Mậu", "I-PER"), ("ở", "O"), ("Vinh", "B-LOC"))
    assert peer.names("ông Trần Văn Mậu ở Vinh") == {(4, 16, "person"), (19, 23, "location")}


def test_two_names_side_by_side_stay_two(says):
    says(("Nga", "B-LOC"), ("Mỹ", "B-LOC"))
    assert peer.names("Nga Mỹ") == {(0, 3, "location"), (4, 6, "location")}


def test_an_inside_without_its_beginning_opens_a_name(says):
    says(("ở", "O"), ("Lai", "I-LOC"), ("Châu", "I-LOC"))
    assert peer.names("ở Lai Châu") == {(2, 10, "location")}


def test_a_type_that_only_the_peer_knows_is_no_name(says):
    says(("Tết", "B-MISC"), ("Huế", "I-LOC"))
    assert peer.names("Tết Huế") == {(4, 7, "location")}


def test_moved_accents_cost_the_peer_nothing(says):
    says(("Thanh Hóa", "B-LOC"), (",", "O"), ("Hòa Bình", "B-LOC"))
    assert peer.names("Thanh Hoá,  Hoà Bình") == {(0, 9, "location"), (12, 20, "location")}


def test_without_the_peer_there_are_no_names(monkeypatch):
    monkeypatch.setattr(peer, "ner", lambda: None)
    assert peer.names("ông Trần Văn Mậu ở Vinh") == set()
