"""Settings: frozen, read from the environment once, refused when wrong."""

from __future__ import annotations

import base64
import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache

from limits import parse_many

MIB = 1024 * 1024
ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?")


class SettingError(ValueError):
    """An environment variable that makes no sense."""


def _database_url(value: str) -> str:
    """A PostgreSQL URL for SQLAlchemy; any usual spelling of the scheme is taken."""
    scheme, divider, rest = value.partition("://")
    if not divider or scheme.split("+")[0] not in {"postgres", "postgresql"}:
        raise ValueError("needs a postgresql:// URL")
    return f"postgresql+psycopg://{rest}"


def _redis_url(value: str) -> str:
    if value.partition("://")[0] not in {"redis", "rediss"}:
        raise ValueError("needs a redis:// URL")
    return value


def _positive(value: str) -> int:
    number = int(value)
    if number <= 0:
        raise ValueError("needs a number above zero")
    return number


def quota(value: str) -> str:
    """Requests in a time, like ``600/minute`` or ``10/second;10000/day``; raises ValueError for anything else."""
    if value:
        parse_many(value)
    return value


def _days(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 36500:
        raise ValueError("needs a number of days, or 0 for ever")
    return number


def _log_level(value: str) -> str:
    if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("needs DEBUG, INFO, WARNING or ERROR")
    return value.upper()


def _switch(value: str) -> bool:
    if value.lower() not in {"", "on", "off"}:
        raise ValueError("needs on or off")
    return value.lower() == "on"


def _http_url(value: str) -> str:
    if value and value.partition("://")[0] not in {"http", "https"}:
        raise ValueError("needs an http:// or https:// URL")
    return value


def _webhook_secrets(value: str) -> tuple[bytes, ...]:
    """Secrets as Standard Webhooks writes them, divided by commas; none for an empty value."""
    return tuple(_webhook_secret(one.strip()) for one in value.split(",") if one.strip())


def _webhook_secret(text: str) -> bytes:
    wrong = "needs whsec_ and the base64 of 24 to 64 bytes, several divided by commas"
    try:
        secret = base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except ValueError:
        raise ValueError(wrong) from None
    if not text.startswith("whsec_") or not 24 <= len(secret) <= 64:
        raise ValueError(wrong)
    return secret


def _origins(value: str) -> tuple[str, ...]:
    """Origins as browsers send them, divided by commas, or ``*``; none for an empty value."""
    origins = tuple(one.strip() for one in value.split(",") if one.strip())
    if origins != ("*",) and not all(ORIGIN.fullmatch(one) for one in origins):
        raise ValueError("needs origins like https://example.org or http://localhost:3000 divided by commas, or *")
    return origins


def _setting(variable: str, default: str | None, cast, meaning: str):
    return field(metadata={"variable": variable, "default": default, "cast": cast, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Everything that can be set; ``.env.example`` shows the same table."""

    database_url: str = _setting("DATABASE_URL", None, _database_url, "PostgreSQL 17 or newer: the truth")
    # The longest statement of ours takes about two seconds: the one that gives 100,000 jobs their turns.
    database_seconds: int = _setting(
        "TINTAG_DATABASE_SECONDS", "10", _positive, "silence after which the database counts as away"
    )
    redis_url: str = _setting("REDIS_URL", None, _redis_url, "Redis: carries ids, nothing else")
    port: int = _setting("PORT", "8000", _positive, "port of the API")
    max_file_bytes: int = _setting("TINTAG_MAX_FILE_BYTES", str(20 * MIB), _positive, "largest file taken")
    max_upload_bytes: int = _setting("TINTAG_MAX_UPLOAD_BYTES", str(200 * MIB), _positive, "largest upload taken")
    max_unpacked_bytes: int = _setting(
        "TINTAG_MAX_UNPACKED_BYTES", str(2048 * MIB), _positive, "most that the archives of one upload unpack to"
    )
    max_files: int = _setting("TINTAG_MAX_FILES", "1000", _positive, "most files in one upload")
    max_members: int = _setting("TINTAG_MAX_MEMBERS", "100000", _positive, "most files in the archives of one upload")
    max_attempts: int = _setting("TINTAG_MAX_ATTEMPTS", "3", _positive, "times a file is tried")
    job_seconds: int = _setting("TINTAG_JOB_SECONDS", "60", _positive, "longest time one try may take")
    job_memory_mib: int = _setting("TINTAG_JOB_MEMORY_MIB", "1536", _positive, "most memory for one file")
    grace_seconds: int = _setting(
        "TINTAG_GRACE_SECONDS", "20", _positive, "time a worker that is stopped has for its files"
    )
    lease_seconds: int = _setting(
        "TINTAG_LEASE_SECONDS", "15", _positive, "silence after which a worker counts as lost"
    )
    sweep_seconds: int = _setting("TINTAG_SWEEP_SECONDS", "2", _positive, "pause between two rounds of the sweeper")
    webhook_secrets: tuple[bytes, ...] = _setting(
        "TINTAG_WEBHOOK_SECRETS", "", _webhook_secrets, "keys that webhooks are signed with; none: none are sent"
    )
    webhook_private: bool = _setting(
        "TINTAG_WEBHOOK_PRIVATE", "off", _switch, "whether webhooks may go to private and loopback addresses"
    )
    auth: bool = _setting("TINTAG_AUTH", "", _switch, "whether requests need an API key")
    tenancy: bool = _setting("TINTAG_TENANCY", "off", _switch, "whether each tenant sees its own only")
    quota: str = _setting("TINTAG_QUOTA", "", quota, "requests that a key may make, unless it has a quota of its own")
    keep_originals: int = _setting("TINTAG_KEEP_ORIGINALS", "0", _days, "days that a file's bytes are kept; 0 for ever")
    keep_jobs: int = _setting("TINTAG_KEEP_JOBS", "0", _days, "days that ended jobs and uploads are kept; 0 for ever")
    cors_origins: tuple[str, ...] = _setting(
        "TINTAG_CORS_ORIGINS", "", _origins, "origins whose pages may ask from a browser; none: no other"
    )
    collector: str = _setting(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "", _http_url, "collector that traces are sent to; none: there are none"
    )
    log_level: str = _setting("TINTAG_LOG_LEVEL", "INFO", _log_level, "DEBUG, INFO, WARNING or ERROR")

    def webhook_secrets_of(self, tenant: str) -> tuple[bytes, ...]:
        """What a tenant's webhooks are signed with: where there are tenants, secrets that no other can work out."""
        if not self.tenancy:
            return self.webhook_secrets
        # The tenant without a name has its own too: who knew the setting itself could forge every tenant's messages.
        apart = f"tintag/webhooks/{tenant}".encode()
        return tuple(hmac.digest(secret, apart, "sha256") for secret in self.webhook_secrets)


def read(environ: Mapping[str, str]) -> Settings:
    """Cast every variable; raises SettingError that names each one that is missing or wrong."""
    values, wrong = {}, []
    for one in fields(Settings):
        variable, raw = one.metadata["variable"], environ.get(one.metadata["variable"], one.metadata["default"])
        try:
            if raw is None:
                raise ValueError("is not set")
            values[one.name] = one.metadata["cast"](raw)
        except ValueError as error:
            wrong.append(f"{variable}: {error}")
    if wrong:
        raise SettingError("; ".join(wrong))
    if values["tenancy"] and not values["auth"]:
        raise SettingError("TINTAG_TENANCY: needs TINTAG_AUTH=on, because a tenant is known by its key")
    return Settings(**values)


@cache
def current() -> Settings:
    """The settings of this process."""
    return read(os.environ)
