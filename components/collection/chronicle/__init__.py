"""The merged timeline of many articles: ``make_chronicle``."""

from components.collection.chronicle.chronicle import (
    Chronicle,
    ChronicleDay,
    ChronicleEntry,
    Difference,
    EventSource,
    ToldValue,
)
from components.collection.chronicle.making import make_chronicle
from components.collection.record_names import SameActor

__all__ = [
    "Chronicle",
    "ChronicleDay",
    "ChronicleEntry",
    "Difference",
    "EventSource",
    "SameActor",
    "ToldValue",
    "make_chronicle",
]
