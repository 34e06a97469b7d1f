"""Keys: made and revoked at the command line, asked for by the API."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from sqlalchemy import text

from service.store import database
from tests.client import Client, story
from tests.service.guarded import guarded, holding, key, tintag, tintag_process

NOBODY = "tt_" + "A" * 43


@pytest.fixture(scope="module")
def url(stack, servers, home):
    with guarded(servers, home / "guarded") as address:
        yield address


def refusal(answer: requests.Response) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_a_token_is_shown_once_and_kept_nowhere(servers):
    made = tintag_process("create", "harvester")
    assert (made.returncode, made.stderr) == (0, "")
    token = made.stdout.strip()
    assert token.startswith("tt_") and len(token) == 46
    with database.transaction() as session:
        rows = session.scalars(text("SELECT to_jsonb(api_keys)::text FROM api_keys")).all()
    assert any("harvester" in row for row in rows)
    assert not any(token in row or token[3:] in row for row in rows)
    listed = tintag_process("list", "--json")
    assert (listed.returncode, token in listed.stdout) == (0, False)
    ended = tintag_process("revoke", "harvester")
    assert (ended.returncode, ended.stdout[:17]) == (0, "revoked harvester")


def test_a_key_reads_and_writes_for_the_tenant_of_its_name_unless_told_otherwise(servers):
    plain = key(name="plain")
    assert (plain["tenant"], plain["scopes"], plain["quota"]) == ("plain", ["read", "write"], None)
    other = key("--scope", "read", "--tenant", "desk", "--quota", "600/minute")
    assert (other["tenant"], other["scopes"], other["quota"]) == ("desk", ["read"], "600/minute")


def test_keys_are_listed_with_their_state(servers):
    made = key(name="listed one")
    tintag("revoke", "listed one")
    [told] = [one for one in json.loads(tintag("list", "--json").stdout) if one["id"] == made["id"]]
    assert told["revoked_at"] and told["last_used_at"] is None
    [line] = [line for line in tintag("list").stdout.splitlines() if made["id"] in line]
    assert line.startswith("listed one  ") and "revoked" in line


def test_a_name_is_free_again_when_its_key_is_revoked(servers):
    first = key(name="twice")
    again = tintag("create", "twice")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "live key called twice" in again.stderr
    assert tintag("revoke", first["id"]).exit_code == 0
    assert key(name="twice")["id"] != first["id"]
    assert tintag("revoke", first["id"]).exit_code == 1


@pytest.mark.parametrize("words", [("x", "--quota", "often"), ("x", "--scope", "root"), ("",), ("a\nb",)])
def test_a_key_that_makes_no_sense_is_refused(servers, words):
    assert tintag("create", *words).exit_code == 2


def test_without_a_database_the_command_says_so_in_a_line():
    gone = tintag_process("list", DATABASE_URL="postgresql://postgres@127.0.0.1:1/none", REDIS_URL="redis://h:1/0")
    assert gone.returncode == 1
    assert gone.stderr.startswith("Error: The database says:") and "Traceback" not in gone.stderr


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", f"Basic {NOBODY}", NOBODY, f"Bearer {NOBODY}", "Bearer tt_", "Bearer " + "x" * 4000]
    + [f"Bearer {NOBODY} {NOBODY}", "Bearer \xff"],
)
def test_without_a_good_key_the_answer_is_401_and_always_the_same(url, header):
    headers = {} if header is None else {"Authorization": header}
    answer = requests.get(f"{url}/v1/articles", headers=headers, timeout=10)
    assert refusal(answer) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json() == requests.get(f"{url}/v1/articles", timeout=10).json()


def test_every_operation_under_v1_wants_a_key_and_says_so(url):
    document = requests.get(f"{url}/openapi.json", timeout=10).json()
    assert document["components"]["securitySchemes"]["bearer"] == {"type": "http", "scheme": "bearer"}
    asked = 0
    for path, operations in document["paths"].items():
        if not path.startswith("/v1"):
            continue
        for method in operations.keys() & {"get", "post", "put", "patch", "delete"}:
            answer = requests.request(method, url + path, timeout=10)
            assert refusal(answer) == (401, "unauthorized"), path
            assert operations[method]["security"] == [{"bearer": []}]
            assert {"401", "403", "429"} <= operations[method]["responses"].keys()
            asked += 1
    assert asked >= 7
    assert requests.get(f"{url}/v1/no/such/thing", timeout=10).status_code == 401


def test_what_the_orchestrator_and_the_reader_of_the_documents_need_is_open(url):
    for path in ("/livez", "/readyz", "/metrics", "/openapi.json", "/docs/"):
        assert requests.get(url + path, timeout=10).status_code == 200, path


def test_a_key_works_until_it_is_revoked(url):
    made = key()
    client = Client(url, made["token"])
    article = client.article(story())
    assert client.get(f"/v1/articles/{article['id']}").status_code == 200
    [told] = [one for one in json.loads(tintag("list", "--json").stdout) if one["id"] == made["id"]]
    assert told["last_used_at"]
    assert tintag("revoke", made["name"]).exit_code == 0
    assert refusal(client.get(f"/v1/articles/{article['id']}")) == (401, "unauthorized")


@pytest.mark.timeout(60)
def test_a_key_that_many_use_at_once_is_refused_from_the_request_after_its_end(url):
    made = key()
    client, stop = Client(url, made["token"]), threading.Event()

    def ask():
        busy, statuses = Client(url, made["token"]), []
        while not stop.is_set():
            statuses.append(busy.get("/v1/jobs", limit=1).status_code)
        return statuses

    with ThreadPoolExecutor(8) as pool:
        asking = [pool.submit(ask) for _ in range(8)]
        while client.get("/v1/jobs", limit=1).status_code != 200:
            time.sleep(0.01)
        assert tintag("revoke", made["id"]).exit_code == 0
        assert client.get("/v1/jobs", limit=1).status_code == 401
        stop.set()
        for one in asking:
            statuses = one.result()
            assert statuses == sorted(statuses)
            assert set(statuses) <= {200, 401}


def test_a_key_does_what_its_scopes_say(url):
    reader, writer = holding(url, "--scope", "read"), holding(url, "--scope", "write")
    admin = holding(url, "--scope", "admin")
    assert reader.get("/v1/jobs").status_code == admin.get("/v1/jobs").status_code == 200
    assert refusal(reader.post_files(("a.txt", story()))) == (403, "forbidden")
    assert refusal(writer.get("/v1/jobs")) == (403, "forbidden")
    assert writer.post_files(("a.txt", story())).status_code == 202
    assert admin.post_files(("a.txt", story())).status_code == 202


def test_jobs_wait_in_the_line_of_the_key_that_sent_them(url):
    made = key()
    upload = Client(url, made["token"]).post_files(("a.txt", story())).json()
    with database.transaction() as session:
        found = text("SELECT owner, tenant FROM jobs WHERE upload_id = :id")
        assert session.execute(found, {"id": upload["id"]}).one() == (made["id"], "")


def test_a_database_that_is_away_is_503_and_no_wrong_key(servers, home):
    nowhere = "postgresql://postgres@127.0.0.1:1/none"
    with guarded(servers, home / "guarded-lonely", DATABASE_URL=nowhere) as lonely:
        answer = Client(lonely, NOBODY).get("/v1/jobs")
        assert refusal(answer) == (503, "database-away")
        assert refusal(requests.get(f"{lonely}/v1/jobs", timeout=10)) == (401, "unauthorized")
