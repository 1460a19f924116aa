"""The claims in words, for the page, the report and the table alike: a row a claim, each cell with what it leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
import pandas as pd

from components.charts.chart_style import SURE
from components.domain.allegations import Allegation, allegations, unheard_names
from components.domain.clickable_marks import sentence_around, sentence_of
from components.domain.correction_replay import corrected_items
from components.domain.date_words import full_when_words, when_words
from components.domain.record import Genre, Quote, Record, Stance
from components.domain.single_line_text import plain_line
from components.domain.spans import Span, overlaps
from components.exports.newsroom_words import NOBODY_NAMED, STANCES, actor_names, confidence_words, source_words
from components.exports.numbers_in_words import first_up, number
from components.exports.who_is_heard import unheard_accused

FIRST_WORDS = 14  # of an answer
LABEL_WORDS = 24
SHORT = 3  # words of a label that says too little ("Beijing is seeking"): its clause says more
_HEDGES = re.compile(r"\b(?:alleged(?:ly)?|reportedly|supposedly|purportedly|apparently|rumou?red)\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:that|what\s+\w+\s+(?:describe[sd]?\s+as|calls?|called))\s+", re.IGNORECASE)
_ANSWERING: dict[Stance, str] = {"neutral": "answered", "endorsing": "answered", "doubting": "claimed"}
NO_ANSWER = "No answer in the text"
SAID_TOO = "The writer says it too"
HEADS = ("What is claimed", "Said by", "Denied or answered")
SINCE = "Since"
CLAIM_NOTES: dict[Genre, str] = {
    "opinion": "An opinion: what the writer alleges is no row here, and nobody need have been asked.",
    "release": "A release: every claim is the issuer's, and whom it is of was hardly asked.",
    "transcript": "A transcript: an answer may stand in a later turn and not be told as one.",
    "court": "A court paper: what it states are the parties' claims, also where the writer seems to say it too.",
    "live": "A live blog: an answer may stand in another entry.",
}


class Cell(msgspec.Struct, frozen=True):
    """Words that lead to a mark; the colour is an actor's."""

    text: str
    mark: str
    colour: str = ""


