"""Who else may have said a quote: offered to a reader who finds its speaker wrong."""

from __future__ import annotations

from components.domain.record import Actor, Quote, Record

MOST = 4
NEAR = 600  # characters within which somebody's mention stands near a quote


def likely_speakers(record: Record, quote: Quote) -> list[Actor]:
    """At most MOST actors with a name, none of them the quote's speaker, the likeliest first.

    First whoever is named near the quote and speaks elsewhere, people before bodies; then by how near they are named.
    """
    start, end = quote.content[0][0], quote.content[-1][1]
    speakers = {q.speaker for q in record.quotes if q.id != quote.id}

    def key(actor: Actor) -> tuple[bool, bool, bool, int]:
        far = min(max(m.start - end, start - m.end, 0) for m in actor.mentions if m.form == "name")
        return far > NEAR, actor.id not in speakers, actor.kind != "person", far

    named = [a for a in record.actors if a.id != quote.speaker and any(m.form == "name" for m in a.mentions)]
    return sorted((a for a in named if a.kind != "place"), key=key)[:MOST]
