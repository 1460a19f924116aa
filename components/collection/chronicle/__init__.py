"""The merged timeline of many articles: ``make_chronicle``."""

from components.collection.chronicle.chronicle import (
    Chronicle,
    ChronicleDay,
    ChronicleEntry,
    Difference,
    EventSource,
    ToldValue,
)
from components.collection.chronicle.day_tellings import ArticleTellings, tellings_of
from components.collection.chronicle.making import chronicle_of, make_chronicle
from components.collection.record_names import SameActor

__all__ = [
    "ArticleTellings",
    "Chronicle",
    "ChronicleDay",
    "ChronicleEntry",
    "Difference",
    "EventSource",
    "SameActor",
    "ToldValue",
    "chronicle_of",
    "make_chronicle",
    "tellings_of",
]
