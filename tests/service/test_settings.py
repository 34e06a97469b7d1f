"""Settings are read once, cast, refused when wrong."""

from dataclasses import fields
from pathlib import Path

import pytest

from service import settings

GIVEN = {"DATABASE_URL": "postgresql://u@h/d", "REDIS_URL": "redis://h:6379/0"}


def test_defaults_are_enough_beside_the_two_servers():
    read = settings.read(GIVEN)
    assert read.database_url == "postgresql+psycopg://u@h/d"
    assert (read.port, read.max_attempts) == (8000, 3)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PORT", "x"), ("PORT", "0"), ("TINTAG_MAX_FILE_BYTES", "-1"), ("DATABASE_URL", "mysql://h/d")]
    + [("REDIS_URL", "amqp://h"), ("TINTAG_LOG_LEVEL", "LOUD"), ("TINTAG_KEEP_JOBS", "-1")]
    + [
        ("TINTAG_WEBHOOK_PRIVATE", "yes"),
        ("TINTAG_WEBHOOK_SECRETS", "A" * 32),
        ("TINTAG_WEBHOOK_SECRETS", "whsec_AAAA"),
    ]
    + [("TINTAG_AUTH", "yes"), ("TINTAG_QUOTA", "often"), ("TINTAG_TENANCY", "on")]
    + [
        ("TINTAG_CORS_ORIGINS", value)
        for value in ("desk.example", "https://a.example/", "https://a.example;b", "null")
    ]
    + [("TINTAG_CORS_ORIGINS", value) for value in ("*, https://a.example", "https://*.example", "ftp://a.example")],
)
def test_a_wrong_value_is_refused_by_name(variable, value):
    with pytest.raises(settings.SettingError, match=variable):
        settings.read(GIVEN | {variable: value})


def test_webhooks_have_no_secret_one_or_several():
    first, second = "whsec_" + "A" * 32, "whsec_" + "B" * 32
    for value, count in (("", 0), (first, 1), (f"{first}, {second}", 2)):
        assert len(settings.read(GIVEN | {"TINTAG_WEBHOOK_SECRETS": value}).webhook_secrets) == count


def test_a_wrong_secret_is_refused_without_showing_it():
    with pytest.raises(settings.SettingError) as refused:
        settings.read(GIVEN | {"TINTAG_WEBHOOK_SECRETS": "whsec_c2VjcmV0"})
    assert "c2VjcmV0" not in str(refused.value)


def test_a_missing_server_is_refused_by_name():
    with pytest.raises(settings.SettingError, match=r"DATABASE_URL.*REDIS_URL"):
        settings.read({})


def test_the_example_file_holds_every_setting_with_its_default():
    lines = Path(".env.example").read_text("utf-8").splitlines()
    shown = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    for one in fields(settings.Settings):
        assert shown[one.metadata["variable"]] == (one.metadata["default"] or ""), one.name


def test_compose_hands_every_setting_on():
    compose = Path("docker-compose.yml").read_text("utf-8")
    for one in fields(settings.Settings):
        assert one.metadata["variable"] in compose, one.name


def test_keys_are_off_unless_asked_for():
    read = settings.read(GIVEN)
    assert (read.auth, read.tenancy, read.quota) == (False, False, "")
    read = settings.read(GIVEN | {"TINTAG_AUTH": "on", "TINTAG_TENANCY": "on", "TINTAG_QUOTA": "10/second;600/hour"})
    assert (read.auth, read.tenancy, read.quota) == (True, True, "10/second;600/hour")


def test_origins_are_none_some_or_all():
    for value, origins in (
        ("", ()),
        ("*", ("*",)),
        ("https://a.example,http://b:80", ("https://a.example", "http://b:80")),
    ):
        assert settings.read(GIVEN | {"TINTAG_CORS_ORIGINS": value}).cors_origins == origins
