"""Every word list is well formed, says where it came from, and no plain name means two things."""

import re
import unicodedata
from collections import Counter, defaultdict

import pytest

from workers import lexicons
from workers.document import ENTITY_TYPES

FILES = sorted(path for path in lexicons.FOLDER.rglob("*") if path.suffix in {".txt", ".tsv"})
TABLES = [path for path in FILES if path.suffix == ".tsv"]
GAZETTEERS = sorted(lexicons.FOLDER.glob("gazetteer/*.tsv"))
COLUMNS = ["name", "type", "id", "aliases", "description"]
SOURCE = re.compile(r"# source: \S.* \| licence: \S.*")
ID = re.compile(r"|Q[1-9]\d*|iso:[A-Z]{2}(?:-[A-Z0-9]{1,3})?|geonames:[1-9]\d*")


def name(path):
    return path.relative_to(lexicons.FOLDER).as_posix()


def body(path):
    return [line for line in path.read_text("utf-8").split("\n") if line.strip() and not line.startswith("#")]


def rows(path):
    """The rows with their line of the file, for a message one can act on."""
    header = body(path)[0].split("\t")
    numbered = enumerate(path.read_text("utf-8").split("\n"), start=1)
    told = [(at, line.split("\t")) for at, line in numbered if line.strip() and not line.startswith("#")][1:]
    return [(f"{name(path)}:{at}", dict(zip(header, cells, strict=False))) for at, cells in told]


def forms(row):
    return [row["name"], *(row["aliases"].split("|") if row["aliases"] else [])]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_line_one_names_source_and_licence(path):
    assert SOURCE.fullmatch(path.read_text("utf-8").split("\n")[0])


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_text_is_nfc_with_plain_line_ends(path):
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\ufeff" not in text
    assert text.endswith("\n")
    assert [line for line in text.split("\n") if unicodedata.normalize("NFC", line) != line] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_it_holds_entries_and_the_loader_reads_them(path):
    read = lexicons.rows if path.suffix == ".tsv" else lexicons.words
    assert len(read(name(path))) > 0


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".txt"], ids=name)
def test_a_word_list_has_no_entry_twice_and_no_stray_space(path):
    counted = Counter(body(path))
    assert [entry for entry, count in counted.items() if count > 1] == []
    assert [entry for entry in counted if entry != entry.strip() or "\t" in entry] == []


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_row_of_a_table_has_every_column(path):
    header = body(path)[0].split("\t")
    assert len(header) == len(set(header)) > 1
    assert [line for line in body(path) if line.count("\t") != len(header) - 1] == []


@pytest.mark.parametrize("path", GAZETTEERS, ids=name)
def test_a_gazetteer_has_the_columns_of_the_readme(path):
    assert body(path)[0].split("\t") == COLUMNS


@pytest.mark.parametrize("path", GAZETTEERS, ids=name)
def test_a_name_has_a_known_type_and_a_well_formed_id(path):
    wrong = [place for place, row in rows(path) if row["type"] not in ENTITY_TYPES or not ID.fullmatch(row["id"])]
    assert wrong == []


@pytest.mark.parametrize("path", GAZETTEERS, ids=name)
def test_no_form_is_empty_spaced_or_given_twice_in_its_row(path):
    wrong = []
    for place, row in rows(path):
        bare = [form.removeprefix("?") for form in forms(row)]
        clean = all(form and form == " ".join(form.split()) for form in bare)
        if not clean or len(bare) != len(set(bare)):
            wrong.append(f"{place} {row['name']}: {row['aliases']}")
    assert wrong == []


def collisions():
    """Plain forms that lead to two things, by form; a thing is its type and its id, or its name where it has none."""
    meant: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for path in GAZETTEERS:
        for place, row in rows(path):
            thing = (row["type"], row["id"] or row["name"].removeprefix("?"))
            for form in forms(row):
                if not form.startswith("?"):
                    meant[form].setdefault(thing, place)
    return {form: things for form, things in meant.items() if len(things) > 1}


def test_no_plain_name_means_two_things():
    told = [
        f"{form}: " + " / ".join(f"{kind} {thing} ({place})" for (kind, thing), place in things.items())
        for form, things in sorted(collisions().items())
    ]
    assert not told, "put a ? in front of the rarer one, or give both rows one id:\n" + "\n".join(told)


def test_one_id_has_one_type():
    types = defaultdict(set)
    for path in GAZETTEERS:
        for _, row in rows(path):
            if row["id"]:
                types[row["id"]].add(row["type"])
    assert {code: kinds for code, kinds in types.items() if len(kinds) > 1} == {}


def test_one_id_belongs_to_one_row():
    places = defaultdict(list)
    for path in GAZETTEERS:
        for place, row in rows(path):
            if row["id"]:
                places[row["id"]].append(f"{place} {row['name']}")
    told = [f"{code}: {', '.join(held)}" for code, held in sorted(places.items()) if len(held) > 1]
    assert not told, "make one row of them:\n" + "\n".join(told)


# Words of a form and its numbers: letters and digits of one word apart, Roman numbers as Arabic ones.
UNITS = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
ROMAN = {
    tens + unit: str(10 * n + k) for n, tens in enumerate(("", "X")) for k, unit in enumerate(UNITS) if tens + unit
}
YEAR = re.compile(r"(?:19|20)\d\d")
# Two numbers of one thing: an event that changed its name, an aircraft that is sold abroad under another number.
RENAMED = {("U23 Đông Nam Á", "U22 Đông Nam Á"), ("Mi-17", "Mi-171")}


def parted(form):
    stem, numbers = [], []
    for word in re.findall(r"[^\W_]+(?:\.\d+)*", form.removeprefix("?")):
        for piece in [ROMAN[word]] if stem and word in ROMAN else re.findall(r"[^\W\d_]+|\d+(?:\.\d+)*", word):
            held = numbers if piece[0].isdigit() else stem
            held.append(re.sub(r"\.(?=\d{3}$)", "", piece.lstrip("0")) if piece[0].isdigit() else piece.lower())
    return stem, numbers


def renumbered(name, alias):
    """Whether an alias is the name with another number; a year, 19-8 for 198, 737-800 for 737 are none."""
    (stem, one), (other_stem, other) = parted(name), parted(alias)
    if stem != other_stem or any(map(YEAR.fullmatch, one + other)) or "".join(one) == "".join(other):
        return False
    shared = min(len(one), len(other))
    return one[:shared] != other[:shared]


def test_no_alias_has_another_number_than_its_row():
    wrong = [
        f"{place} {row['name']}: {alias}"
        for path in GAZETTEERS
        for place, row in rows(path)
        for alias in forms(row)[1:]
        if renumbered(row["name"], alias) and (row["name"], alias) not in RENAMED
    ]
    assert not wrong, "give the other number a row of its own:\n" + "\n".join(wrong)
