"""API keys: made, listed, revoked, and found by their token."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Uuid, cast, or_, select, update
from sqlalchemy.orm import Session

from service.store.models import ApiKey
from service.store.models.row import now

MARK = "tt_"
# A key's last use is noted this often at most, so that a busy key does not write with every request.
NOTED = timedelta(minutes=1)


def create(session: Session, name: str, tenant: str, scopes: Sequence[str], quota: str | None) -> tuple[ApiKey, str]:
    """A new key and its token, which is kept nowhere; raises IntegrityError when a live key has the name."""
    token = MARK + secrets.token_urlsafe(32)
    key = ApiKey(name=name, tenant=tenant, scopes=sorted(set(scopes)), quota=quota, hash=_hash(token))
    session.add(key)
    session.flush()
    return key, token


def every(session: Session) -> Sequence[ApiKey]:
    """All keys, revoked ones too, oldest first."""
    return session.scalars(select(ApiKey).order_by(ApiKey.id)).all()


def revoke(session: Session, name_or_id: str) -> ApiKey | None:
    """End a live key; None when there is none of this name or id."""
    same = [ApiKey.name == name_or_id]
    if _is_id(name_or_id):
        same.append(ApiKey.id == cast(name_or_id, Uuid))
    live = update(ApiKey).where(ApiKey.revoked_at.is_(None), or_(*same))
    return session.scalar(live.values(revoked_at=now()).returning(ApiKey))


def by_token(session: Session, token: str) -> ApiKey | None:
    """The live key with this token, its use noted; the look-up is by hash, so its time tells nothing of any token."""
    key = session.scalar(select(ApiKey).where(ApiKey.hash == _hash(token), ApiKey.revoked_at.is_(None)))
    if key and (key.last_used_at is None or key.last_used_at < now() - NOTED):
        key.last_used_at = now()
    return key


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