class Answer(msgspec.Struct, frozen=True):
    """Who answers, how that is told, the first words of it, and the mark that it leads to."""

    who: str
    how: str
    words: str
    mark: str
    colour: str = ""


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim; ``missing`` are those of whom the text has no answer."""

    what: Cell
    when: str
    note: str
    by: tuple[Cell, ...]
    since: Cell | None
    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    stated: bool


class Claims(msgspec.Struct, frozen=True):
    """All rows, with what stands above them."""

    headline: str
    unheard: str
    note: str
    rows: tuple[ClaimRow, ...]


def claims_in_words(record: Record, colours: Mapping[str, str], actor: str | None = None) -> Claims:
    """The rows in their order; ``actor``: only those that concern that one. No rows, no words."""
    found = allegations(record, actor)
    if not found:
        return Claims("", "", "", ())
    return Claims(
        _headline(found),
        _unheard(record, found),
        CLAIM_NOTES.get(record.genre, ""),
        tuple(_row(record, one, colours) for one in found),
    )


def _unheard(record: Record, found: Sequence[Allegation]) -> str:
    """Who is accused and never heard, and who is heard, but nowhere on what is claimed of them: whom to call."""
    silent = [plain_line(a.name) for a in unheard_accused(record, found)]
    elsewhere = [name for n in unheard_names(record, found) if (name := plain_line(n)) not in silent]
    parts = [f"Not heard in the text: {', '.join(silent)}"] if silent else []
    if elsewhere:
        parts.append(f"heard, but not on what is claimed of them: {', '.join(elsewhere)}")
    return first_up("; ".join(parts))


def _headline(found: Sequence[Allegation]) -> str:
    """How many claims, and how many of those accuse somebody who is not heard."""
    lead = f"{number(len(found))} claim{'s' if len(found) != 1 else ''}"
    silent = sum(bool(one.unheard) for one in found)
    if not silent:
        return first_up(lead)
    how = f"{number(silent)} without an answer"
    if silent == len(found):
        how = {1: "without an answer", 2: "neither answered"}.get(silent, "none answered")
    return first_up(f"{lead}, {how} in the text")


def _row(record: Record, one: Allegation, colours: Mapping[str, str]) -> ClaimRow:
    names, corrected = actor_names(record), corrected_items(record)
    identity = one.event.id if one.event else one.quote.id if one.quote else ""
    confidence = one.event.confidence if one.event else one.quote.confidence if one.quote else 1.0
    note = ["check" if confidence_words(confidence) == "check" else "",
            "✎ corrected by a reader" if identity in corrected else ""]  # fmt: skip
    dated = one.event if one.event and one.event.kind != "reporting" and one.event.confidence >= SURE else None
    dated = dated if dated and (dated.earliest or dated.latest) else None
    since = one.sayings[0] if one.sayings else None
    return ClaimRow(
        what=Cell(claim_label(record, one), identity),
        when=full_when_words(record, dated) if dated else "",
        note=", ".join(filter(None, note)),
        by=_said_by(record, one, colours, identity),
        since=Cell(when_words(record, since), since.id) if since else None,
        answers=tuple(_answers(record, one, colours)),
        missing=tuple(_name(names, a) for a in one.unheard),
        stated=one.stated,
    )


def claim_label(record: Record, one: Allegation) -> str:
    """What is claimed: the event's label; an accusation's own clause; else the words themselves."""
    if one.event is None:
        return first_up(_first(_of_quote(record, one.quote), LABEL_WORDS)) if one.quote else ""
    if one.event.kind == "reporting":
        return first_up(_first(plain_line(record.text[one.event.start : one.event.end]), LABEL_WORDS))
    label = plain_line(one.event.summary)
    if len(label.split()) <= SHORT:
        clause = plain_line(record.text[one.event.start : one.event.end])
        label = clause if clause.lower().startswith(label.lower()) else label
    if len(label.split()) <= SHORT:
        label = _longer(record, one, label)
    return first_up(_first(label, LABEL_WORDS))


def _longer(record: Record, one: Allegation, label: str) -> str:
    """A label that says too little with what follows it in the words that it is told in; or those words alone."""
    start = one.event.start if one.event else 0
    end = max((e for q in one.told_in for s, e in q.content if s <= start < e), default=0)
    sentence = sentence_of(record, start)
    told = plain_line(record.text[start : min(end, sentence.end if sentence else end)]).rstrip(".,;")
    if len(label.split()) < 2:
        return _without_lead(_words(record, one.told_in[0])) if one.told_in else label
    if "“" not in told:
        told = told.removesuffix("”").rstrip(".,;")
    return told if len(told.split()) > len(label.split()) else label


def _of_quote(record: Record, quote: Quote) -> str:
    """What is claimed in a quote's words; who is accused of something stands behind its verb."""
    words = _without_lead(_words(record, quote))
    cue = plain_line(record.text[slice(*quote.cue)]) if quote.cue else ""
    if re.search(r"\baccus(?:ed|es)$", cue) and " of " in words:
        return f"accused {words}"
    return f"charged {words}" if re.search(r"\bcharge[ds]$", cue) and " with " in words else words


def _without_lead(words: str) -> str:
    return words[found.end() :] if (found := _LEAD.match(words)) else words


def _name(names: Mapping[str, str], actor: str | None) -> str:
    return first_up(plain_line(names.get(actor or "", "somebody")))


def _words(record: Record, quote: Quote) -> str:
    return " … ".join(plain_line(record.text[s:e]) for s, e in quote.content)


def _first(words: str, most: int) -> str:
    """The first words; a comma that led back to the speaker goes."""
    words = re.sub(r",(?=[\"”’']?$)", "", words)
    parts = words.split()
    return words if len(parts) <= most else " ".join(parts[:most]).rstrip(",;:") + " …"


