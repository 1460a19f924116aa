"""A court story made up for tests: its text, and what a careful reader finds in it, by hand."""

from __future__ import annotations

from typing import Any

from components.domain.article import word_count
from components.domain.claims import claims_of
from components.domain.ids import article_id
from components.domain.record import Actor, Event, Mention, Pipeline, Quote, Record, Sentence
from components.domain.spans import Span
from tests.specimen import span

TITLE = "Harbour Chief Charged over Dredging Contract"
TEXT = (
    "Harbour Chief Charged over Dredging Contract\n\n"
    "Former harbour chief Peter Lund was charged on 10 February 2026 with taking bribes over a dredging contract in "
    "the port of Arden.\n\n"
    "Prosecutor Mara Quist said on 11 February 2026 that Lund took 40,000 crowns from the dredging firm Norvik Marine "
    "in May 2023. She alleged that Norvik Marine sent false invoices to the port authority.\n\n"
    "“He sold his office,” Quist told the district court.\n\n"
    "Lund denied taking any money. His lawyer, Jonas Berg, said the 40,000 crowns were a private loan. “My client "
    "never touched the contract,” Berg said.\n\n"
    "Norvik Marine won the contract in August 2023 and dredged the harbour for two years.\n\n"
    "Quist accused the deputy mayor, Ida Holt, of warning Lund about the case. Holt declined to comment on "
    "Wednesday.\n\n"
    "The port authority allegedly ignored two complaints from a rival company. Witnesses claimed that the complaints "
    "were shredded. Olav Reed, a spokesman for the port authority, said it would not comment on an open case.\n\n"
    "Police searched the offices of the port authority in January. The trial will begin on 9 March. If he is "
    "convicted, Lund faces up to six years in prison."
)


def at(words: str, nth: int = 1, text: str = TEXT) -> Span:
    """Where the words stand for the ``nth`` time."""
    return span(words, nth, text)


def actor(identity: str, name: str, *mentions: tuple[Any, ...], text: str = TEXT, **more: Any) -> Actor:
    """An actor; a mention is (words, how often before and here, form), the last two if they aren't 1 and "name"."""
    found = []
    for words, *rest in mentions:
        start, end = at(words, rest[0] if rest else 1, text)
        found.append(Mention(start=start, end=end, form=rest[1] if len(rest) > 1 else "name"))
    return Actor(id=identity, name=name, mentions=tuple(found), **({"kind": "person"} | more))


def quote(
    identity: str, words: str, speaker: str | None, cue: str | Span, source: Span | None = None, **more: Any
) -> Quote:
    """A quote; its cue is the first of these words that stands beside it, or a span."""
    text = more.pop("text", TEXT)
    content = at(words, more.pop("nth", 1), text)
    place = cue if isinstance(cue, tuple) else at(cue, 1, text)
    known: dict[str, Any] = {
        "kind": "indirect",
        "rule": "by hand",
        "confidence": 0.9,
        "source_type": "named" if speaker else "unattributed",
    } | more
    return Quote(id=identity, content=(content,), cue=place, source=source, speaker=speaker, **known)


def event(identity: str, clause: str, trigger: str, **more: Any) -> Event:
    """An event told by that clause."""
    text = more.pop("text", TEXT)
    start, end = at(clause, more.pop("nth", 1), text)
    begin = text.index(trigger, start)
    own = (begin, begin + len(trigger))
    known: dict[str, Any] = {
        "kind": "action",
        "summary": clause,
        "mentions": (own,),
        "rule": "by hand",
        "confidence": 0.9,
    } | more
    return Event(id=identity, start=start, end=end, trigger=own, **known)


def day(iso: str) -> dict[str, str]:
    """The fields of an event that stands on a day."""
    return {"earliest": iso, "latest": iso, "precision": "day", "basis": "stated"}


