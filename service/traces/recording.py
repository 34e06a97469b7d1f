"""Spans as the SDK of OpenTelemetry records and sends them; its own settings (``OTEL_...``) hold."""

from __future__ import annotations

import logging
import os
import threading
import time
from datetime import datetime
from importlib.metadata import version

import structlog
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from service.traces import Attributes, Span

log = structlog.get_logger()

PROPAGATOR = TraceContextTextMapPropagator()
# The SDK's 512 spans take 55 ms to be made a message of, in which an API process answers nobody.
BATCH = "64"
# A process that stops has promises to keep; what a silent collector did not take by then is lost.
STOP_SECONDS = 3.0
# The SDK says it at every try.
COMPLAINT_SECONDS = 60.0


class Recorder:
    """Makes spans, keeps up to 2,048 that are not sent yet, drops more: nobody ever waits for the collector."""

    def __init__(self, part: str):
        _Complaints.listen()
        named = Resource({"service.name": f"tintag-{part}", "service.version": version("tintag")})
        self._provider = TracerProvider(resource=named.merge(OTELResourceDetector().detect()), shutdown_on_exit=False)
        os.environ.setdefault("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", BATCH)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("tintag")

    def begin(
        self, name: str, kind: str, traceparent: str | None, attributes: Attributes, began: datetime | None
    ) -> Span:
        """A span of this kind, below the one that ``traceparent`` names."""
        parent = PROPAGATOR.extract({"traceparent": traceparent} if traceparent else {}, trace.Context())
        moment = int(began.timestamp() * 1e9) if began else None
        of = trace.SpanKind[kind.upper()]
        return Recorded(self._tracer, self._tracer.start_span(name, parent, of, attributes, start_time=moment))

    def stop(self) -> None:
        """Send what is left."""
        farewell = threading.Thread(target=self._provider.shutdown, daemon=True)
        farewell.start()
        farewell.join(STOP_SECONDS)


class Recorded(Span):
    """A span that is sent after its end."""

    def __init__(self, tracer: trace.Tracer, span: trace.Span):
        self._tracer, self._span = tracer, span
        about = span.get_span_context()
        if about.is_valid:  # it is not under OTEL_SDK_DISABLED
            self.trace_id = trace.format_trace_id(about.trace_id)
            self.traceparent = f"00-{self.trace_id}-{trace.format_span_id(about.span_id)}-{about.trace_flags:02x}"

    def child(self, name: str) -> Span:
        """A span below this one."""
        above = trace.set_span_in_context(self._span, trace.Context())
        return Recorded(self._tracer, self._tracer.start_span(name, above))

    def tell(self, attributes: Attributes) -> None:
        """More attributes."""
        self._span.set_attributes(dict(attributes))

    def end(self, error: str | None = None) -> None:
        """With ``error`` its status is one."""
        if error:
            self._span.set_attribute("error.type", error)
            self._span.set_status(trace.StatusCode.ERROR, error)
        self._span.end()


class _Complaints(logging.Handler):
    """What the SDK has to say, now and then, as a line of our log."""

    _last = float("-inf")

    @classmethod
    def listen(cls) -> None:
        sdk = logging.getLogger("opentelemetry")
        sdk.propagate = False
        sdk.handlers = [cls(logging.WARNING)]

    def emit(self, record: logging.LogRecord) -> None:
        if time.monotonic() - self._last > COMPLAINT_SECONDS:
            self._last = time.monotonic()
            log.warning("opentelemetry", says=record.getMessage())
