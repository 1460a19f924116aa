"""Claims and denials of the brief: who alleges what, who denies it or isn't heard; each sentence true by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from components.domain.accusation_words import accusing, deed
from components.domain.allegations import Allegation
from components.domain.answers import represented
from components.domain.claim_distance import ClaimDistance
from components.domain.clickable_marks import sentence_around, sentence_of
from components.domain.narrow_to_actor import actor_of, talks_about
from components.domain.record import Quote, Record
from components.domain.single_line_text import plain_line
from components.exports.actor_phrases import in_sentence, is_named, listed
from components.exports.brief_voices import quote_words_shown, surely_attributed
from components.exports.numbers_in_words import first_up
from components.exports.reported_speech import accusation, charge, denial, full_stop, paraphrase
from components.exports.who_is_heard import never_heard

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


def claim_lines(
    record: Record, found: Sequence[Allegation], actor_id: str | None = None
) -> tuple[ClaimLine, ...]:  # fmt: skip
    """At most three: accusations that nobody answers, those that are answered, denials of what else there is.

    Of each kind those of people come before those of bodies. ``found`` are the claims, of the actor alone where one is
    given.
    """
    trusted = surely_attributed(record)
    silent = never_heard(record)
    denials = _denials(record, trusted, actor_id)
    marks = {line.mark for line in denials}
    deniers = {q.speaker for q in record.quotes if q.id in marks} | {e.voice for e in record.events if e.id in marks}
    out: list[ClaimLine] = []
    said: set[str] = set()
    speakers: set[str] = set()
    for one in _in_order(record, found):
        if len(out) == MOST_CLAIMS:
            break
        words, mark, who = _told(record, one, trusted)
        answered = one.denials or one.denying or one.rejections or one.silences or deniers.intersection(one.concerned)
        if not (answered or (one.unheard and (deed.search(words) or accusing.search(words)))) or "?" in words:
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


def more_claims(found: Sequence[Allegation], shown: Sequence[ClaimLine]) -> int:
    """How many claims the list of all of them has beside those that are shown."""
    marks = {m for line in shown for m in (line.mark, line.answer_mark) if m}
    return sum(not marks & _marks(one) for one in found)


def _marks(one: Allegation) -> set[str]:
    events = [e for e in (one.event, *(d.event for d in one.denials)) if e]
    own = {q.id for q in one.told_in} | ({one.quote.id} if one.quote else set())
    return own | {e.id for e in events} | {e.quote for e in events if e.quote and e.status == "denied"}


def _in_order(record: Record, found: Sequence[Allegation]) -> list[Allegation]:
    """What nobody answers first; of each kind what is of people, then what is of bodies; then as they are told."""
    people = {a.id for a in record.actors if a.kind == "person" and is_named(a)}
    return sorted(
        found, key=lambda one: (not one.unheard, not people.intersection(one.unheard or one.concerned), one.place)
    )


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
    if one.event is not None and (words := charge(record, one.event, one.by)):
        return words, one.event.id, one.by[0]
    return (*_hedged(record, one), "")


def _hedged(record: Record, one: Allegation) -> tuple[str, str]:
    """A sentence that says itself that what it tells is only alleged."""
    if one.event is None or one.by:
        return "", ""
    sentence = sentence_of(record, one.event.trigger[0])
    if sentence is None or sentence.heading:
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
    for no in one.rejections:
        if (actor := actors.get(no.actor)) and is_named(actor):
            return f"{first_up(in_sentence(record, actor))} denied it.", no.mark or sentence_around(
                record, (no.start, no.end)
            )
    for silence in one.silences:
        if (actor := actors.get(silence.actor)) and is_named(actor):
            mark = silence.mark or sentence_around(record, (silence.start, silence.end))
            return f"{first_up(in_sentence(record, actor))} {silence.kind}.", mark
    waiting = [actors[a] for a in one.unheard if a in silent]
    if waiting:
        return f"No answer from {listed([in_sentence(record, a) for a in waiting])} in the text.", ""
    near = ClaimDistance(record.text)
    after = {q.speaker for q in record.quotes if near.follows([one.place], q.content[0])}
    waiting = [actors[a] for a in one.unheard if is_named(actors[a]) and not after & _voices(record, a)]
    if waiting:  # they are heard elsewhere, but not on this
        return f"No answer to this from {listed([in_sentence(record, a) for a in waiting])} in the text.", ""
    return "", ""


def _voices(record: Record, actor_id: str) -> set[str]:
    """An actor, those who speak for it and those who belong to it."""
    speaks_for = represented(record.text, record.quotes, record.actors)
    belong = {a.id for a in record.actors if a.of == actor_id}
    return {actor_id, *belong, *(a for a, others in speaks_for.items() if actor_id in others)}


def _denied(record: Record, quote: Quote) -> str:
    if words := denial(record, quote):
        return words
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    shown = quote_words_shown(record, quote) if quote.kind == "direct" else ""
    if actor is None or not is_named(actor):
        return ""
    return f"{first_up(in_sentence(record, actor))}: {shown}" if shown else paraphrase(record, quote, _LEAST)
