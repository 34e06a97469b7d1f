"""The courier of one process: takes what is due, sends each delivery in a thread of its own."""

from __future__ import annotations

import json
import ssl
import threading
import time
from http.client import HTTPException
from socket import gaierror

import structlog

from service import settings
from service.store import jobs, webhooks
from service.store.database import transaction
from service.store.models import Delivery
from service.store.models.row import now
from workers import spans
from workers.courier import wire
from workers.courier.signing import headers

log = structlog.get_logger()

# Deliveries that one process sends at once.
PLACES = 8
# How soon a courier looks again when nothing was due.
LOOK_SECONDS = 1.0
# An attempt has sent its message within 15 seconds, or never will.
LEASE_SECONDS = 60
# What a courier that stops waits for its attempts; an attempt that is cut off is made again after its lease.
STOP_SECONDS = 5.0
REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (wire.NotAllowed, "The host has a private, loopback or reserved address."),
    ((gaierror, UnicodeError), "The host name cannot be resolved."),
    (TimeoutError, "The endpoint took too long."),
    (ssl.SSLCertVerificationError, "The endpoint's certificate is not valid for its name."),
    (HTTPException, "The endpoint did not answer in HTTP."),
)


class Courier:
    """Sends deliveries until it is stopped; without a secret to sign with it sends none."""

    def __init__(self) -> None:
        self._places = threading.Semaphore(PLACES)
        self._look, self._stopping = threading.Event(), threading.Event()
        self._round = threading.Thread(target=self._go, name="courier", daemon=True)

    def start(self) -> None:
        """Begin, in the background."""
        if settings.current().webhook_secrets:
            self._round.start()

    def stop(self) -> None:
        """Take nothing more, and wait a little for what is being sent."""
        self._stopping.set()
        self._look.set()
        until = time.monotonic() + STOP_SECONDS
        for _ in range(PLACES):
            self._places.acquire(timeout=max(0.0, until - time.monotonic()))

    def _go(self) -> None:
        while not self._stopping.is_set():
            self._look.clear()
            try:
                while not self._stopping.is_set() and self._took_one():
                    pass
            except Exception as error:
                log.warning("courier's round failed", error=str(error))
            self._look.wait(LOOK_SECONDS)

    def _took_one(self) -> bool:
        """Whether a delivery was due and there was a place to send it from."""
        if not self._places.acquire(blocking=False):
            return False
        delivery = None
        try:
            with transaction() as session:
                delivery = webhooks.claim(session, LEASE_SECONDS)
            if delivery and delivery.status == "pending":
                threading.Thread(target=self._send, args=(delivery,), daemon=True).start()
                return True
        except BaseException:
            self._places.release()
            raise
        self._places.release()
        return delivery is not None

    def _send(self, delivery: Delivery) -> None:
        try:
            send(delivery)
        except Exception as error:  # its lease will end, and it is sent again
            log.warning("delivery not settled", delivery_id=str(delivery.id), error=str(error))
        finally:
            self._places.release()
            self._look.set()


def send(delivery: Delivery) -> None:
    """One attempt, and how it ended."""
    began = now()
    status, error = attempt(delivery)
    with transaction() as session:
        now_is = webhooks.settle(session, delivery, status, error)
        traceparent = jobs.traceparent(session, delivery.upload_id)
    spans.of_delivery(delivery, began, traceparent, status).end(error)
    ids = {"delivery_id": str(delivery.id), "upload_id": str(delivery.upload_id)}
    log.info("webhook", **ids, attempt=delivery.attempts, answer=status, error=error, status=now_is)


def attempt(delivery: Delivery) -> tuple[int | None, str | None]:
    """The answer's status, and what is wrong with it or why there is none."""
    current = settings.current()
    body = json.dumps(delivery.payload, ensure_ascii=False).encode()
    signed = headers(str(delivery.id), int(time.time()), body, current.webhook_secrets_of(delivery.tenant))
    try:
        status = wire.post(delivery.url, signed, body, private=current.webhook_private)
    except Exception as error:
        return None, _reason(error)
    return status, None if 200 <= status < 300 else f"The endpoint answered {status}."


def _reason(error: Exception) -> str:
    """A sentence about what went wrong; nothing that the other side sent."""
    for kinds, reason in REASONS:
        if isinstance(error, kinds):
            return reason
    if isinstance(error, OSError):
        return f"The connection failed ({error.strerror or type(error).__name__})."
    log.error("unexpected error", error=repr(error))
    return "The message could not be sent."
