"""The newsroom's words for what the record says in the field's terms (design, section 11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from components.charts.chart_style import CHECK, SURE
from components.charts.quotes import KIND_NAMES, as_written
from components.charts.sentiment import TONES
from components.charts.timeline import LANE_NAMES
from components.domain.correction_replay import is_by_reader
from components.domain.once_per_record import once_per_record
from components.domain.page_references import page_words
from components.domain.permissions import EDITOR
from components.domain.plural import plural
from components.domain.record import (
    UNKNOWN,
    WRITER,
    ActorKind,
    DateBasis,
    Event,
    EventBasis,
    Form,
    Genre,
    Quote,
    Record,
    SourceType,
    Stance,
    Status,
    Tone,
)
from components.domain.single_line_text import plain_line
from components.domain.spans import hull

__all__ = ["KIND_NAMES", "LANE_NAMES", "TONES"]

ACTOR_KINDS: dict[ActorKind, str] = {
    "person": "person", "organisation": "organisation", "place": "country or place", "group": "group"
}  # fmt: skip
FORMS: dict[Form, str] = {
    "name": "by name", "nominal": "by description", "pronoun": "by pronoun", "adjective": "as an adjective"
}  # fmt: skip
GENRES: dict[Genre, str] = {
    "news": "news report",
    "opinion": "opinion",
    "release": "press release",
    "court": "court paper",
    "live": "live blog",
    "transcript": "transcript",
    "other": "other",
}
GENRE_NOTES: dict[Genre, str] = {
    "opinion": "An opinion: the writer is a voice here, and to judge is what the text is for.",
    "release": "A release: every voice is the issuer's.",
    "transcript": "A transcript: nearly all of it is somebody's words.",
    "court": "A court paper: what it states are the parties' claims until the court finds.",
    "live": "A live blog: its entries carry times of their own and may be out of order.",
}
DATE_BASES: dict[DateBasis, str] = {
    "stated": "stated in the text",
    "metadata": "from the article's details",
    "inferred": "inferred from the text",
    "user": "set by hand",
}
EVENT_BASES: dict[EventBasis, str] = {
    "stated": "a date in the text",
    "relative": "counted from another date",
    "tense": "read from the tense",
    "none": "no date in the text",
}
SOURCE_TYPES: dict[SourceType, str] = {
    "named": "named",
    "role": "role only",
    "collective": "a group",
    "anonymous": "unnamed source",
    "document": "document",
    "media": "other media",
    "unattributed": "nobody named",
}
STANCES: dict[Stance, str] = {
    "neutral": "neutral",
    "endorsing": "reported as fact",
    "doubting": "reported as a claim",
    "denying": "denied",
    "urging": "urged",
    "warning": "warned",
    "promising": "promised",
    "asking": "asked",
    "feeling": "felt",
}


NOBODY_NAMED = "nobody named"


def confidence_words(confidence: float) -> str:
    """How sure, in words: a number is shown only where it is calibrated."""
    return "sure" if confidence >= SURE else "likely" if confidence >= CHECK else "check"


@once_per_record
def actor_names(record: Record) -> Mapping[str, str]:
    """Names of actors, and of the writer, by id."""
    return MappingProxyType({WRITER: "the writer", UNKNOWN: "somebody"} | {a.id: a.name for a in record.actors})


def reader_name(by: str) -> str:
    """Who made an edit: a colleague's name as given; whoever owns the library has none."""
    return "the owner" if by == EDITOR.name else plain_line(by)


def teller(record: Record, event: Event) -> str:
    """Who tells an event: an actor, the words for a source that is none, or the writer.

    A claim is never the writer's own.
    """
    if event.voice != WRITER:
        return actor_names(record).get(event.voice, "somebody")
    if event.status != "claimed":
        return actor_names(record)[WRITER]
    return _source_of(record, event) or NOBODY_NAMED


def status_words(record: Record, event: Event) -> str:
    """An event's status and whose word it is: "Planned", "Claimed by the union; denied by Ida Berg", "Not so"."""
    who = teller(record, event)
    if event.status == "claimed":
        claim = next((c for c in record.claims if c.event == event.id), None)
        by = list(claim.by) if claim else []
        who = _named(record, by) or who
        lead = "Claimed, no source named" if who == NOBODY_NAMED else f"Claimed by {who}"
        against = _named(
            record,
            [
                *(claim.denied_by if claim else ()),
                *(e.voice for e in record.events if e.denies == event.id and e.voice != WRITER),
            ],
        )
        return f"{lead}; denied by {against}" if against else lead
    if event.status == "denied":
        if event.voice != WRITER:
            return f"Denied by {who}"
        return f"Denied by {words}" if (words := _source_of(record, event)) else "Denied" if event.quote else "Not so"
    said = "" if event.voice == WRITER else f", says {who}"
    return f"{LANE_NAMES[event.status]}{said}"


_SIGNS: dict[Status, str] = {
    "happened": "●", "ongoing": "◉", "planned": "◆", "possible": "◇", "claimed": "□", "denied": "✕"
}  # fmt: skip


