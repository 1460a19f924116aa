"""The scorer of ``dateline_events``: which events were found by their triggers, with which dates and status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from components.analysis.findings import findings
from components.analysis.scoring import Scorer, matched, mean, prefixed, span_prf
from components.domain.record import Event
from components.domain.spans import Span


def score_events(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``events_p``, ``_r``, ``_f`` by their triggers; ``events_date_acc`` and ``events_status_acc``.

    An event is the one of the reference whose trigger it has. A date is right where both its ends are. All are 0..1.
    """
    listed = list(examples)
    pairs = matched(listed, _by_trigger)
    return {
        **prefixed("events", span_prf(listed, lambda doc: _by_trigger(doc).keys())),
        "events_date_acc": mean([(a.earliest, a.latest) == (b.earliest, b.latest) for a, b in pairs]),
        "events_status_acc": mean([a.status == b.status for a, b in pairs]),
    }


def _by_trigger(doc: Doc) -> dict[Span, Event]:
    return {event.trigger: event for event in findings(doc).events}


def make_events_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_events


registry.scorers.register("dateline.events_scorer.v1", func=make_events_scorer)
