"""Whether a sentence's own news is surely of a day: its main verb's, and no other's day stands beside it."""

from __future__ import annotations

import re

from components.collection.chronicle.sure_days import sure_day
from components.domain.record import Event, Record, Timex
from components.domain.rules_after_corrections import dated_by_reader
from components.domain.spans import Span

# How an event came by its date (analysis/events) where the text itself doesn't put the two together.
_LOOSE = (
    "told in the sentence of the date", "it shares the date of the clause", "it is part of what is dated",
    "dated to the day of", "its tense puts it",
)  # fmt: skip
_ONLY_DATE = "the only date in its sentence"
_NOMINAL = "named as something that is"
_PAST = ("told as done", "past tense", "its date is gone")
# Words that open a clause of its own; what stands in it is mentioned beside the sentence's news.
_CLAUSE = (
    r"who|whom|which|whose|where|when|while|after|before|since|until|following|because|although|though|unless|than|if"
    r"|amid|despite|once|as of|by the time|the moment"
)
_BESIDE = re.compile(rf"\b(?:{_CLAUSE}|as)\b[^,;:—–]{{0,100}}$", re.I)
_BETWEEN = re.compile(
    rf"\b(?:{_CLAUSE}|that|how|what|why|whether|(?:up|down) from|from (?=[\d$£€])|compared)\b|[;:“”\"]| [-–—]+ ", re.I
)
_THAT = re.compile(r"([\w’']+),? that\b(?:(?!\bthat\b)[^,;:—–]){0,100}$", re.I)
_TELLS_THAT = re.compile(
    r"(?:said|say|says|saying|told|announced|announces|announcing|confirmed|confirms|reported|reports|warned|warns"
    r"|declared|admitted|revealed|found|ruled|agreed|added|showed|shows|noted|acknowledged|stated|claimed|so)$",
    re.I,
)
# What is said of somebody between commas. Behind "In Arden, " a noun is no apposition but the sentence's subject.
_RELATIVE = re.compile(r", (?:who|whom|whose|which|where|\w+ed|\w+ing)\b[^;:]{0,200}?(?=, )")
_ASIDE = re.compile(r", (?:who|whom|whose|which|where|the|an?|now|then|formerly|\d+|\w+ed|\w+ing)\b[^;:]{0,200}?(?=, )")
_ADVERBIAL = re.compile(
    r"(?:In|On|At|After|Before|During|With|Without|As|When|While|For|By|Since|Under|From|Despite)\b"
)
_FROM_THERE_ON = re.compile(r"\b(?:since|until|till|before|after|from|by|between|than|following)\s+(?:\w+\s+)?$", re.I)
# What was so before it was said ("had died", "were killed"); "was offering" and "was calm" are of when it was said.
_WAS = re.compile(
    r"\bhad (?:\w+ly |also |not |now |just |already )?"
    r"(?:been|become|begun|[a-z]+(?:ed|en|wn|one|ade|ome|ought|ent|eft|elt|un|ut))\b"
    r"|\b(?:was|were) (?:\w+ly |also |not )?[a-z]+(?:ed|en|wn|ot|ound|ut|eld|one)\b"
)
_SAYS = re.compile(
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|(?:report|add|not|recall|estimat|stat|writ)(?:e?s|e?d|ing)?|wrote)"
)
_HAS = re.compile(r"\b(?:has|have)(?: [\w’']+){0,2} $")
_OF_A_NOUN = re.compile(r"\b(?:\w+ly|the|an?|its|new|more)[ -]$", re.I)  # "the newly discovered virus"
_NO_PARTICIPLES = frozenset(
    "died fell rose came went arrived emerged collapsed crashed happened occurred struck".split()
)
_BY_WHAT = re.compile(r" (?:with|by|from|in|at|to|for|on|of)\b")
_OPENING = re.compile(r"^(?:Together with|Along with|In addition to|With|Despite|Besides|Like|Unlike)\b[^,;:]*$")
_A_VERB = re.compile(
    r"(?<!-)\b(?:is|are|was|were|has|have|had|will|would|said|says|rose|fell|left|took|came|became|began|saw|made|won|lost|went"
    r"|got|did|does|do|[a-z]{2,}ed)\b"
)
_SUPPORTED = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|to|will|would|not|it|he|she|they|who)(?: \w+ly)? $"
)
_IS = re.compile(r"\b(?:is|are)(?: \w+)? $")
_GOING_ON = re.compile(
    r"\b(?:is|are|was|were|be|been|began|begun|begin|started?|continued?|kept|stopped)(?: \w+)?(?: \w+ing and)? $"
)
_IS_DONE = re.compile(r"(?<!\b[Ii]t )\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $")
_HEDGED = re.compile(
    r"\b(?:supposed|likely|expected|meant|hop(?:es|ed|ing)|may|might|could|would|should|if|unclear|reportedly|allegedly"
    r"|rumou?red|scheduled)\b[^,;:]{0,40}$",
    re.I,
)
_HABIT = re.compile(
    r"\b(?:normally|usually|typically|generally|often|always|every|each|annual(?:ly)?|regularly)\b", re.I
)
_TIMELESS = ("present tense", "its date is gone")


