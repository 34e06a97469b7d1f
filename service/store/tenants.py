"""Tenants: a session held to one neither sees, counts, changes nor deletes what belongs to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

from service.store.models import Row

TENANT, HELD = "tenant", "held"


def held_to(tenant: str | None) -> dict[str, Any]:
    """What a session must know (its ``info``) to be held to a tenant; nothing for None, which sees everything."""
    return {} if tenant is None else {TENANT: tenant, HELD: _conditions(tenant)}


def filters_of(session: Session) -> dict[str, str]:
    """The tenant that a session is held to, as a filter of articles for a session that is not."""
    return {TENANT: session.info[TENANT]} if TENANT in session.info else {}


@lru_cache(100)
def _conditions(tenant: str) -> list[ExecutableOption]:
    """The conditions on every table that has a tenant; to make them takes a millisecond."""
    owned = [mapper.class_ for mapper in Row.registry.mappers if TENANT in mapper.columns]
    return [with_loader_criteria(table, table.tenant == tenant, include_aliases=True) for table in owned]


@event.listens_for(Session, "do_orm_execute")
def _hold(state: ORMExecuteState) -> None:
    held = state.session.info.get(HELD)
    if held and (state.is_select or state.is_update or state.is_delete):
        state.statement = state.statement.options(*held)


@event.listens_for(Session, "before_flush")
def _refuse_foreign_rows(session: Session, *_: object) -> None:
    """A new row that forgot its tenant would be lost to it, or be another's."""
    if TENANT not in session.info:
        return
    for row in session.new:
        if getattr(row, TENANT, session.info[TENANT]) != session.info[TENANT]:
            raise ValueError(f"a row of {type(row).__name__} belongs to another tenant than its session")