_ALWAYS_HOLLOW: frozenset[Status] = frozenset(("possible", "claimed"))  # by their shapes, however sure they are


def symbols_note(events: Sequence[Event]) -> str:
    """How to read the timeline: the shapes that are on it, then what bars, hollow marks and colours say."""
    there = {e.status for e in events}
    shapes = ", ".join(f"{_SIGNS[s]} {LANE_NAMES[s].lower()}" for s in LANE_NAMES if s in there)
    vague = [e for e in events if precision_of(e) in ("longer", "open")]
    bars = "A bar is as wide as the date is vague, dotted where the text leaves an end open. " if vague else ""
    unsure = any(e.confidence < CHECK and e.status not in _ALWAYS_HOLLOW for e in events)
    hollow = f"{'Other hollow' if there & _ALWAYS_HOLLOW else 'Hollow'} marks are less sure. " if unsure else ""
    return f"{shapes}. {bars}{hollow}Colours are who it concerns first."


def _named(record: Record, actors: Sequence[str]) -> str:
    """Names of actors in a row: "A, B and C"."""
    known = actor_names(record)
    names = list(dict.fromkeys(known[a] for a in actors if a in known))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _source_of(record: Record, event: Event) -> str:
    """The words for the source of the quote that an event is told in, empty where there are none."""
    quote = next((q for q in record.quotes if q.id == event.quote), None) if event.quote else None
    return " ".join(record.text[slice(*quote.source)].split()) if quote is not None and quote.source else ""


PRECISIONS = {"day": "To the day", "longer": "Longer or vaguer", "open": "An end open", "none": "No date"}


def precision_of(event: Event) -> str:
    """How exactly an event is dated: a key of PRECISIONS."""
    if not (event.earliest or event.latest):
        return "none"
    if not (event.earliest and event.latest):
        return "open"
    return "day" if event.earliest[:10] == event.latest[:10] else "longer"


def date_known(record: Record, event: Event) -> str:
    """How an event's date is known, in words."""
    return "set by a reader" if is_by_reader(record, event) else EVENT_BASES[event.basis]


def who_judges(record: Record, tone: Tone) -> str:
    """Who holds an attitude: the writer, an actor; else as the text names whoever does."""
    names = actor_names(record)
    if tone.voice in names and tone.voice != UNKNOWN:
        return names[tone.voice]
    return " ".join(record.text[slice(*tone.holder)].split()) if tone.holder else "somebody"


def attitude_words(record: Record, tone: Tone) -> str:
    """Who on whom, and how: "Moe on Carney · for"."""
    names, holder = actor_names(record), who_judges(record, tone)
    return f"{holder[:1].upper()}{holder[1:]} on {names.get(tone.target or '', 'an actor')} · {TONES[tone.label]}"


def date_words(iso: str) -> str:
    """ "2026-01-13" as "13 January 2026"."""
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"


def facts(record: Record) -> str:
    """The line of facts below a headline."""
    date = "no date yet"
    if record.date:
        date = date_words(record.date)
        if record.date_basis:
            date += f" ({DATE_BASES[record.date_basis]})"
    parts = [
        record.outlet,
        date,
        plural(record.words, "word"),
        plural(len(record.actors), "actor"),
        plural(len(record.quotes), "quote"),
        GENRES[record.genre],
    ]
    return " · ".join(filter(None, parts))


def who_spoke(record: Record, quote: Quote) -> str:
    """The actor who spoke; where none could be told, the attribution as written; else that nobody is named."""
    return actor_names(record).get(quote.speaker or "") or as_written(record, quote)


def source_kind(record: Record, quote: Quote) -> str:
    """The kind of source in words; of an unnamed one the reason that the text gives, or that it gives none."""
    kind = SOURCE_TYPES[quote.source_type]
    if quote.source_type != "anonymous":
        return kind
    if quote.anonymity is None:
        return f"{kind}, no reason given"
    return f"{kind}, “{' '.join(record.text[slice(*quote.anonymity)].split())}”"


def citation(record: Record, quote: Quote) -> str:
    """A quote to paste: its words, who said them in what role, outlet, date and address."""
    words = " … ".join(" ".join(record.text[s:e].split()) for s, e in quote.content)
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    who = who_spoke(record, quote) + (f" ({actor.role})" if actor and actor.role else "")
    kind = "" if quote.kind == "direct" else f" [{KIND_NAMES[quote.kind]}]"
    page = page_words(record, hull(quote.content))
    parts = [record.outlet, date_words(record.date) if record.date else None, page, record.url]
    source = ", ".join(part for part in parts if part)
    return (
        f"{words}{kind} — {who}" + (f". {source}" if source else "") + (f", “{record.title}”" if record.title else "")
    )


def source_words(record: Record, quote: Quote) -> str:
    """The words of the attribution itself, none where there are none."""
    return " ".join(record.text[slice(*quote.source)].split()) if quote.source else ""
