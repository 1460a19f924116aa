"""The article as a brief that is read in ten seconds: what it is, who it is about, when, who says what."""

from __future__ import annotations

import msgspec

from components.domain.allegations import allegations
from components.domain.clickable_marks import mention_id
from components.domain.narrow_to_actor import actor_of, narrow_record, talks_about
from components.domain.plural import plural
from components.domain.record import Actor, Record
from components.domain.single_line_text import plain_line
from components.exports.actor_phrases import mentioned_words, prominent_actors, role_words
from components.exports.brief_claims import ClaimLine, claim_lines, more_claims
from components.exports.brief_events import WhenRow, when_rows
from components.exports.brief_voices import VoiceRow, voice_rows
from components.exports.newsroom_words import DATE_BASES, GENRES, date_words
from components.exports.numbers_in_words import first_up, number

MOST_ACTORS, FEWEST_ACTORS = 6, 3
_BY_DEFAULT = "nothing in it says otherwise"  # why a text is taken for a news report that nothing shows to be one


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """The headline and the facts about the article in one line; its parts stand in ``facts``."""

    headline: str
    facts: tuple[str, ...]

    @property
    def line(self) -> str:
        """The facts in a line: "Arden Post · 3 March 2026 (set by hand) · news report · 45 words"."""
        return " · ".join(self.facts)


class WhoRow(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: the role is empty where the text has none; ``mark`` is the first mention's, to pick."""

    actor: str
    name: str
    role: str
    mark: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """Whatever can't be said truly is left out: any row may be missing, any line empty.

    ``about`` is the name of the actor that the brief is narrowed to, ``mentioned`` the whole sentence of how often it
    is mentioned; both are empty for the whole article. ``more_claims`` is how many claims stand in none of the lines.
    """

    lead: Lead
    about: str
    mentioned: str
    who: tuple[WhoRow, ...]
    when: tuple[WhenRow, ...]
    voices: tuple[VoiceRow, ...]
    claims: tuple[ClaimLine, ...]
    more_claims: int
    checks: str


def brief(record: Record, actor_id: str | None = None, *, checks: int | None = None) -> Brief:
    """The brief of a whole record, or of one of its actors.

    ``record`` is the whole record also where ``actor_id`` narrows the brief: others' words about the actor, and claims
    that concern it, are told with those who say them. ``checks`` is how many items ask to be checked; None says nothing
    about it.
    """
    actor = actor_of(record, actor_id)
    only = actor.id if actor else None
    found = allegations(record, only)
    claims = claim_lines(record, found, only)
    return Brief(
        lead=lead(record),
        about=plain_line(actor.name) if actor else "",
        mentioned=mentioned_words(record, actor) if actor else "",
        who=who_rows(record, [actor] if actor else None),
        when=when_rows(record, narrow_record(record, actor_id).events),
        voices=_voices(record, actor),
        claims=claims,
        more_claims=more_claims(found, claims),
        checks=checks_line(checks),
    )


def lead(record: Record) -> Lead:
    """The headline with outlet, date and where that comes from, kind of text and length."""
    date = "no date yet"
    if record.date:
        date = date_words(record.date) + (f" ({DATE_BASES[record.date_basis]})" if record.date_basis else "")
    outlet = plain_line(record.outlet) if record.outlet else ""
    genre = "" if record.genre == "other" else GENRES[record.genre]
    if record.genre == "news" and record.genre_rule == _BY_DEFAULT:
        genre = f"taken for a {genre}"
    facts = (outlet, date, genre, plural(record.words, "word"))
    return Lead(headline=plain_line(record.title), facts=tuple(filter(None, facts)))


def who_rows(record: Record, only: list[Actor] | None = None) -> tuple[WhoRow, ...]:
    """The most prominent actors with a name; one that is mentioned once stands only where it has a role."""
    if only is not None:
        return tuple(_who(record, a) for a in only)
    named = prominent_actors(record)
    often = [a for a in named if len(a.mentions) > 1][:MOST_ACTORS]
    once = [a for a in named if len(a.mentions) == 1 and role_words(record, a)] if len(often) < FEWEST_ACTORS else []
    shown = {a.id for a in (*often, *once[: FEWEST_ACTORS - len(often)])}
    return tuple(_who(record, a) for a in named if a.id in shown)


def _who(record: Record, actor: Actor) -> WhoRow:
    first = min(actor.mentions, key=lambda m: (m.start, m.end), default=None)
    return WhoRow(
        actor=actor.id, name=plain_line(actor.name), role=role_words(record, actor),
        mark=mention_id(first) if first else "",
    )  # fmt: skip


def _voices(record: Record, actor: Actor | None) -> tuple[VoiceRow, ...]:
    """Who says what; of one actor its own words, and where it says nothing what others say of it."""
    if actor is None:
        return voice_rows(record)
    own = [q for q in record.quotes if q.speaker == actor.id]
    return voice_rows(record, own) or voice_rows(record, [q for q in record.quotes if talks_about(q, actor)])


def checks_line(checks: int | None) -> str:
    """What asks to be checked, in a sentence; empty where that isn't known."""
    if checks is None:
        return ""
    if not checks:
        return "Nothing here asks to be checked."
    return f"{first_up(number(checks))} item{'s' if checks > 1 else ''} to check before you rely on this."
