"""The lists beside the charts, in full words: one row a mark, as the page and the report show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from components.charts.network import count_cooccurrences
from components.charts.relation_words import STATUS_NAMES, act_words
from components.domain.clickable_marks import mention_id, relation_id, sentence_at, sentence_of, tone_id, word_id
from components.domain.plural import plural
from components.domain.record import (
    Actor,
    LoadedWord,
    Mention,
    Quote,
    Record,
    Relation,
    Tone,
    UnsureTone,
)
from components.domain.single_line_text import plain_line
from components.exports.newsroom_words import (
    ACTOR_KINDS,
    FORMS,
    KIND_NAMES,
    STANCES,
    actor_names,
    attitude_words,
    confidence_words,
    source_kind,
    source_words,
    who_spoke,
)


class Person(msgspec.Struct, frozen=True):
    """An actor's name and colour."""

    name: str
    colour: str


class ListRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One row: the mark it leads to, its label, and what is said of it.

    ``first`` stands before the facts, ``who`` after them; ``time`` before the label, and a dot where there is a
    ``colour``; ``quoted``: the label is the article's own words; ``sentence`` is the passage, where the list has to
    stand without the article.
    """

    id: str
    label: str
    time: str = ""
    colour: str = ""
    facts: tuple[str, ...] = ()
    note: str = ""
    first: Person | None = None
    who: tuple[Person, ...] = ()
    quoted: bool = False
    sentence: str = ""


class ListGroup(msgspec.Struct, frozen=True):
    """Rows under one head; ``quiet``: what they hold is less than what the others do (a date, of the timeline's)."""

    head: str
    quiet: bool
    rows: tuple[ListRow, ...]


def one_group(rows: Iterable[ListRow]) -> list[ListGroup]:
    """Rows without heads."""
    made = tuple(rows)
    return [ListGroup("", False, made)] if made else []


def list_text(groups: Sequence[ListGroup]) -> str:
    """One line a row: "13 January 2026 – label (facts)"."""
    return "\n".join(row_line(group, row) for group in groups for row in group.rows)


def row_line(group: ListGroup, row: ListRow) -> str:
    """A row as a line of text."""
    when = ", ".join(x for x in (group.head, row.time) if x)
    told = " · ".join(x for x in (row.first.name if row.first else "", *row.facts) if x)
    return (f"{when} – " if when else "") + row.label + (f" ({told})" if told else "")


def quote_rows(record: Record, quotes: Iterable[Quote], colours: Mapping[str, str]) -> list[ListRow]:
    """Each quote whole, with who spoke, its kind, how it is attributed."""
    return [
        ListRow(
            id=q.id,
            label=plain_line(" … ".join(record.text[s:e] for s, e in q.content)),
            first=Person(who_spoke(record, q), colours.get(q.speaker or "", "")),
            facts=_distinct(
                KIND_NAMES[q.kind],
                _attributed(record, q),
                source_kind(record, q),
                STANCES[q.stance] if q.stance != "neutral" else "",
                confidence_words(q.confidence),
            ),
            quoted=True,
        )
        for q in sorted(quotes, key=lambda q: q.content[0][0])
    ]


def _attributed(record: Record, quote: Quote) -> str:
    """The attribution as written, with its word: “the prosecutor … alleged”."""
    words = [source_words(record, quote) if quote.source else "", _words(record, quote.cue) if quote.cue else ""]
    written = " … ".join(w for w in words if w)
    return f"“{written}”" if written else ""


def actor_rows(record: Record, actors: Iterable[Actor], colours: Mapping[str, str]) -> list[ListRow]:
    """Each actor with kind, role, other names, how often mentioned and quoted; it leads to the first mention."""
    names = actor_names(record)
    rows = []
    for actor in actors:
        said = sum(q.speaker == actor.id and q.kind != "scare" for q in record.quotes)
        rows.append(
            ListRow(
                id=mention_id(min(actor.mentions, key=lambda m: m.start)) if actor.mentions else actor.id,
                label=actor.name,
                colour=colours.get(actor.id, ""),
                facts=_distinct(
                    ACTOR_KINDS[actor.kind],
                    actor.role or "",
                    f"of {names[actor.of]}" if actor.of and actor.of in names else "",
                    plural(len(actor.mentions), "mention"),
                    f"quoted {plural(said, 'time')}" if said else "",
                    f"also “{'”, “'.join(actor.aliases)}”" if actor.aliases else "",
                ),
            )
        )
    return rows


def mention_rows(record: Record, actors: Iterable[Actor], colours: Mapping[str, str]) -> list[ListRow]:
    """Each mention of these actors, in text order, with the words around it."""
    found = sorted(((m, a) for a in actors for m in a.mentions), key=lambda ma: ma[0].start)
    return [
        ListRow(
            id=mention_id(m),
            label=_words(record, (m.start, m.end)),
            first=Person(a.name, colours.get(a.id, "")),
            facts=(FORMS[m.form], confidence_words(m.confidence)),
            note=_around(record, m),
            quoted=True,
        )
        for m, a in found
    ]


def _around(record: Record, mention: Mention, most: int = 44) -> str:
    """The words on both sides of a mention, cut between words."""
    left, right = record.text[max(0, mention.start - most) : mention.start], record.text[mention.end :][:most]
    left = left.rpartition("\n")[2] if "\n" in left else left.partition(" ")[2]
    right = right.partition("\n")[0] if "\n" in right else right.rpartition(" ")[0]
    return plain_line(f"…{left}{record.text[mention.start : mention.end]}{right}…")


def relation_rows(record: Record, relations: Iterable[Relation], colours: Mapping[str, str]) -> list[ListRow]:
    """Each time an actor acts on another, with whether it happened and who tells it."""
    names = actor_names(record)
    return [
        ListRow(
            id=relation_id(r),
            label=f"{names.get(r.agent, '')} → {names.get(r.patient, '')}: {act_words(r)}",
            facts=(STATUS_NAMES[r.status], f"told by {names.get(r.voice, 'somebody')}", confidence_words(r.confidence)),
            who=tuple(Person(names[a], colours.get(a, "")) for a in (r.agent, r.patient) if a in names),
        )
        for r in relations
    ]


def companion_rows(record: Record, actors: Sequence[Actor], *, of: str | None = None) -> list[ListRow]:
    """Who of these is named with whom, the most often first; it leads to the first sentence that names both.

    ``of``: only with the actor of that id.
    """
    names = actor_names(record)
    rows = []
    for (a, b), n in sorted(count_cooccurrences(record, actors).items(), key=lambda pair: (-pair[1], pair[0])):
        if of is not None and of not in (a, b):
            continue
        both = [{sentence_at(record, m.start) for m in actor.mentions} for actor in record.actors if actor.id in (a, b)]
        together = sorted((s for s in set.intersection(*both) if s), key=lambda s: int(s.split("-")[1]))
        if together:
            rows.append(
                ListRow(
                    id=together[0],
                    label=f"{names[a]} with {names[b]}",
                    facts=(f"named together in {plural(n, 'sentence')}",),
                )
            )
    return rows


def tone_rows(record: Record, tones: Iterable[Tone], colours: Mapping[str, str]) -> list[ListRow]:
    """Each attitude: who speaks well or ill of whom, in which words."""
    names = actor_names(record)
    return [
        ListRow(
            id=tone_id(t),
            label=attitude_words(record, t),
            facts=_distinct(
                "“" + "” … “".join(_words(record, span) for span in t.evidence) + "”" if t.evidence else "",
                "" if isinstance(t, UnsureTone) else confidence_words(t.confidence),
            ),
            note=t.why if isinstance(t, UnsureTone) else "",
            who=tuple(Person(names[a], colours.get(a, "")) for a in (t.target,) if a and a in names and a in colours),
        )
        for t in tones
    ]


def loaded_word_rows(record: Record, words: Iterable[LoadedWord]) -> list[ListRow]:
    """Each loaded word of the writer's, in its sentence."""
    return [
        ListRow(id=word_id(w), label=_words(record, (w.start, w.end)), quoted=True, note=_in_sentence(record, w.start))
        for w in words
    ]


def _in_sentence(record: Record, place: int) -> str:
    sentence = sentence_of(record, place)
    return plain_line(record.text[sentence.start : sentence.end]) if sentence else ""


def _words(record: Record, span: tuple[int, int]) -> str:
    return plain_line(record.text[span[0] : span[1]])


def _distinct(*facts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in facts if f))