ACTORS = (
    actor("lund", "Peter Lund", ("Peter Lund",), ("Lund", 2), ("He", 1, "pronoun"), ("Lund", 3), ("His", 1, "pronoun"),
          aliases=("Lund",)),
    actor("quist", "Mara Quist", ("Prosecutor Mara Quist",), ("She", 1, "pronoun"), ("Quist", 2), ("Quist", 3),
          role="Prosecutor", aliases=("Quist",)),
    actor("norvik", "Norvik Marine", ("Norvik Marine",), ("Norvik Marine", 2), ("Norvik Marine", 3),
          kind="organisation"),
    actor("berg", "Jonas Berg", ("Jonas Berg",), ("Berg", 2), role="lawyer", aliases=("Berg",)),
    actor("holt", "Ida Holt", ("Ida Holt",), ("Holt", 2), role="deputy mayor", aliases=("Holt",)),
    actor("port", "port authority", ("the port authority",), ("The port authority",), ("the port authority", 2),
          kind="organisation"),
    actor("reed", "Olav Reed", ("Olav Reed",), role="spokesman for the port authority"),
    actor("witnesses", "witnesses", ("Witnesses", 1, "nominal"), kind="group"),
)  # fmt: skip
QUOTES = (
    quote("q-charge", "taking bribes over a dredging contract in the port of Arden", None, "was charged"),
    quote("q-took", "that Lund took 40,000 crowns from the dredging firm Norvik Marine in May 2023", "quist", "said"),
    quote("q-invoices", "that Norvik Marine sent false invoices to the port authority", "quist", "alleged",
          stance="doubting"),
    quote("q-sold", "“He sold his office,”", "quist", "told", kind="direct"),
    quote("q-denied", "taking any money", "lund", "denied", stance="denying"),
    quote("q-loan", "the 40,000 crowns were a private loan", "berg", at("said", 2), at("His lawyer, Jonas Berg")),
    quote("q-never", "“My client never touched the contract,”", "berg", at("said", 3), kind="direct"),
    quote("q-warned", "the deputy mayor, Ida Holt, of warning Lund about the case", "quist", "accused"),
    quote("q-shredded", "that the complaints were shredded", "witnesses", "claimed", stance="doubting"),
    quote("q-open", "it would not comment on an open case", "reed", at("said", 4),
          at("Olav Reed, a spokesman for the port authority,")),
)  # fmt: skip
EVENTS = (
    event("e-charged", "Former harbour chief Peter Lund was charged", "charged", actors=("lund",), **day("2026-02-10")),
    event("e-bribes", "taking bribes over a dredging contract", "taking", status="claimed", quote="q-charge",
          summary="taking bribes"),
    event("e-said", "Prosecutor Mara Quist said", "said", kind="reporting", actors=("quist",), **day("2026-02-11")),
    event("e-took", "Lund took 40,000 crowns from the dredging firm Norvik Marine", "took", status="claimed",
          voice="quist", quote="q-took", actors=("lund", "norvik"), summary="Lund took 40,000 crowns",
          earliest="2023-05-01", latest="2023-05-31", precision="month", basis="stated"),
    event("e-alleged", "She alleged", "alleged", kind="reporting", actors=("quist",), confidence=0.4,
          **day("2026-02-12")),
    event("e-invoices", "Norvik Marine sent false invoices to the port authority", "sent", status="claimed",
          voice="quist", quote="q-invoices", actors=("norvik", "port"), summary="Norvik Marine sent false invoices"),
    event("e-sold", "He sold his office", "sold", status="claimed", voice="quist", quote="q-sold", actors=("lund",)),
    event("e-taking", "taking any money", "taking", status="denied", voice="lund", quote="q-denied"),
    event("e-never", "My client never touched the contract", "touched", status="denied", voice="berg", quote="q-never"),
    event("e-won", "Norvik Marine won the contract", "won", actors=("norvik",)),
    event("e-accused", "Quist accused the deputy mayor, Ida Holt, of warning Lund about the case", "accused",
          kind="reporting", actors=("quist", "holt", "lund"), summary="Quist accused the deputy mayor"),
    event("e-declined", "Holt declined", "declined", actors=("holt",), **day("2026-02-11")),
    event("e-ignored", "The port authority allegedly ignored two complaints", "ignored", status="claimed",
          actors=("port",)),
    event("e-shredded", "the complaints were shredded", "shredded", status="claimed", voice="witnesses",
          quote="q-shredded"),
    event("e-searched", "Police searched the offices of the port authority", "searched", actors=("port",)),
)  # fmt: skip


def sentences(text: str) -> tuple[Sentence, ...]:
    """Its sentences, cut at full stops; a paragraph without one is a heading."""
    out, place = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        begin = place
        for part in paragraph.split(". "):
            end = min(begin + len(part) + 1, place + len(paragraph))
            out.append(Sentence(start=begin, end=end, paragraph=number, heading="." not in paragraph))
            begin += len(part) + 2
        place += len(paragraph) + 2
    return tuple(out)


def record_of(text: str, events: Any, quotes: Any, actors: Any, **more: Any) -> Record:
    """A record of these, with the claims that they make."""
    known = {"date": "2026-02-12", "date_basis": "user", "title": TITLE} | more
    return Record(
        id=article_id(text), text=text, words=word_count(text), pipeline=Pipeline(dateline="t", spacy="t", model="t"),
        sentences=sentences(text), events=tuple(events), quotes=tuple(quotes), actors=tuple(actors),
        claims=claims_of(text, tuple(events), tuple(quotes), tuple(actors)), **known,
    )  # fmt: skip


def court_story() -> Record:
    """The record of TEXT: a charge, a prosecutor's claims, a denial, a firm that isn't heard, a declined comment."""
    return record_of(TEXT, EVENTS, QUOTES, ACTORS)
