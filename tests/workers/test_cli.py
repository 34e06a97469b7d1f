"""``tintag`` at the command line."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from workers.cli import main

STORY = "Lũ lớn ở An Khê\n\nNước sông Ba dâng nhanh trong đêm, hàng trăm hộ dân phải chạy lên đồi, chính quyền xã cho biết.\n"


@pytest.fixture
def story(tmp_path):
    file = tmp_path / "lu.txt"
    file.write_text(STORY, "utf-8")
    return file


def run(*arguments: object, stdin: bytes | None = None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def test_each_file_becomes_a_line_of_json(story):
    result = run("tag", story, story)
    articles = [json.loads(line) for line in result.stdout.splitlines()]
    assert [article["filename"] for article in articles] == ["lu.txt", "lu.txt"]
    assert result.exit_code == 0


def test_standard_input_is_read_for_a_dash():
    result = run("tag", "-", stdin=STORY.encode())
    assert json.loads(result.stdout)["blocks"][0]["text"] == "Lũ lớn ở An Khê"


def test_out_holds_an_article_a_file(story, tmp_path):
    out = tmp_path / "made" / "here"
    assert run("tag", story, "--out", out).exit_code == 0
    assert json.loads((out / "lu.json").read_text("utf-8"))["media_type"] == "text/plain"


def test_the_words_that_earned_a_topic_are_told_when_asked_for(story):
    ran = run("tag", "--explain", str(story))
    topic = json.loads(ran.stdout)["topics"][0]
    assert f"{topic['code']} {topic['name']} {topic['score']}: " in ran.stderr
    assert run("tag", str(story)).stderr == ""


def test_a_bad_file_is_told_of_and_the_others_go_on(story, tmp_path):
    image = tmp_path / "anh.txt"
    image.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("tag", image, tmp_path / "missing.txt", story)
    assert result.exit_code == 1
    assert "anh.txt: unsupported-media-type" in result.stderr
    assert "missing.txt" in result.stderr
    assert json.loads(result.stdout)["filename"] == "lu.txt"


def test_a_second_file_of_the_same_stem_never_overwrites_the_first(story, tmp_path):
    other = tmp_path / "other" / "lu.txt"
    other.parent.mkdir()
    other.write_text("Tin khác hẳn", "utf-8")
    result = run("tag", story, other, "--out", tmp_path)
    assert result.exit_code == 1
    assert f"lu.json already holds {story}" in result.stderr
    assert "An Khê" in (tmp_path / "lu.json").read_text("utf-8")


@pytest.fixture
def dump(tmp_path):
    file = tmp_path / "dump.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2024/lu.txt", STORY)
        archive.writestr("2024/anh.png", b"\x89PNG\r\n\x1a\n")
        archive.writestr("mua.txt", "Mưa to ở Pleiku")
    return file


def test_each_member_of_an_archive_becomes_a_line_of_json(dump):
    result = run("tag", dump)
    assert [json.loads(line)["filename"] for line in result.stdout.splitlines()] == ["2024/lu.txt", "mua.txt"]
    assert result.exit_code == 1
    assert "dump.zip: 2024/anh.png: unsupported-media-type" in result.stderr


def test_out_holds_an_article_a_member_under_its_whole_path(dump, tmp_path):
    out = tmp_path / "out"
    run("tag", dump, "--out", out)
    assert sorted(path.name for path in out.iterdir()) == ["2024_lu.txt.json", "mua.txt.json"]
    assert run("tag", dump, dump, "--out", out).exit_code == 1


def test_an_archive_that_climbs_out_of_itself_is_told_of(story, tmp_path):
    file = tmp_path / "dump.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../lu.txt", STORY)
    result = run("tag", file, story)
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "dump.zip: unsafe-archive: ../lu.txt leads out" in result.stderr


@pytest.fixture
def gold(story):
    """The folder of a story with its gold: a title and a lead."""
    gold = {
        "kind": "article", "lines": [[1, "title"], [3, "lead"]], "title": None, "lead": None, "section": None,
        "byline": None, "source_url": None, "published": None, "topics": [], "entities": [], "money": [], "dates": [],
        "quotes": [],
    }  # fmt: skip
    story.with_suffix(".json").write_text(json.dumps(gold), "utf-8")
    return story.parent


def test_eval_prints_scores_by_field(gold):
    result = run("eval", gold)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[:3]] == ["P", "content", "line"]


def test_eval_gives_a_program_the_same_scores(gold):
    result = run("eval", gold, "--json")
    assert result.exit_code == 0
    roles = json.loads(result.stdout)["line roles"]
    assert roles.keys() == {"precision", "recall", "f1", "gold"}
    assert (roles["gold"], f"{roles['f1']:.3f}") == (2, run("eval", gold).stdout.splitlines()[2].split()[-2])


def test_eval_of_a_folder_without_gold_says_so(story):
    result = run("eval", story.parent)
    assert result.exit_code == 2
    assert "no .txt with a gold .json" in result.stderr
