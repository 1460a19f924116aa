"""Claims and denials of the brief: who alleges what, who denies it or isn't heard; each sentence true by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from components.domain.accusation_words import accusing, deed
from components.domain.allegations import Allegation, allegations
from components.domain.answers import represented
from components.domain.clickable_marks import sentence_id
from components.domain.narrow_to_actor import actor_of, talks_about
from components.domain.record import Actor, Quote, Record
from components.domain.single_line_text import plain_line
from components.domain.spans import contains
from components.exports.actor_phrases import in_sentence, is_named, listed
from components.exports.brief_voices import quote_words_shown, surely_attributed
from components.exports.numbers_in_words import first_up
from components.exports.reported_speech import accusation, denial, full_stop, paraphrase

MOST_CLAIMS = 3
_LEAST = 0.7  # confidence of the attribution that a claim is told from
_HEDGE = re.compile(r"\b(?:allegedly|reportedly)\b", re.IGNORECASE)


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or a denial as a sentence with its mark; ``answer`` says who denies it, kept silent or isn't heard.

    ``answer`` is empty where nothing is sure; ``answer_mark`` is what it leads to, empty for somebody who isn't heard.
    """

    words: str
    mark: str
    answer: str = ""
    answer_mark: str = ""


def claim_lines(record: Record, actor_id: str | None = None) -> tuple[ClaimLine, ...]:
    """At most three: the accusations that the text answers or leaves unanswered, then denials of what else there is."""
    trusted = surely_attributed(record)
    silent = never_heard(record)
    denials = _denials(record, trusted, actor_id)
    marks = {line.mark for line in denials}
    deniers = {q.speaker for q in record.quotes if q.id in marks} | {e.voice for e in record.events if e.id in marks}
    out: list[ClaimLine] = []
    said: set[str] = set()
    speakers: set[str] = set()
    for one in allegations(record, actor_id):
        if len(out) == MOST_CLAIMS - bool(denials):
            break
        words, mark, who = _told(record, one, trusted)
        contested = one.denials or one.denying or one.silences or deniers.intersection(one.concerned)
        if not (contested or (one.unheard and (deed.search(words) or accusing.search(words)))) or "?" in words:
            continue
        if not words or mark in said or (who in speakers and "“" in words):
            continue
        answer, answer_mark = _answer(record, one, silent)
        if answer_mark and answer_mark == mark:
            answer = answer_mark = ""
        out.append(ClaimLine(words=words, mark=mark, answer=answer, answer_mark=answer_mark))
        said |= {mark, answer_mark} - {""}
        speakers |= {who} - {""}
    out += [line for line in denials if line.mark not in said][: MOST_CLAIMS - len(out)]
    return tuple(out)


def _denials(record: Record, trusted: frozenset[str], actor_id: str | None) -> list[ClaimLine]:
    """What named actors deny, as quotes tell it, and as events do where no quote holds it."""
    out: list[tuple[int, ClaimLine]] = []
    only = actor_of(record, actor_id)
    for quote in record.quotes:
        concerned = only is None or quote.speaker == only.id or talks_about(quote, only)
        if quote.id in trusted and concerned and (words := denial(record, quote)):
            out.append((quote.content[0][0], ClaimLine(words=words, mark=quote.id)))
    actors = {a.id: a for a in record.actors}
    for event in record.events:
        actor = actors.get(event.voice)
        if event.status != "denied" or event.quote or actor is None or not is_named(actor):
            continue
        before = record.text[max(0, event.start - 30) : event.start]
        clause = plain_line(record.text[event.start : event.end]).rstrip(" .,;")
        if actor_id in (None, actor.id) and re.search(r"\bden(?:ied|ies)\s+$", before) and len(clause.split()) > 1:
            words = full_stop(f"{first_up(in_sentence(record, actor))} denied {clause}")
            out.append((event.start, ClaimLine(words=words, mark=event.id)))
    return [line for _, line in sorted(out, key=lambda o: o[0])]


def _told(record: Record, one: Allegation, trusted: frozenset[str]) -> tuple[str, str, str]:
    """The claim as a sentence, its mark and who says it: as it is reported, quoted, or told with "allegedly"."""
    for quote in one.told_in:
        if quote.id in trusted and (words := accusation(record, quote) or paraphrase(record, quote, _LEAST)):
            return words, quote.id, quote.speaker or ""
    for quote in one.told_in:
        actor = next((a for a in record.actors if a.id == quote.speaker), None)
        words = quote_words_shown(record, quote) if quote.kind == "direct" else ""
        if words and quote.id in trusted and actor is not None:
            return f"{first_up(in_sentence(record, actor))}: {words}", quote.id, actor.id
    return (*_hedged(record, one), "")


def _hedged(record: Record, one: Allegation) -> tuple[str, str]:
    """A sentence that says itself that what it tells is only alleged."""
    if one.event is None or one.by:
        return "", ""
    sentence = next((s for s in record.sentences if s.start <= one.event.trigger[0] < s.end and not s.heading), None)
    if sentence is None:
        return "", ""
    words = plain_line(record.text[sentence.start : sentence.end])
    own = plain_line(record.text[one.event.start : one.event.end])
    short = len(words.split()) <= 25 and words[:1].isupper() and not re.match(r"(?:He|She|It|They|His|Her)\b", words)
    if not short or not _HEDGE.search(own) or not words.startswith(own[:12]):
        return "", ""
    return full_stop(words), one.event.id


def _answer(record: Record, one: Allegation, silent: frozenset[str]) -> tuple[str, str]:
    """Who denies it, who kept silent, who isn't heard: the first of these that the text surely says."""
    actors = {a.id: a for a in record.actors}
    for quote in one.answers:
        if quote.id in one.denying and (words := _denied(record, quote)):
            return words, quote.id
    for silence in one.silences:
        if (actor := actors.get(silence.actor)) and is_named(actor):
            mark = silence.mark or next(
                (sentence_id(s) for s in record.sentences if contains((s.start, s.end), (silence.start, silence.end))),
                "",
            )
            return f"{first_up(in_sentence(record, actor))} {silence.kind}.", mark
    waiting = [actors[a] for a in one.unheard if a in silent]
    if waiting:
        return f"No answer from {listed([in_sentence(record, a) for a in waiting])} in the text.", ""
    return "", ""


def _denied(record: Record, quote: Quote) -> str:
    if words := denial(record, quote):
        return words
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    shown = quote_words_shown(record, quote) if quote.kind == "direct" else ""
    if actor is None or not is_named(actor):
        return ""
    return f"{first_up(in_sentence(record, actor))}: {shown}" if shown else paraphrase(record, quote, _LEAST)


def never_heard(record: Record) -> frozenset[str]:
    """Named actors who speak nowhere, for whom nobody speaks, and whom no attribution names."""
    speakers = [q.speaker for q in record.quotes if q.speaker]
    speaks_for = represented(record.text, record.quotes, record.actors)
    heard = {*speakers, *(b for a in speakers for b in speaks_for.get(a, ()))}
    heard |= {a.of for a in record.actors if a.of and a.id in speakers}
    heard |= {e.voice for e in record.events}
    sources = [plain_line(record.text[slice(*q.source)]) for q in record.quotes if q.source]
    return frozenset(a.id for a in record.actors if is_named(a) and a.id not in heard and not _in(a, sources))


def _in(actor: Actor, sources: Sequence[str]) -> bool:
    last = actor.name.split()[-1:] if actor.kind == "person" else [actor.name]
    return any(re.search(rf"\b{re.escape(n)}\b", s) for n in (*last, *actor.aliases) for s in sources)