def is_own_news(record: Record, span: Span, event: Event, day: str, *, dateline: bool = True) -> bool:
    """Whether the sentence ``span`` says as its own news that the event, which is of ``day``, happens.

    It mentions what it names ("the quake of Tuesday"), how things are, and what it says beside something else ("is
    testing a woman who returned on April 24"): its own news may be of another day. ``dateline``: whether the day of
    the article is sure (sure_dateline.py).
    """
    before = record.text[span[0] : event.trigger[0]]
    if event.kind == "state" or _NOMINAL in event.rule or _is_timeless(event) or _is_beside(before):
        return False
    if dated_by_reader(event):
        return True
    timex = _timex_of(record, event)
    if timex is None or not span[0] <= timex.start < span[1] or (timex.anchor == "dateline" and not dateline):
        return False
    around = [e for e in record.events if span[0] <= e.trigger[0] < span[1] and e.id != event.id]
    return (
        _is_tied(record, event, timex, around)
        and _is_main(record.text, span[0], event, timex, [e for e in around if _is_of_another_day(e, day)])
        and _is_near(record.text, span[0], event, timex)
        and not any(
            _is_another_time(record, t, day) and (t.start < timex.start or t.start < event.trigger[0])
            for t in record.timexes
            if span[0] <= t.start < span[1]
        )
    )


def _is_beside(before: str) -> bool:
    """Whether the words before a verb make it something beside the news: a clause, a noun's, a habit, what may be."""
    return any(words.search(before) for words in (_BESIDE, _HEDGED, _HABIT, _OPENING)) or _is_of_a_noun(before)


def _is_main(text: str, start: int, event: Event, timex: Timex, of_other_days: list[Event]) -> bool:
    """Whether it is a verb of the main clause, with none of another day before it; an aside counts for neither."""
    before, trigger = text[start : event.trigger[0]], text[slice(*event.trigger)]
    if event.status == "happened" and _IS.search(before) and not trigger.endswith("ing"):
        return False  # "are closed", "is stored": how things are
    aside = _RELATIVE if _ADVERBIAL.match(before) else _ASIDE
    joined = timex.start < event.trigger[0] and before.endswith(" and ")  # "thwarted it on Thursday and rescued 26"
    if not joined and _stands_by_a_noun(aside.sub("", before), trigger):
        return False
    asides = [(start + a.start(), start + a.end()) for a in aside.finditer(before)]
    if any(first < timex.start < last for first, last in asides):
        return False
    return not any(
        e.trigger[0] < event.trigger[0] and not any(first < e.trigger[0] < last for first, last in asides)
        for e in of_other_days
    )


