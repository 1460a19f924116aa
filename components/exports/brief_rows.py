"""The brief as a list: who, when, who says what, claims; every row leads to its passage."""

from __future__ import annotations

from collections.abc import Mapping

from components.exports.brief import Brief
from components.exports.list_rows import ListGroup, ListRow, Person
from components.exports.numbers_in_words import number

HEADS = {"who": "Who", "when": "When", "voices": "Who says what", "claims": "Claims"}


def brief_rows(brief: Brief, colours: Mapping[str, str]) -> list[ListGroup]:
    """Each part that has something to tell, under its head."""
    who = tuple(
        ListRow(id=row.mark, label=row.name, colour=colours.get(row.actor, ""), facts=(row.role,) if row.role else ())
        for row in brief.who
    )
    when = tuple(
        ListRow(
            id=row.mark,
            label=row.words,
            facts=tuple(f for f in (f"{row.label}: {row.when}", row.status) if f),
        )
        for row in brief.when
    )
    voices = tuple(
        ListRow(
            id=row.quote,
            label=row.words,
            first=Person(", ".join(p for p in (row.name, row.role) if p), colours.get(row.speaker, "")),
            facts=(row.kind,),
            quoted=True,
        )
        for row in brief.voices
    )
    claims = tuple(
        ListRow(id=row.mark, label=row.words, facts=(row.answer,) if row.answer else ()) for row in brief.claims
    )
    parts = {"who": who, "when": when, "voices": voices, "claims": claims}
    heads = HEADS | (
        {"claims": f"{HEADS['claims']}, and {number(brief.more_claims)} more below"} if brief.more_claims else {}
    )
    return [ListGroup(heads[name], False, rows) for name, rows in parts.items() if rows]
