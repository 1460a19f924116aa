"""Reported speech as sentences: what somebody said, denied or accused another of, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.domain.record import Event, Quote, Record
from components.domain.single_line_text import plain_line
from components.exports.actor_phrases import in_sentence, is_named
from components.exports.numbers_in_words import first_up

PARAPHRASED = 0.85  # confidence from which a paraphrase is told: its speaker and its bounds must both be right
SHORTEST, LONGEST = 5, 34  # words of what is told
_SAID = {
    "say": "said", "says": "said", "said": "said", "told": "said", "tells": "said", "added": "said", "adds": "said",
    "argued": "argued", "argues": "argued", "claimed": "claimed", "claims": "claimed", "alleged": "alleged",
    "alleges": "alleged", "insisted": "insisted", "insists": "insisted", "warned": "warned", "warns": "warned",
    "testified": "testified", "predicted": "predicted", "predicts": "predicted", "estimated": "estimated",
    "estimates": "estimated", "stressed": "stressed", "noted": "said", "notes": "said", "explained": "said",
    "announced": "announced", "wrote": "wrote", "believes": "believed", "believed": "believed", "thinks": "thought",
}  # fmt: skip
_DENIES = re.compile(r"(?:has |have |had )?(?:denied|denies|deny|rejected|rejects)$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|did|does|do|cannot|\w+ed|took|"
    r"sent|won|lost|made|came|went|gave|got|fell|rose|cut|put|let|kept|left|led|met|ran|saw|sold|bought|told|knew|"
    r"want|wants|plans?|needs?|knows?|shows?|remains?|seems?|\w+n['’]t)\b"
)  # fmt: skip
_NOT_A_CLAUSE = re.compile(r"(?:to|of|for|from|about|as|by|with|on|in|into|against|not|how|what|why|whether)\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")


def paraphrase(record: Record, quote: Quote, least: float = PARAPHRASED) -> str:
    """A reported clause as a sentence with its speaker: "Mara Quist said that …"; empty where it makes none."""
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    if actor is None or quote.kind not in ("indirect", "mixed") or quote.cue is None or len(quote.content) != 1:
        return ""
    if quote.confidence < least or quote.stance in ("denying", "asking"):
        return ""
    cue = plain_line(record.text[slice(*quote.cue)]).casefold().split()
    verb = _SAID.get(cue[-1]) if cue else None
    if verb is None or (len(cue) > 1 and cue[0] not in ("has", "have", "had", "also")):
        return ""
    words = clause_words(record, quote)
    if re.match(r"(?:it|its|they|their)\b" if actor.kind == "person" else r"(?:he|she|his|her)\b", words):
        return ""  # somebody else is meant, and isn't named here
    return full_stop(f"{first_up(in_sentence(record, actor))} {verb} that {words}") if words else ""


def clause_words(record: Record, quote: Quote) -> str:
    """The reported clause without "that" before it and the stop after it, as it stands after "that"."""
    start, end = quote.content[0]
    words = re.sub(r"^that\s+", "", plain_line(record.text[start:end]).rstrip(" .,;"), flags=re.IGNORECASE)
    if re.match(r"(?:However|So|Also|Still|But|And|Meanwhile|Instead|Previously|Then),?\s", words, re.IGNORECASE):
        return ""
    if not SHORTEST <= len(words.split()) <= LONGEST or _NOT_A_CLAUSE.match(words) or not _FINITE.search(words):
        return ""
    if words.count("“") != words.count("”") or words.count('"') % 2 or words.count("(") != words.count(")"):
        return ""
    if _FIRST_PERSON.search(re.sub(r"[“\"][^”\"]*[”\"]", "", words)) or "\n" in record.text[start:end].strip():
        return ""
    return _lower_first(record, words, start)


def denial(record: Record, quote: Quote) -> str:
    """A denial as a sentence: "Peter Lund denied taking any money."; empty where the words make none."""
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    if actor is None or quote.cue is None or len(quote.content) != 1:
        return ""
    cue = plain_line(record.text[slice(*quote.cue)]).casefold()
    words = plain_line(record.text[slice(*quote.content[0])]).rstrip(" .,;")
    if not _DENIES.search(cue) or not 2 <= len(words.split()) <= LONGEST or _FIRST_PERSON.search(words):
        return ""
    verb = "rejected" if "reject" in cue else "denied"
    after = "that " if re.match(r"(?:it|he|she|they)\s", words) else ""
    return full_stop(f"{first_up(in_sentence(record, actor))} {verb} {after}{words}")


def accusation(record: Record, quote: Quote) -> str:
    """An accusation as a sentence: "Mara Quist accused Ida Holt of …"; empty where the words make none."""
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    if actor is None or quote.cue is None or len(quote.content) != 1 or quote.kind == "direct":
        return ""
    cue = plain_line(record.text[slice(*quote.cue)]).casefold()
    words = plain_line(record.text[slice(*quote.content[0])]).rstrip(" .,;")
    if cue not in ("accused", "accuses", "has accused", "had accused") or " of " not in words:
        return ""
    if not SHORTEST - 1 <= len(words.split()) <= LONGEST or _FIRST_PERSON.search(words) or words.startswith("of "):
        return ""
    return full_stop(f"{first_up(in_sentence(record, actor))} accused {words}")


def charge(record: Record, event: Event, by: Sequence[str]) -> str:
    """An act of accusing as a sentence where no quote holds its words; empty where its own make none."""
    trigger = record.text[slice(*event.trigger)].casefold()
    actor = next((a for a in record.actors if by and a.id == by[0]), None)
    if event.kind != "reporting" or trigger not in ("accused", "accuses") or actor is None or not is_named(actor):
        return ""
    own = [m for m in actor.mentions if m.start == event.start and m.form in ("name", "pronoun")]
    if not own or (own[0].form == "pronoun" and own[0].confidence < PARAPHRASED):
        return ""
    before = plain_line(record.text[own[0].end : event.trigger[0]])
    words = plain_line(record.text[event.trigger[1] : event.end]).rstrip(" .,;")
    if before not in ("", "has", "had", "also") or " of " not in words or not words or "\n" in words:
        return ""
    if not SHORTEST - 1 <= len(words.split()) <= LONGEST or _FIRST_PERSON.search(words) or words.count("“") % 2:
        return ""
    return full_stop(f"{first_up(in_sentence(record, actor))} accused {words}")


def full_stop(sentence: str) -> str:
    """The sentence with a stop at its end, unless its last quoted words bring one."""
    return sentence if re.search(r"[.!?][”\"’]?$", sentence) else f"{sentence}."


def _lower_first(record: Record, words: str, start: int) -> str:
    """The words as they stand within a sentence: a capital that only begins one goes."""
    first = re.match(r"[A-Z][a-z]+\b", words)
    names = any(m.start <= start < m.end and m.form == "name" for a in record.actors for m in a.mentions)
    if first is None or names:
        return words
    common = re.search(rf"\b{first[0].lower()}\b", record.text) is not None
    short = first[0].lower() in ("the", "a", "an", "it", "he", "she", "they", "there", "this", "that", "more", "most")
    return words[:1].lower() + words[1:] if common or short else words
