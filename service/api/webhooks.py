"""Webhooks: what was sent to whom, and sending it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from service.api import paging
from service.api.blueprint import Blueprint
from service.api.identity import transaction
from service.errors import not_found
from service.schemas.fields import NoQuery
from service.schemas.webhooks import DeliveryListQuery, DeliveryListSchema, DeliverySchema
from service.store import webhooks

blp = Blueprint("webhooks", __name__, url_prefix="/v1/webhooks", description="Messages that an upload is finished")


@blp.get("/deliveries")
@blp.arguments(DeliveryListQuery, location="query")
@blp.response(200, DeliveryListSchema)
def list_deliveries(query: dict[str, Any]):
    """Deliveries, newest first."""
    after = paging.decode(query.get("cursor"), UUID)
    with transaction() as session:
        rows = webhooks.page(session, query, after[0] if after else None, query["limit"] + 1)
    return paging.answer(rows, query["limit"], lambda delivery: (delivery.id,))


@blp.post("/deliveries/<uuid:delivery_id>/replay")
@blp.arguments(NoQuery, location="query")
@blp.response(202, DeliverySchema)
@blp.refuses(404)
def replay_delivery(query: dict[str, Any], delivery_id: UUID):
    """Send a delivery again, at once, with its attempts counted anew."""
    with transaction() as session:
        delivery = webhooks.replay(session, delivery_id)
        if delivery is None:
            raise not_found("delivery")
        return delivery