def _is_near(text: str, start: int, event: Event, timex: Timex) -> bool:
    """Whether no other clause stands between it and its date, and the date is no "since Monday"."""
    first, last = event.trigger
    between = text[last : timex.start] if last <= timex.start else text[timex.end : first]
    return not _BETWEEN.search(between) and not _FROM_THERE_ON.search(text[start : timex.start])


def _is_timeless(event: Event) -> bool:
    """Whether it stands in the present with a day: a habit, a picture, or what is to come on a day taken for gone."""
    return event.kind != "reporting" and any(words in event.rule for words in _TIMELESS)


def says_what_was(record: Record, span: Span, event: Event) -> bool:
    """Whether somebody says what had happened before: the day on which it is said is not that of what is told."""
    if event.kind != "reporting" or not _SAYS.fullmatch(record.text, *event.trigger):
        return False  # what is announced, confirmed or denied may be long past: that it is, is the news
    text, (start, end) = record.text, span
    if _IS_DONE.search(text[start : event.trigger[0]]):  # "was confirmed" tells what is done, "it was reported" doesn't
        return False
    around = (e for e in record.events if start <= e.trigger[0] < end and e.id != event.id)
    return bool(_WAS.search(text, start, end)) or any(_is_done(text, start, e) for e in around)


def _timex_of(record: Record, event: Event) -> Timex | None:
    return record.timexes[event.timex] if event.timex is not None and 0 <= event.timex < len(record.timexes) else None


def _is_tied(record: Record, event: Event, timex: Timex, around: list[Event]) -> bool:
    """Whether the text puts the event to its date; to the only date of a sentence, where nothing is nearer to it."""
    if not event.rule.startswith(_ONLY_DATE):
        return not event.rule.startswith(_LOOSE)
    first, last = sorted((event.trigger[0], timex.start))
    return not any(
        first < e.trigger[0] < last or (e.timex == event.timex and not e.rule.startswith((_ONLY_DATE, *_LOOSE)))
        for e in around
    )


def _is_of_a_noun(before: str) -> bool:
    """Whether what stands before a verb makes it part of a noun: "the loan that it offered", not "said that it did"."""
    found = _THAT.search(before)
    return bool(found and not _TELLS_THAT.search(found[1]))


def _stands_by_a_noun(before: str, trigger: str) -> bool:
    """Whether a verb may be a participle: bare, behind another verb ("rose from the 12 reported"), or in "-ing"."""
    if trigger.endswith("ing"):
        return not _GOING_ON.search(before)
    return not _SUPPORTED.search(before) and bool(_A_VERB.search(before))


def _is_of_another_day(event: Event, day: str) -> bool:
    """Whether an event is of no day, or of another; a speaker may say at any time what happened on the day."""
    if event.kind == "reporting" and event.timex is None:
        return False
    if _NOMINAL in event.rule and event.timex is None:
        return False
    return not (event.earliest == event.latest == day)


def _is_done(text: str, start: int, event: Event) -> bool:
    """Whether it is told as done before it is said; what "has" been done may be news when it is said."""
    if event.kind != "action" or _NOMINAL in event.rule or not any(w in event.rule for w in _PAST):
        return False
    before, trigger = text[start : event.trigger[0]], text[slice(*event.trigger)]
    if trigger.endswith("ing") or _OF_A_NOUN.search(before):
        return False
    return not _HAS.search(before) and (trigger in _NO_PARTICIPLES or not _BY_WHAT.match(text, event.trigger[1]))


def _is_another_time(record: Record, timex: Timex, day: str) -> bool:
    """Whether a time expression may mean another day than this."""
    if timex.type not in ("DATE", "TIME") or timex.value == "PRESENT_REF":
        return False
    if timex.earliest is None or timex.latest is None:
        return True
    return sure_day(record, timex) != day and not (timex.earliest <= day <= timex.latest and timex.type == "TIME")
