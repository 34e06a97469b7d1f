"""Who asks: every view reaches the store through here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from flask import g
from sqlalchemy.orm import Session

from service.api.sharing import Sharing
from service.api.tracing import origin
from service.store import counts, database
from service.store.uploads import Sender

T = TypeVar("T")

# Of the 20 connections that the pool lends, those who watch take these; more of them wait here, where no time limit
# ends it.
LOOKS: Sharing[Any] = Sharing(threading.BoundedSemaphore(8))


@dataclass(frozen=True)
class Asker:
    """Who a request is from: ``owner`` is the key's id, ``held`` the tenant whose rows alone it sees (None: all)."""

    owner: str = ""
    tenant: str = ""
    held: str | None = None
    quota: str = ""


# Every statement sees the same, whatever is added up meanwhile.
ONE_MOMENT = {"isolation_level": "REPEATABLE READ"}
# Where no keys are asked for.
ANYONE = Asker()


def asker() -> Asker:
    """The asker of this request; fails where the door has let nobody in, so that nothing is shown by mistake."""
    found: Asker = g.asker
    return found


def transaction() -> AbstractContextManager[Session]:
    """A transaction that sees what the asker may see."""
    return database.transaction(asker().held)


def later() -> Callable[[], AbstractContextManager[Session]]:
    """What opens such transactions when the request's context is gone."""
    return partial(database.transaction, asker().held)


def shared(what: Hashable, look: Callable[[], T]) -> T:
    """A look that is made once for all who ask for this now and may see the same; all wait in turn for a connection."""
    found: T = LOOKS.ask((asker().held, what), look)
    return found


def own() -> AbstractContextManager[Session]:
    """A transaction on the asker's own tenant alone, though an admin's key opens others: tags are counted by tenant."""
    return database.transaction(asker().tenant)


def in_parts(part: Callable[[Session], bool]) -> None:
    """A change of many rows, part by part in transactions of their own, until ``part`` says that there is no more."""
    more = True
    while more:
        with transaction() as session:
            more = part(session)


@contextmanager
def counted() -> Iterator[Session]:
    """As ``own``, of one moment, with all counts as they were then: what waits to be added up is added up before."""
    with own() as session:
        session.connection(execution_options=ONE_MOMENT)
        if not counts.waiting(session):
            yield session
            return
    in_parts(counts.add_up)
    with own() as session:
        session.connection(execution_options=ONE_MOMENT)
        yield session


def sender(priority: str, idempotency_key: str | None = None, callback_url: str | None = None) -> Sender:
    """The asker as the sender of an upload."""
    by = asker()
    told = {"idempotency_key": idempotency_key, "callback_url": callback_url}
    return Sender(priority, tenant=by.tenant, owner=by.owner, origin=origin(), **told)
