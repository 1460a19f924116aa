"""An event as a sentence without its date: the clause that tells it, where that can stand alone, else nothing."""

from __future__ import annotations

import re

from components.charts.chart_style import CHECK
from components.domain.clickable_marks import sentence_of
from components.domain.correction_replay import is_by_reader
from components.domain.record import WRITER, Actor, Event, Record
from components.domain.single_line_text import plain_line
from components.domain.spans import Span, contains, overlaps
from components.exports.actor_phrases import in_sentence, is_named
from components.exports.numbers_in_words import first_up

SURE_ENOUGH = 0.69  # of an event with its date: below it too many stand on a wrong day
FEWEST_WORDS, MOST_WORDS = 3, 32
PLANNED_ENOUGH = 0.6  # of what is planned, told in a whole sentence that has no other date
MOST_PLANNED_WORDS = 26
FAR_WORDS = 14  # between what happens and its date
_OWN_SUBJECT = re.compile(
    r"(?:who|which|that|whose|whom|where|when|while|to|and|or|but|if|because|since|than|as|not|will|would|is|are|was|"
    r"were|has|have|had|been|being|be|may|might|could|can|did|does)\b", re.IGNORECASE,
)  # fmt: skip
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our|myself)\b")
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|ago|now|(?:this|last|next|later|earlier)\s+(?:this\s+|that\s+)?"
    r"(?:week|month|year|morning|afternoon|evening|night|weekend|summer|spring|autumn|fall|winter|day|\w+day))\b",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE_A_DATE = re.compile(
    r"(?:^|[\s,]+)(?:(?:early|late|later|earlier|also|back|just)\s+)?(?:(?:on|in|at|during|this)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)  # fmt: skip
_OTHER_PREPOSITION = re.compile(
    r"\b(?:by|from|until|till|before|after|between|through|to|of|for|with|than|within)\s+(?:the\s+)?(?:end\s+of\s+)?$",
    re.IGNORECASE,
)  # fmt: skip
_MODAL = re.compile(r"\b(?:may|might|could|can|likely|expected)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|shall|won['’]t|would|due|scheduled|set|plans?|planned|expected|intends?|to\s+be|begins?|starts?|opens?)\b"
)
_SURELY_TO_COME = re.compile(
    r"\b(?:will|won['’]t|(?:is|are)\s+(?:due|scheduled|set|expected|planned|to\s+be)|plans?\s+to|intends?\s+to)\b"
)
_SOMEBODYS = re.compile(
    r"\b(?:said|says|told|tells|that|promised|expects?|hopes?|wants?|according|if|unless|who|which)\b"
)
_PRONOUN_FIRST = r"(?i:he|she|it|they|his|her|its|their|this|these|that|those|there|but|and|so|while|when)\b"
_FOR = r"(?<=planned\s)for|(?<=scheduled\s)for|(?<=set\s)for|(?<=due\s)for|(?<=expected\s)for"
_IS_DUE = re.compile(r"\b(?:is|are|was|were)\s+(?:due|scheduled|set|expected|planned)\s*$", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|['’]s|['’]re)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_OPEN_WORDS = re.compile(
    r"\b(?:it|them|him|they)\b|"
    r"\b[Tt]he (?:other|others|former|latter|same)\b|"
    r"\bmade the (?:comment|remark|reference|statement|announcement|call|claim|case)s?\b|"
    r"\b[Tt](?:hat|his|hese|hose) (?:argument|claim|move|decision|request|question|act|step)s?\b"
)
_NEEDS_MORE = r"thought|said|believed|felt|knew|hoped|wanted|made|took|gave|told|called|saw|found|named|cost"
_NOUN = re.compile(r"\b(?:a|an|the|its|his|her|their|this|that|of|another|first|new)\s+$", re.IGNORECASE)


def event_words(record: Record, event: Event) -> str:
    """The event as a sentence without its date, in the article's words; empty where they make none."""
    return _clause_words(record, event) or _planned_sentence(record, event)


def _planned_sentence(record: Record, event: Event) -> str:
    """The whole sentence that tells what is planned, where it is the writer's and has no date but the event's."""
    if event.status != "planned" or event.voice != WRITER or event.quote or event.confidence < PLANNED_ENOUGH:
        return ""
    sentence = sentence_of(record, event.trigger[0])
    if sentence is None or sentence.heading or event.timex is None or event.timex >= len(record.timexes):
        return ""
    date = record.timexes[event.timex]
    dates = [t for t in record.timexes if t.type in ("DATE", "TIME") and sentence.start <= t.start < sentence.end]
    quoted = any(overlaps((sentence.start, sentence.end), part) for q in record.quotes for part in q.content)
    if dates != [date] or quoted:
        return ""
    words = plain_line(record.text[sentence.start : sentence.end]).strip(" .")
    at = record.text[slice(*event.trigger)]
    soon = re.search(rf"\b{re.escape(at)}\s+(?:(?:on|in)\s+)?{re.escape(record.text[date.start : date.end])}", words)
    if not (_SURELY_TO_COME.search(words) or (soon and re.search(r"[^s]s$", at))) or not words[:1].isupper():
        return ""
    if _SOMEBODYS.search(words) or re.match(_PRONOUN_FIRST, words) or re.search(r"[;:?!“”\"]", words):
        return ""
    own = plain_line(record.text[date.start : date.end]).strip(" .")
    cut = re.search(rf"\s+(?:on|in|{_FOR})\s+{re.escape(own)}$|\s+{re.escape(own)}$", words)
    shown = words[: cut.start()] if cut else words
    open_words = any(found.search(shown) for found in (_FIRST_PERSON, _RELATIVE, _OPEN_WORDS))
    if open_words or not FEWEST_WORDS - 1 <= len(shown.split()) <= MOST_PLANNED_WORDS:
        return ""
    return first_up(shown) + "."


def _clause_words(record: Record, event: Event) -> str:
    by_reader = is_by_reader(record, event)
    if event.confidence < SURE_ENOUGH and not by_reader:
        return ""
    if event.rule.rpartition("; ")[2].startswith("named as") or (event.basis == "tense" and not by_reader):
        return ""
    if event.status == "claimed" and not _may_be_told(record, event):
        return ""
    told = _clause(record, event)
    if told is None:
        return ""
    lead, span = told
    date = record.timexes[event.timex] if event.timex is not None and event.timex < len(record.timexes) else None
    own = (date.start, date.end) if date is not None else None
    if not by_reader and (own is None or not _beside(record, event, own)):
        return ""
    words = _without_date(record, span, own, record.text[slice(*event.trigger)])
    words = plain_line(f"{lead} {words}" if lead else words).strip(" ,;:–-")
    return first_up(words) + "." if _is_sentence(record, event, words) else ""


def _may_be_told(record: Record, event: Event) -> bool:
    """A claim is told where it stands in the words of a named actor who makes it, or says itself that it is one."""
    claim = next((c for c in record.claims if c.event == event.id), None)
    named = {a.id for a in record.actors if is_named(a)} & set(claim.by if claim else ())
    holding = [q for q in record.quotes if any(contains(part, event.trigger) for part in q.content)]
    if any(q.stance == "denying" for q in holding):
        return False
    return any(q.speaker in named for q in holding) or bool(
        re.search(r"\b(?:alleged|reported)ly\b", record.text[event.start : event.end])
    )


def _beside(record: Record, event: Event, date: Span) -> bool:
    """Whether the date stands in what is told, near enough to what happens for it to be its own."""
    start, end = event.trigger
    sentence = sentence_of(record, start)
    if sentence is None or not sentence.start <= date[0] < sentence.end or record.text[date[1] : date[1] + 1] in "-–":
        return False  # elsewhere, or the first of several days ("16-19 September")
    if re.search(r"\b(?:for|of|with|than|to)\s+(?:the\s+)?$", record.text[sentence.start : date[0]]):
        return False  # of something else in the sentence ("the filings for 2015")
    if date[0] < start:
        between = record.text[date[1] : start]
        return len(between.split()) <= FAR_WORDS and not re.search(r"[;:]|\b(?:who|which|that)\b", between)
    between = record.text[end : date[0]]
    return len(between.split()) <= FAR_WORDS and not re.search(
        r"[,;:–]|\s-\s|\b(?:who|which|that|after|before|to)\s+\w+ed\b", between
    )


def _clause(record: Record, event: Event) -> tuple[str, Span] | None:
    """What the sentence begins with in place of a pronoun, and the words that follow."""
    start, end = event.start, event.end
    text = record.text
    sentence = sentence_of(record, event.trigger[0])
    if sentence is None or sentence.heading:
        return None
    end = min(end, sentence.end)
    relative = re.match(r"(?:who|which)\s+(?=\w)", text[start:end])
    if relative is not None:
        actor = next((a for a in _actors(record, event) if event.summary.startswith(a.name)), None)
        if actor is None or not is_named(actor):
            return None
        return in_sentence(record, actor), (start + relative.end(), end)
    if text[start:end].startswith("to ") and _IS_DUE.search(text[sentence.start : start]):
        start = sentence.start
        if re.search(r"[,;:]", text[start : event.trigger[0]]):
            return None
    elif _OWN_SUBJECT.match(text[start:end]) or not _begins_a_clause(text[sentence.start : start]):
        return None
    for actor in record.actors:
        for mention in actor.mentions:
            if mention.start == start and mention.form == "pronoun":
                return _for_pronoun(record, actor, mention.confidence, (mention.start, mention.end), end)
            described = mention.start == start and mention.form == "nominal" and mention.confidence >= CHECK
            alone = re.match(r"[Tt]he\s", text[start : mention.end]) and re.match(r" [a-z]", text[mention.end : end])
            if described and alone and is_named(actor):
                return in_sentence(record, actor), (mention.end, end)
    if re.match(r"(?:he|she|it|they|his|her|its|their|this|these|that|those|there)\b", text[start:end], re.IGNORECASE):
        return None
    return "", (start, end)


def _actors(record: Record, event: Event) -> list[Actor]:
    return [a for a in record.actors if a.id in event.actors]


def _begins_a_clause(before: str) -> bool:
    """Whether a clause can begin after these words of its sentence."""
    before = before.strip(" \n“\"‘'")
    return not before or before[-1:] in ",;:–—" or bool(re.search(r"(?:\b(?:and|but|that|after|as)|\s[-–—])$", before))


def _for_pronoun(
    record: Record, actor: Actor, confidence: float, pronoun: Span, end: int
) -> tuple[str, Span] | None:  # fmt: skip
    written = record.text[slice(*pronoun)].casefold()
    if confidence < CHECK or not is_named(actor) or written not in ("he", "she", "it", "his", "her", "its"):
        return None
    name = in_sentence(record, actor)
    if written in ("his", "its") or (written == "her" and record.text[pronoun[1] : pronoun[1] + 1] == " "):
        name += "’" if name.endswith("s") else "’s"
    return name, (pronoun[1], end)


def _without_date(record: Record, span: Span, date: Span | None, trigger: str) -> str:
    """The words without the date and its preposition, where what is left is still a clause."""
    start, end = span
    words = record.text[start:end]
    if date is None or not start <= date[0] < end:
        return words
    before, after = record.text[start : date[0]], record.text[min(date[1], end) : end]
    if _OTHER_PREPOSITION.search(before):
        return words
    cut = _BEFORE_A_DATE.search(before)
    head = before[: cut.start()] if cut else before
    last = re.search(r"(\w+)\W*$", head)
    if last is not None and last[1].endswith("ed") and not trigger.endswith(last[1]):
        return words
    if re.match(r"\s*(?:where|when|which|who|that|and|or|to|through|until)\b", after):
        return words
    if not head.strip():
        return after.lstrip(" ,")
    return f"{head.rstrip(' ,')}{'' if after[:1] in ',.;' else ' '}{after.lstrip()}"


def _is_sentence(record: Record, event: Event, words: str) -> bool:
    """Whether the words can stand alone: a verb with a subject before it, nobody's "we", no day that is gone."""
    count = len(words.split())
    if not FEWEST_WORDS <= count <= MOST_WORDS or any(
        found.search(words) for found in (_FIRST_PERSON, _RELATIVE, _OPEN_WORDS)
    ):
        return False
    if words.count("“") != words.count("”") or words.count('"') % 2 or words.count("(") != words.count(")"):
        return False
    trigger = record.text[slice(*event.trigger)]
    at = words.find(trigger)
    if at <= 0:
        return False
    before = words[:at]
    if re.search(r"\b(?:across|into|to|by|of|for|with|from|at|on|in|as|and|the|a)$", words):
        return False
    if words.endswith(trigger) and re.fullmatch(_NEEDS_MORE, trigger):
        return False
    if trigger.endswith("ing") and not _BE.search(before):
        return False
    if event.status in ("happened", "ongoing") and _NOUN.search(before) and not _BE.search(before):
        return False
    if event.status in ("happened", "ongoing", "claimed") and re.search(r"\bto\s+(?:\w+ly\s+)?$", before):
        return False
    if event.status == "planned":
        return bool(_TO_COME.search(words))
    return event.status != "possible" or bool(_MODAL.search(words))
