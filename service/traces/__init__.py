"""Spans for a collector of OpenTelemetry; where no collector is named nothing is recorded, and nothing is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.traces.recording import Recorder

Attributes = Mapping[str, str | int]


class Span:
    """Some work, from its beginning to ``end``; this one is told to nobody.

    ``traceparent`` (W3C Trace Context, 55 letters) is what work that follows is given, to belong to the same trace.
    """

    traceparent: str | None = None
    trace_id: str | None = None

    def child(self, name: str) -> Span:
        """A part of this work begins."""
        return self

    def tell(self, attributes: Attributes) -> None:
        """Say more of it."""

    def end(self, error: str | None = None) -> None:
        """It is over; ``error`` is the code or the sentence that says why it failed."""


class Traces:
    """What one process tells of its work."""

    def __init__(self) -> None:
        self._recorder: Recorder | None = None

    def start(self, part: str, collector: str) -> None:
        """Tell it to the collector (none: to nobody) from now on, as this part of Tintag; after the last fork."""
        if collector and self._recorder is None:
            from service.traces.recording import Recorder  # noqa: PLC0415 (it costs time and memory)

            self._recorder = Recorder(part)

    def begin(
        self,
        name: str,
        kind: str,
        traceparent: str | None,
        attributes: Attributes,
        began: datetime | None = None,
    ) -> Span:
        """Work begins (or ``began`` before): ``server``, ``consumer`` or ``client``; with no parent, or a wrong one,
        it has a trace of its own."""
        if self._recorder is None:
            return Span()
        return self._recorder.begin(name, kind, traceparent, attributes, began)

    def stop(self, **_: object) -> None:
        """Send what is left, for some seconds at most."""
        if self._recorder:
            self._recorder.stop()
            self._recorder = None


traces = Traces()
