"""What is claimed of whom, and who speaks well or ill of whom: in all articles, in some, in one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from components.collection.comparison.passages import CastNames, Place, row_id
from components.collection.comparison.shared_events import SharedEvent
from components.collection.comparison.told_elsewhere import ToldElsewhere
from components.collection.content_words import content_words
from components.domain.record import UNKNOWN, WRITER, Claim, Record, Tone, ToneLabel


class ClaimTelling(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as one article has it: names of the cast; ``stated``: the writer says it, too."""

    article: str
    by: tuple[str, ...]
    denied_by: tuple[str, ...]
    stated: bool
    answered: bool


class SharedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, each article's telling of it, and the articles that tell the same as a fact.

    ``perhaps`` are the articles that may tell it in other words.
    """

    id: str
    summary: str
    tellings: tuple[ClaimTelling, ...]
    as_fact: tuple[str, ...]
    places: tuple[Place, ...]
    perhaps: frozenset[str] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that tell it, as a claim or as a fact."""
        return frozenset((*(t.article for t in self.tellings), *self.as_fact))


class SharedAttitude(msgspec.Struct, frozen=True, kw_only=True):
    """Who (of the cast; "writer": the article's own) speaks well or ill of whom, with the words that judge.

    ``perhaps`` are the articles in which the same words stand, told as no attitude.
    """

    id: str
    holder: str
    target: str
    label: ToneLabel
    words: dict[str, tuple[str, ...]]
    places: tuple[Place, ...]
    perhaps: frozenset[str] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that have it."""
        return frozenset(self.words)


def compare_claims(
    records: Sequence[Record], events: Sequence[SharedEvent], names: CastNames
) -> list[SharedClaim]:  # fmt: skip
    """Every claim once, in the chronicle's order; claims of events that are one are one."""
    claims: dict[tuple[str, str], Claim] = {(r.id, c.event): c for r in records for c in r.claims}
    by_id = {r.id: r for r in records}
    out = []
    for event in events:
        told = [(t, claims[t.article, t.event]) for t in event.tellings if (t.article, t.event) in claims]
        if not told:
            continue
        tellings = tuple(_telling(by_id[t.article], claim, names) for t, claim in told)
        fact = {t.article for t in event.tellings if t.stated and t.status in ("happened", "ongoing")} - {
            t.article for t in tellings
        }
        places = event.places
        articles = {t.article for t in tellings} | fact
        out.append(
            SharedClaim(
                id=row_id("claim", places),
                summary=told[0][0].summary,
                tellings=tellings,
                as_fact=tuple(r.id for r in records if r.id in fact),
                places=places,
                perhaps=(event.perhaps | event.articles) - articles,
            )
        )
    return out


def _telling(record: Record, claim: Claim, names: CastNames) -> ClaimTelling:
    def named(actors: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.name[c] for a in actors if (c := names.of(record.id, a)) is not None))

    return ClaimTelling(
        article=record.id,
        by=named(claim.by),
        denied_by=named(claim.denied_by),
        stated=claim.stated,
        answered=claim.answered,
    )


def compare_attitudes(records: Sequence[Record], names: CastNames, elsewhere: ToldElsewhere) -> list[SharedAttitude]:
    """Every attitude once: of all articles in which the same holder speaks so of the same target."""
    found: dict[tuple[str, str, ToneLabel], list[tuple[Record, Tone]]] = {}
    for record in records:
        for tone in record.tones:
            target = names.of(record.id, tone.target)
            holder = _holder(record, tone, names)
            if tone.label != "neutral" and target is not None:
                found.setdefault((holder, target, tone.label), []).append((record, tone))
    out = []
    for (holder, target, label), of in found.items():
        words: dict[str, tuple[str, ...]] = {}
        for record, tone in of:
            said = tuple(" ".join(record.text[s:e].split()) for s, e in tone.evidence)
            words[record.id] = (*words.get(record.id, ()), *said)
        places = tuple(Place(r.id, f"{t.start}-{t.voice}", t.evidence or ((t.start, t.end),)) for r, t in of)
        perhaps = frozenset(
            a for told in words.values() for one in told for a in elsewhere.by_words(content_words(one), words)
        )
        out.append(
            SharedAttitude(
                id=row_id("attitude", places), holder=holder, target=target, label=label, words=words, places=places,
                perhaps=perhaps,
            )
        )  # fmt: skip
    return sorted(out, key=lambda a: (-len(a.words), a.target, a.holder, a.label))


def _holder(record: Record, tone: Tone, names: CastNames) -> str:
    """The cast actor who judges; "writer" of the articles' own voice; else the words that name whoever does."""
    if tone.voice == WRITER:
        return WRITER
    if tone.voice != UNKNOWN and (known := names.of(record.id, tone.voice)) is not None:
        return known
    return " ".join(record.text[slice(*tone.holder)].split()) if tone.holder else UNKNOWN
