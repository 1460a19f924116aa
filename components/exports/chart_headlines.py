"""The finding above each chart: one sentence computed from the record, true for every article, or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from components.charts.quotes import KINDS, counted_quotes, is_comparable, quote_words
from components.charts.relation_words import is_asserted
from components.charts.sentiment import attitudes
from components.domain.plural import plural
from components.domain.record import Actor, Record, Tone, ToneLabel, UnsureTone, unsure_of
from components.exports.newsroom_words import actor_names
from components.exports.numbers_in_words import first_up, number

MOST_SILENT = 6  # actors named among those who are never heard


def actors_headline(record: Record) -> str | None:
    """Who comes first, and who acts on whom most."""
    if not record.actors:
        return "No actors were found in this text."
    names = actor_names(record)
    first = [a.name for a in record.actors[:2]]
    lead = f"{' and '.join(first)} come{'s' if len(first) == 1 else ''} first"
    acts = Counter((r.agent, r.patient) for r in record.relations if r.agent != r.patient and is_asserted(r))
    if acts:
        (agent, patient), n = acts.most_common(1)[0]
        if n > 1 and agent in names and patient in names:
            lead += f"; {names[agent]} acts on {names[patient]} most, in {n} ways"
    return lead


def silent_actors(record: Record) -> list[Actor]:
    """Who is talked about, twice or more by name, but never heard; countries and cities speak through others."""
    speakers = {q.speaker for q in record.quotes} | {
        a.of for a in record.actors for q in record.quotes if q.speaker == a.id
    }
    return [
        a for a in record.actors
        if a.kind in ("person", "organisation", "group") and a.id not in speakers
        and (sum(m.form == "name" for m in a.mentions) >= 2 or (a.kind == "person" and len(a.mentions) >= 3))
    ]  # fmt: skip


def silent_actors_headline(record: Record) -> str:
    """Who is talked about but never heard, in a sentence; nothing where everybody is."""
    silent = silent_actors(record)
    if not silent or not record.quotes:
        return ""
    first_names = ", ".join(a.name for a in silent[:MOST_SILENT])
    more = f" and {plural(len(silent) - MOST_SILENT, 'other')}" if len(silent) > MOST_SILENT else ""
    return f"Talked about but never heard: {first_names}{more}."


def references_headline(record: Record) -> str:
    """What proportion of the pronouns is left open; nothing where there are none."""
    resolved = sum(m.form == "pronoun" for a in record.actors for m in a.mentions)
    left = len(record.left_open)
    if not resolved + left:
        return ""
    if not left:
        return first_up(f"{plural(resolved, 'pronoun')} joined to an actor, none left open.")
    share = f"{left / (resolved + left):.0%}"
    return f"{left} of {plural(resolved + left, 'pronoun')} ({share}) left open: whom they mean is a coin toss."


def quotes_headline(record: Record) -> str:
    """Quotes by kind, and whose voice is heard most where that can be said."""
    quotes = counted_quotes(record)
    counts = [(sum(q.kind == kind for q in quotes), label) for kind, label, _ in KINDS[:3]]
    lead = ", ".join(plural(n, label) for n, label in counts if n) or "No quotes"
    if is_comparable(record):
        words_by_speaker: Counter[str] = Counter()
        for quote in quotes:
            if quote.speaker:
                words_by_speaker[quote.speaker] += quote_words(record, quote)
        total = sum(quote_words(record, q) for q in quotes)
        speaker, n = words_by_speaker.most_common(1)[0]
        lead += (
            f"; {100 * n / total:.0f} % of the quoted words are from {actor_names(record).get(speaker, 'one speaker')}"
        )
    elif quotes:
        lead += "; too little quoted to compare voices"
    return lead


MOST_CELLS = 2  # of who on whom that the headline names


def sentiment_headline(record: Record, told: Sequence[Tone] | None = None) -> str:
    """Who speaks well or ill of whom, the most often first; that nobody does is a finding, too."""
    tones = attitudes(record) if told is None else told
    if not tones:
        if unsure_of(record, UnsureTone):
            return "No attitude of anybody to anybody is sure enough to tell"
        return "Nobody was found to speak well or ill of anybody here"
    names, groups = actor_names(record), {a.id for a in record.actors if a.kind == "group"}
    cells: defaultdict[tuple[str, str, ToneLabel], set[int]] = defaultdict(set)
    for tone in tones:
        cells[tone.voice, tone.target or "", tone.label].add(tone.start)
    ranked = sorted(cells.items(), key=lambda cell: -len(cell[1]))
    parts = []
    for (voice, target, label), sentences in ranked[:MOST_CELLS]:
        verb = "speak" if voice in groups else "speaks"
        how = "well" if label == "positive" else "ill"
        where = f" in {number(len(sentences))} sentences" if len(sentences) > 1 else ""
        parts.append(f"{names.get(voice, 'somebody')} {verb} {how} of {names.get(target, 'an actor')}{where}")
    rest = len(ranked) - MOST_CELLS
    more = f"; {plural(rest, 'more such pair')}" if rest > 0 else ""
    return first_up("; ".join(parts) + more)