def _said_by(record: Record, one: Allegation, colours: Mapping[str, str], identity: str) -> tuple[Cell, ...]:
    names = actor_names(record)
    cells = []
    for actor in one.by:
        told = next((q.id for q in one.told_in if q.speaker == actor), identity)
        cells.append(Cell(_name(names, actor), told, colours.get(actor, "")))
    if cells or one.denials or (one.event is not None and one.event.status == "denied"):
        return tuple(cells)
    quote = one.told_in[0] if one.told_in else None
    source = plain_line(source_words(record, quote)) if quote else ""
    hedge = _HEDGES.search(record.text, *(one.event.start, one.event.end)) if one.event else None
    word = hedge[0] if hedge else plain_line(record.text[slice(*quote.cue)]) if quote and quote.cue else ""
    text = source or (f"{NOBODY_NAMED} (“{word}”)" if word else NOBODY_NAMED)
    return (Cell(first_up(text), quote.id if quote else identity),)


def _answers(record: Record, one: Allegation, colours: Mapping[str, str]) -> list[Answer]:
    names = actor_names(record)
    found: list[tuple[Span, Answer]] = []
    for denial in one.denials:
        event = denial.event
        quote = next((q for q in record.quotes if q.id == event.quote), None)
        words = _words(record, quote) if quote else plain_line(event.summary)
        who = _name(names, denial.actor)
        answer = Answer(
            who, "denied", _first(words, FIRST_WORDS), quote.id if quote else event.id, colours.get(denial.actor, "")
        )
        found.append((event.trigger, answer))
    quiet = [(n.start, n.end) for n in one.silences]
    for quote in one.answers:
        if any(overlaps(span, part) for span in quiet for part in quote.content):
            continue
        who = _name(names, quote.speaker)
        how = "denied" if quote.id in one.denying else _ANSWERING.get(quote.stance) or STANCES[quote.stance]
        colour = colours.get(quote.speaker or "", "")
        found.append((quote.content[0], Answer(who, how, _first(_words(record, quote), FIRST_WORDS), quote.id, colour)))
    for silence in one.silences:
        who = _name(names, silence.actor)
        mark = silence.mark or sentence_around(record, (silence.start, silence.end))
        found.append(
            ((silence.start, silence.end), Answer(who, silence.kind, "", mark, colours.get(silence.actor, "")))
        )
    for no in one.rejections:
        mark = no.mark or sentence_around(record, (no.start, no.end))
        found.append(
            ((no.start, no.end), Answer(_name(names, no.actor), "denied it", "", mark, colours.get(no.actor, "")))
        )
    for actor, perhaps in one.perhaps:
        words = _first(plain_line(record.text[perhaps.start : perhaps.end]), FIRST_WORDS)
        mark = sentence_around(record, (perhaps.start, perhaps.start + 1))
        found.append(
            (
                (perhaps.start, perhaps.end),
                Answer(_name(names, actor), "perhaps denied", words, mark, colours.get(actor, "")),
            )
        )
    return [answer for _, answer in sorted(found, key=lambda f: f[0])]


def marks_in_rows(rows: Sequence[ClaimRow]) -> list[str]:
    """Everything that the rows lead to, row by row."""
    found = []
    for row in rows:
        found += [row.what.mark, *(c.mark for c in row.by), *([row.since.mark] if row.since else []),
                  *(a.mark for a in row.answers)]  # fmt: skip
    return list(dict.fromkeys(filter(None, found)))


def claims_table(record: Record) -> pd.DataFrame:
    """One row a claim; its id is the event's, or the quote's where its words hold no event."""
    columns = (
        "id",
        HEADS[0],
        "When it is said to have been",
        HEADS[1],
        SINCE,
        HEADS[2],
        f"{NO_ANSWER} from",
        SAID_TOO,
        "To check",
    )
    rows = [
        [
            row.what.mark,
            row.what.text,
            row.when,
            ", ".join(c.text for c in row.by),
            row.since.text if row.since else "",
            "; ".join(answer_words(a) for a in row.answers),
            ", ".join(row.missing),
            "yes" if row.stated else "",
            row.note,
        ]
        for row in claims_in_words(record, {}).rows
    ]
    return pd.DataFrame(rows, columns=list(columns))


def answer_words(answer: Answer) -> str:
    """An answer as a line: "Jonas Berg, denied: “My client never touched it”"."""
    return f"{answer.who}, {answer.how}: {answer.words}" if answer.words else f"{answer.who} {answer.how}"
