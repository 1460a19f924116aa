"""The lists of a collection: who is in it, what happened when and who tells it, in full words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from components.charts.chart_style import ACTOR_COLOURS, TAIL
from components.collection.cast import CastActor
from components.collection.chronicle import ChronicleDay, ChronicleEntry, Difference
from components.collection.reading import CollectionReading
from components.domain.plural import plural
from components.domain.single_line_text import plain_line
from components.exports.actor_phrases import OF_SOMEBODY
from components.exports.list_rows import ListGroup, ListRow
from components.exports.newsroom_words import ACTOR_KINDS, confidence_words, date_words
from components.exports.numbers_in_words import are, times

CAST = "cast:"  # how the ids of the cast's rows begin
DAY = "day:"
_HOW_MANY = frozenset(("dead", "injured", "missing", "homeless", "arrested", "rescued", "confirmed"))


def cast_id(actor: CastActor) -> str:
    """What an actor of the cast is picked by."""
    return CAST + actor.id


def cast_colours(reading: CollectionReading) -> dict[str, str]:
    """The colour of each actor of the cast by its id: ten of their own for those of most articles, else grey."""
    own = {a.id: ACTOR_COLOURS[n] for n, a in enumerate(reading.cast.actors[: len(ACTOR_COLOURS)])}
    return {a.id: own.get(a.id, TAIL) for a in reading.cast.actors}


def quotes_of_cast(reading: CollectionReading) -> Counter[str]:
    """How many quotes each actor of the cast speaks."""
    counts: Counter[str] = Counter()
    for voice in reading.trends.quoted:
        if voice.speaker:
            counts[voice.speaker] += voice.quotes
    return counts


def articles_of(actor: CastActor) -> list[str]:
    """The articles that an actor is in, once each, in order."""
    return list(dict.fromkeys(m.article for m in actor.members))


def role_words(actor: CastActor) -> str:
    """The role for a row; empty where it says nothing alone: a bare title ("General"), somebody's what ("wife")."""
    role = plain_line(actor.role or "", 80)
    bare = " " not in role and (role[:1].isupper() or role in OF_SOMEBODY)
    return "" if bare else role


def named_facts(actor: CastActor) -> list[str]:
    """What is said of an actor beside the name: kind, role, in how many articles."""
    facts = (ACTOR_KINDS[actor.kind], role_words(actor), f"in {plural(len(articles_of(actor)), 'article')}")
    return [f for f in facts if f]


def cast_finding(reading: CollectionReading) -> str:
    """How many of the cast are in several articles, in a sentence."""
    actors = reading.cast.actors
    if not actors:
        return "Nobody is named in these articles."
    several = sum(len(articles_of(a)) > 1 for a in actors)
    if not several:
        return "Nobody is in more than one of these articles."
    return f"{several:,} of {plural(len(actors), 'actor')} {are(several)} in more than one article."


def cast_rows(reading: CollectionReading, actors: Iterable[CastActor], colours: Mapping[str, str]) -> list[ListRow]:
    """Each actor with its kind, role, in how many articles, how often quoted, and how sure that is."""
    quotes = quotes_of_cast(reading)
    doubtful = {one for doubt in reading.cast.perhaps for one in (doubt.left, doubt.right)}
    rows = []
    for actor in actors:
        n = len(articles_of(actor))
        sure = confidence_words(actor.confidence)
        quoted = [f"quoted {times(quotes[actor.id])}"] if quotes[actor.id] else []
        notes = [f"joined: {sure}"] if n > 1 and sure != "sure" else []
        if actor.id in doubtful:
            notes.append("perhaps the same as another: see its card")
        rows.append(
            ListRow(
                id=cast_id(actor),
                label=plain_line(actor.name),
                colour=colours.get(actor.id, TAIL),
                facts=(*named_facts(actor), *quoted),
                note="; ".join(notes),
            )
        )
    return rows


def untold(days: Iterable[ChronicleDay]) -> str:
    """How many events are not shown, and why; empty where all are."""
    n = sum(not e.alone for day in days for e in day.entries)
    if not n:
        return ""
    return (
        f"{plural(n, 'further telling')} {are(n)} left out: of what day, or of whom, no sentence says surely by itself."
    )


def standing_days(days: Iterable[ChronicleDay]) -> list[ChronicleDay]:
    """The days with the events whose sentence can be understood without its article; the others are not shown.

    A day's articles and outlets are all that tell of something on it, in whatever words; those merely published on it
    don't count.
    """
    return [_with(day, kept) for day in days if (kept := tuple(e for e in day.entries if e.alone))]


def _with(day: ChronicleDay, entries: tuple[ChronicleEntry, ...]) -> ChronicleDay:
    sources = [source for entry in day.entries for source in entry.sources]
    return msgspec.structs.replace(
        day,
        entries=entries,
        articles=len({s.article for s in sources}),
        outlets=len({s.outlet for s in sources if s.outlet}),
    )


def days_left(n: int) -> str:
    """That further days are not shown; empty where none is left."""
    return f"{plural(n, 'further day')} {are(n)} not shown." if n else ""


def day_id(day: ChronicleDay) -> str:
    """What a day is picked by."""
    return DAY + day.day


def told_by(articles: int, outlets: int) -> str:
    """Who tells it, counted: "told by 4 articles of 3 outlets"."""
    of = f" of {plural(outlets, 'outlet')}" if outlets > 1 else ""
    return f"told by {plural(articles, 'article')}{of}"


def difference_words(one: Difference) -> str:
    """What articles differ on: "articles differ on how many are dead: 14 (3 articles) or 15 (1 article)"."""
    named = {"date": "the date", "name": f"the name of {plain_line(one.of, 60)}"}
    of = named.get(one.kind) or _number_words(plain_line(one.of, 60))
    values = [
        f"{date_words(v.value) if one.kind == 'date' else plain_line(v.value, 60)}"
        f" ({plural(len(v.articles), 'article')})"
        for v in one.values
    ]
    return f"articles differ on {of}: {' or '.join(values)}"


def _number_words(of: str) -> str:
    """What is counted: kinds of the chronicle in words, other things by their own."""
    if of in _HOW_MANY:
        return f"how many are {of}"
    if of == "percent" or of.startswith("money"):
        return "the percentage" if of == "percent" else "the sum of money"
    return f"the {of}" if of == "toll" or of.startswith("age in ") else f"the number ({of})"


def entry_row(entry: ChronicleEntry) -> ListRow:
    """An event: its best sentence, who tells it, what they differ on."""
    return ListRow(
        id=entry.id,
        label=plain_line(entry.label),
        quoted=True,
        facts=(told_by(entry.articles, entry.outlets),),
        note="; ".join(difference_words(d) for d in entry.differences),
    )


def chronicle_groups(days: Sequence[ChronicleDay], most: int) -> list[ListGroup]:
    """The days in the calendar's order, at most so many events each, those that most tell first."""
    ordered = sorted(days, key=lambda d: d.day)
    return [
        ListGroup(date_words(day.day), False, tuple(entry_row(e) for e in day.entries[:most]))
        for day in ordered
        if day.entries
    ]
