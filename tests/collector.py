"""What a collector of OpenTelemetry was sent: spans, by trace."""

from __future__ import annotations

import secrets
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.receiver import Receiver


class Asked:
    """One request of a client, in a trace that the client began."""

    def __init__(self) -> None:
        self.trace_id, self.parent = secrets.token_hex(16), secrets.token_hex(8)

    @property
    def headers(self) -> dict[str, str]:
        """What the client sends."""
        return {"traceparent": f"00-{self.trace_id}-{self.parent}-01"}


class Collected:
    """All spans that came to ``/200`` of a receiver, each with the name of its service."""

    def __init__(self, receiver: Receiver):
        self.spans: list[tuple[str, Any]] = []
        for path, _, body in receiver.came:
            assert path == "/200/v1/traces"
            for one in ExportTraceServiceRequest.FromString(body).resource_spans:
                service = {pair.key: pair.value.string_value for pair in one.resource.attributes}["service.name"]
                self.spans += [(service, span) for scope in one.scope_spans for span in scope.spans]

    def of(self, asked: Asked) -> list[Any]:
        """The spans of one trace, as they began."""
        found = [span for _, span in self.spans if span.trace_id.hex() == asked.trace_id]
        return sorted(found, key=lambda span: span.start_time_unix_nano)


def told(span: Any) -> dict[str, Any]:
    """A span's attributes."""
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in span.attributes}
