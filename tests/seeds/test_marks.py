"""The annotated corpus: well-formed, large enough, split by who wrote it."""

import re
from collections import Counter

import pytest

from seeds.marks import CORPUS, MarkError, doubts, part, pieces

HEAD = "# source: ours | licence: CC BY 4.0\n== a-01 | article | 2025-03-09 | medtop:15000000\n"
PARTS = ("train", "dev", "test")


def read(tmp_path, lines, head=HEAD):
    file = tmp_path / "a.txt"
    file.write_text(head + lines, "utf-8")
    return pieces(file)


@pytest.fixture(scope="module")
def corpus():
    return {path.name: pieces(path) for name in PARTS for path in part(name)}


def test_a_marked_line_gives_its_text_names_and_quotes(tmp_path):
    [piece] = read(tmp_path, 'body: Ông [Khôi|per:khoi] nói: "{khoi|Tôi về [Vinh|loc:vinh]}".\n')
    [line] = piece.lines
    assert line.text == 'Ông Khôi nói: "Tôi về Vinh".'
    assert [(name.text, name.type, name.key) for name in line.names] == [
        ("Khôi", "person", "khoi"),
        ("Vinh", "location", "vinh"),
    ]
    assert [(quote.text, quote.speaker) for quote in line.quotes] == [("Tôi về Vinh", "khoi")]
    assert all(line.text[mark.start : mark.end] == mark.text for mark in (*line.names, *line.quotes))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("body: Ông [Khôi|per] nói.\n", "a mark that is none"),
        ("body: Ông [Khôi|man:khoi] nói.\n", "a name that is none"),
        ("body: Ông [ Khôi|per:khoi] nói.\n", "a name that is none"),
        ("body: Ông [Khôi|per:khoi nói.\n", "a mark that is none"),
        ('body: "{khoi|Tôi về".\n', "a quote that does not end"),
        ("body: {khoi|} nói.\n", "a mark that is none"),
        ("text: Ông nói.\n", "no role of article"),
        ("teaser_title: Ông nói.\n", "no role of article"),
        ("== b | story | 2025-03-09 | medtop:15000000\n", "a heading is"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(tmp_path, lines, said):
    with pytest.raises(MarkError, match=rf"a\.txt:3: .*{said}"):
        read(tmp_path, lines)


def test_a_file_without_a_licence_is_refused(tmp_path):
    with pytest.raises(MarkError, match="licence"):
        read(tmp_path, "", head="== a-01 | article | 2025-03-09 | medtop:15000000\n")


def test_a_name_left_unmarked_is_doubted(tmp_path):
    [piece] = read(tmp_path, "title: [Khôi|per:khoi] về\nbody: Khôi đã về.\n")
    assert [doubt.partition(": ")[2] for doubt in doubts(piece)] == ["unmarked 'Khôi': Khôi đã về."]


def test_a_speaker_nobody_names_is_doubted(tmp_path):
    [piece] = read(tmp_path, 'body: Ông nói: "{khoi|Tôi về}".\n')
    assert "nobody is khoi" in next(doubts(piece))


def test_the_corpus_has_three_thousand_lines_of_every_desk(corpus):
    lines = [line for found in corpus.values() for piece in found for line in piece.lines]
    assert len(lines) >= 3_000
    assert len({name.split("_")[0] for name in corpus}) >= 20
    assert {name.type for line in lines for name in line.names} == {
        "person", "organization", "location", "product", "event",
    }  # fmt: skip
    assert sum(len(line.quotes) for line in lines) >= 500


def test_every_file_belongs_to_one_part_and_was_read_by_another(corpus):
    assert sorted(corpus) == sorted(path.name for path in CORPUS.glob("*.txt"))
    rows = [row.split("\t") for row in (CORPUS / "SPLIT.tsv").read_text("utf-8").splitlines() if row[0] != "#"][1:]
    assert all(writer != reader for _, _, writer, _, reader in rows)
    writers = {name: {row[2] for row in rows if row[3] == name} for name in PARTS}
    assert not writers["train"] & (writers["dev"] | writers["test"])
    assert not writers["dev"] & writers["test"]


def test_no_line_stands_in_the_corpus_twice(corpus):
    seen = Counter(line.text for found in corpus.values() for piece in found for line in piece.lines)
    assert [text for text, times in seen.items() if times > 1 and len(text) > 25] == []


def test_every_piece_has_its_own_id_and_every_key_one_type(corpus):
    every = [piece for found in corpus.values() for piece in found]
    assert len({piece.id for piece in every}) == len(every)
    assert [doubt for piece in every for doubt in doubts(piece) if "several types" in doubt or "nobody" in doubt] == []


def test_quotes_stand_between_marks_or_behind_a_dash(corpus):
    opened = re.compile(r"[“”\"'‘«–—-]\s*$")
    bare = [
        f"{piece.id}: {quote.text[:40]}"
        for found in corpus.values()
        for piece in found
        for line in piece.lines
        for quote in line.quotes
        if not opened.search(line.text[: quote.start])
    ]
    assert bare == []
