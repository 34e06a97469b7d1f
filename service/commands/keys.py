"""``tintag keys``: who may speak to the API."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from service import settings
from service.commands import asking
from service.store import database
from service.store import keys as store
from service.store.models import ApiKey
from service.store.models.key import SCOPES


@click.group()
def keys() -> None:
    """Make, list and revoke API keys."""


def _name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.isprintable() or value.strip() != value or len(value) > 100):
        raise click.BadParameter("at most 100 characters that can be printed, no blanks around them")
    return value


def _quota(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    try:
        return settings.quota(value) if value else None
    except ValueError as error:
        raise click.BadParameter("needs something like 600/minute, or 10/second;10000/day") from error


@keys.command()
@click.argument("name", callback=_name)
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="Repeatable; read and write if none.")
@click.option("--tenant", callback=_name, help="Whose uploads and articles it sees under TINTAG_TENANCY; else NAME.")
@click.option("--quota", callback=_quota, help="Requests in a time, like 600/minute; TINTAG_QUOTA if none.")
@asking.AS_JSON
def create(name: str, scopes: tuple[str, ...], tenant: str | None, quota: str | None, as_json: bool) -> None:
    """Make a key called NAME and print its token, which is kept nowhere and cannot be shown again."""
    if not name:
        raise click.BadParameter("a key needs a name", param_hint="NAME")
    try:
        with _database() as session:
            tenant = name if tenant is None else tenant
            key, token = store.create(session, name, tenant, scopes or ("read", "write"), quota)
    except IntegrityError as error:
        raise click.ClickException(f"There is a live key called {name}; revoke it first.") from error
    click.echo(asking.as_text(_shown(key) | {"token": token}) if as_json else token)


@keys.command("list")
@asking.AS_JSON
def list_keys(as_json: bool) -> None:
    """List all keys, revoked ones too."""
    with _database() as session:
        found = store.every(session)
    if as_json:
        return click.echo(asking.as_text([_shown(key) for key in found]))
    asking.show([("NAME", "TENANT", "SCOPES", "QUOTA", "LAST USED", "STATE", "ID"), *map(_row, found)])


@keys.command()
@click.argument("name_or_id")
@asking.AS_JSON
def revoke(name_or_id: str, as_json: bool) -> None:
    """End the live key called NAME_OR_ID; it is refused from the next request on."""
    with _database() as session:
        key = store.revoke(session, name_or_id)
    if key is None:
        raise click.ClickException(f"There is no live key {name_or_id}.")
    click.echo(asking.as_text(_shown(key)) if as_json else f"revoked {key.name} ({key.id})")


@keys.command("webhook-secrets")
@click.argument("tenant", callback=_name)
def webhook_secrets(tenant: str) -> None:
    """Print what TENANT's webhooks are signed with, one secret a line; its receivers verify them with it."""
    with _database() as session:
        known = any(key.tenant == tenant for key in store.every(session))
    if not known:
        raise click.ClickException(f"No key was made for tenant {tenant}.")
    for secret in settings.current().webhook_secrets_of(tenant):
        click.echo(f"whsec_{base64.b64encode(secret).decode()}")


@contextmanager
def _database() -> Iterator[Session]:
    """A transaction; what is wrong with the settings or the database is told in a line."""
    try:
        with database.transaction() as session:
            yield session
    except settings.SettingError as error:
        raise click.ClickException(str(error)) from error
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise click.ClickException(f"The database says: {str(error.orig).strip()}") from error


def _shown(key: ApiKey) -> dict[str, Any]:
    times = {name: _time(getattr(key, name)) for name in ("created_at", "last_used_at", "revoked_at")}
    told = {name: getattr(key, name) for name in ("name", "tenant", "scopes", "quota")}
    return {"id": str(key.id), **told, **times}


def _row(key: ApiKey) -> tuple[str, ...]:
    state = f"revoked {_time(key.revoked_at)}" if key.revoked_at else "live"
    used = _time(key.last_used_at) or "never"
    return key.name, key.tenant, ",".join(key.scopes), key.quota or "-", used, state, str(key.id)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
