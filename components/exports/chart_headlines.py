"""The finding above each chart: one sentence computed from the record, true for every article, or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from components.charts.chart_style import SURE
from components.charts.quotes import KINDS, is_comparable
from components.charts.sentiment import attitudes
from components.domain.allegations import allegations
from components.domain.narrow_to_actor import actor_of, talks_about
from components.domain.plural import plural
from components.domain.record import Actor, Quote, Record, Tone, ToneLabel, UnsureTone, unsure_of
from components.domain.share_of_voice import counted_quotes, in_headline, quote_words
from components.exports.actor_phrases import (
    in_sentence,
    is_named,
    is_plural,
    listed,
    mentioned_words,
    name_of,
    prominent_actors,
)
from components.exports.numbers_in_words import first_up, number
from components.exports.who_is_heard import asked_in_vain, neither_heard_nor_asked, never_heard_people, unheard_accused

MOST_SILENT = 6  # actors named among those who are never heard
MOST_ASKED = 3  # of whom it is told that they said nothing when asked


def actors_headline(record: Record, *, actor_id: str | None = None) -> str | None:
    """Who is most prominent; of one actor how often it is mentioned."""
    if (actor := actor_of(record, actor_id)) is not None:
        return mentioned_words(record, actor).rstrip(".") or None
    if not record.actors:
        return "No actors were found in this text."
    listing = prominent_actors(record) or list(record.actors[:1])
    first = ([a for a in listing if len(a.mentions) > 1] or listing)[:2]
    return f"Most prominent: {listed([in_sentence(record, a) for a in first])}"


def silent_actors(record: Record) -> list[Actor]:
    """People who are named twice or more, and whoever is accused, who are neither quoted nor told to have been asked.

    Nor anybody who speaks for them; people first.
    """
    people = never_heard_people(record)
    accused = unheard_accused(record, allegations(record)) if neither_heard_nor_asked(record) else []
    return [*people, *(a for a in accused if a not in people)]


def silent_actors_headline(record: Record) -> str:
    """Who is talked about but never heard, and who was asked and kept silent; nothing where everybody is heard."""
    if not record.quotes:
        return ""
    names = {a.id: in_sentence(record, a) for a in record.actors}
    quiet = [f"{names[a]} {n.kind}" for a, n in asked_in_vain(record).items() if a in names][:MOST_ASKED]
    asked = first_up("; ".join(quiet)) + "." if quiet else ""
    silent = silent_actors(record)
    if not silent:
        return asked
    first_names = [names[a.id] for a in silent[:MOST_SILENT]]
    rest = len(silent) - MOST_SILENT
    who = f"{', '.join(first_names)} and {plural(rest, 'other')}" if rest > 0 else listed(first_names)
    return f"Talked about but never heard: {who}. {asked}".strip()


def references_headline(record: Record) -> str:
    """What proportion of the pronouns is left open; nothing where there are none."""
    resolved = sum(m.form == "pronoun" for a in record.actors for m in a.mentions)
    left = len(record.left_open)
    if not resolved + left:
        return ""
    if not left:
        return first_up(f"{plural(resolved, 'pronoun')} joined to an actor, none left open.")
    share = f"{left / (resolved + left):.0%}"
    return f"{left} of {plural(resolved + left, 'pronoun')} ({share}) left open: who is meant isn’t clear."


LEAST_SHARE, LEAST_LEAD = 0.3, 1.25  # of the quoted words, and times the next voice's: less may turn on one quote


def quotes_headline(record: Record, *, actor_id: str | None = None) -> str:
    """Quotes by kind, and whose voice is heard most where that can be said; of one actor its own and others' of it.

    ``record`` may be the whole one or the one narrowed to the actor.
    """
    quotes = counted_quotes(record)
    if (actor := actor_of(record, actor_id)) is not None:
        return _quotes_of(record, actor, quotes)
    rest = _not_counted(record, record.quotes)
    if not quotes:
        return f"No quotes but {rest}" if rest else "No quotes"
    lead = first_up(_counted(quotes)) + (f", and {rest}" if rest else "")
    if not is_comparable(record):
        return f"{lead}; too little quoted to compare voices"
    words_by: Counter[str] = Counter()
    for quote in quotes:
        words_by[quote.speaker or ""] += quote_words(record, quote)
    total = sum(words_by.values())
    (speaker, n), *others = words_by.most_common(2)
    first = actor_of(record, speaker)
    if first is None or not is_named(first) or n < LEAST_SHARE * total or (others and n < LEAST_LEAD * others[0][1]):
        return lead
    return f"{lead}; {100 * n / total:.0f} % of the quoted words are from {in_sentence(record, first)}"


def _counted(quotes: Sequence[Quote]) -> str:
    """Quotes by kind, the numbers up to nine in words: "two full quotes and one paraphrase"."""
    counts = [(sum(q.kind == kind for q in quotes), label) for kind, label, _ in KINDS[:3]]
    return listed([f"{number(n)} {label}{'' if n == 1 else 's'}" for n, label in counts if n])


def _not_counted(record: Record, quotes: Sequence[Quote]) -> str:
    """The quotes that are listed and not counted by kind: "one in the headline", "two quoted words of nobody’s"."""
    scare = sum(q.kind == "scare" for q in quotes)
    above = sum(q.kind != "scare" and in_headline(record, q) for q in quotes)
    words = [
        f"{number(above)} in the headline" if above else "",
        f"{number(scare)} quoted word{'' if scare == 1 else 's'} of nobody’s" if scare else "",
    ]
    return listed([w for w in words if w])


def _quotes_of(record: Record, actor: Actor, quotes: Sequence[Quote]) -> str:
    own = [q for q in quotes if q.speaker == actor.id]
    others = sum(q.speaker != actor.id and talks_about(q, actor) for q in quotes)
    name = in_sentence(record, actor)
    rest = _not_counted(record, [q for q in record.quotes if q.speaker == actor.id])
    lead = f"{_counted(own)} from {name}" if own else f"no quotes from {name}"
    lead += (f", and {rest}" if own else f" but {rest}") if rest else ""
    if others:
        mentioned = f"{'are' if is_plural(record, actor) else 'is'} mentioned"
        lead += f"; {name} {mentioned} in {number(others)} quote{'' if others == 1 else 's'} from others"
    return first_up(lead)


MOST_CELLS = 2  # of who on whom that the headline names


def sentiment_headline(record: Record, told: Sequence[Tone] | None = None, *, actor_id: str | None = None) -> str:
    """Who speaks well or ill of whom, the most often first; that nobody does is a finding, too.

    Only what is sure is told; where nothing is, how many are likely.
    """
    found = [t for t in attitudes(record) if actor_id is None or actor_id in (t.voice, t.target)]
    actor = actor_of(record, actor_id)
    tones = [t for t in (found if told is None else told) if t.confidence >= SURE]
    cells: defaultdict[tuple[str, str, ToneLabel], set[int]] = defaultdict(set)
    for tone in tones:
        if actor_id is None or actor_id in (tone.voice, tone.target):
            cells[tone.voice, tone.target or "", tone.label].add(tone.start)
    if not cells:
        return _nothing_told(record, found, actor)
    unnamed = {a.id for a in record.actors if not is_named(a) and not is_plural(record, a)}
    if nameless := [cell for cell in cells if cell[0] in unnamed or cell[1] in unnamed]:
        for cell in nameless:  # "the pair" says nothing outside its sentence
            del cells[cell]
        if not cells:
            return "An attitude was found, but of or to somebody without a name in the text"
    ranked = sorted(cells.items(), key=lambda cell: -len(cell[1]))
    told_of = [(cell, len(sentences)) for cell, sentences in ranked[:MOST_CELLS]]
    parts = [
        _pair_words(record, voice, label, [(cell[1], n) for cell, n in group])
        for (voice, label), group in groupby(told_of, key=lambda t: (t[0][0], t[0][2]))
    ]
    if rest := len(ranked) - len(told_of):
        parts.append(f"{number(rest)} more attitude{'' if rest == 1 else 's'}")
    likely = {(t.voice, t.target or "", t.label) for t in found if told is None and t.confidence < SURE} - set(cells)
    if likely:
        parts.append(f"{number(len(likely))} more {'is' if len(likely) == 1 else 'are'} likely")
    return first_up("; ".join(parts))


def _pair_words(record: Record, voice: str, label: ToneLabel, targets: Sequence[tuple[str, int]]) -> str:
    """Of whom a voice speaks well or ill, and in how many sentences: "Mara Quist speaks ill of Acme and Ida Holt"."""
    holder = actor_of(record, voice)
    verb = "speak" if holder is not None and is_plural(record, holder) else "speaks"
    names = [
        name_of(record, target, "an actor") + (f" in {number(n)} sentences" if n > 1 else "") for target, n in targets
    ]
    whom = " and of ".join(names) if any(n > 1 for _, n in targets) else listed(names)
    return f"{name_of(record, voice)} {verb} {'well' if label == 'positive' else 'ill'} of {whom}"


def _nothing_told(record: Record, found: Sequence[Tone], actor: Actor | None) -> str:
    """That no attitude is sure, or that there is none."""
    if found:
        n = len({(t.voice, t.target, t.label) for t in found})
        return f"No attitude is sure enough to tell at a glance; {number(n)} {'is' if n == 1 else 'are'} likely"
    unsure = unsure_of(record, UnsureTone)
    if any(actor is None or actor.id in (t.voice, t.target) for t in unsure):
        return "No attitude is sure enough to tell"
    if actor is not None:
        name = in_sentence(record, actor)
        return f"Nobody was found to speak well or ill of {name}, nor {name} of anybody"
    return "Nobody was found to speak well or ill of anybody here"
