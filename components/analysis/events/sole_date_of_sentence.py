"""Takes the only date of a sentence for what the sentence tells beside it, where tense and date agree."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger
from components.domain.record import Timex

# A figure after "from", "compared with", "against" or "than", up to the date: no verb of another clause between.
_COMPARED = re.compile(
    r"\b(?:from|than|against|compared (?:with|to)|up from|down from)\s[^.;]{0,20}?[$£€#]?\d[\d,.]*[^;.]{0,60}$",
    re.IGNORECASE,
)


def ties_to_only_date(
    text: str,
    triggers: Mapping[int, Trigger],
    timexes: Sequence[Timex],
    ties: Mapping[int, DateTie],
    article_date: str | None,
    config: EventsConfig,
) -> dict[int, DateTie]:
    """The ties of undated verbs whose sentence has one date, which is free."""
    usable = [(t.start, k) for k, t in enumerate(timexes) if t.type in ("DATE", "TIME") and t.earliest and t.latest]
    if not usable or not triggers:
        return {}
    starts = [start for start, _ in usable]
    unfree = _reserved(triggers, timexes, ties, article_date, config) | compared_timexes(text, timexes, config)
    added: dict[int, DateTie] = {}
    for i, trigger in triggers.items():
        token = trigger.token
        if i in ties or trigger.nominal or trigger.kind == "reporting" or token.tag_ in ("VBZ", "VBP", "VBG"):
            continue
        inside = usable[bisect_left(starts, token.sent.start_char) : bisect_left(starts, token.sent.end_char)]
        if len(inside) == 1 and inside[0][1] not in unfree and not _has_time_of_its_own(token):
            added[i] = DateTie(inside[0][1], "only", "on")
    return added


def _reserved(
    triggers: Mapping[int, Trigger],
    timexes: Sequence[Timex],
    ties: Mapping[int, DateTie],
    article_date: str | None,
    config: EventsConfig,
) -> set[int]:
    """The timexes that date nothing but what they are tied to.

    What is said on a day did not happen on it; and a date in a clause about somebody ("who was born in 1950") dates
    nothing outside it, unless it is one of the days that the article tells of.
    """
    reserved = {tie.timex for tie in ties.values() if tie.bound != "on"}
    for i, tie in ties.items():
        if tie.way not in ("own", "noun"):
            continue
        aside = _in_clause_about_something(triggers[i].token, config)
        if triggers[i].kind == "reporting" or (aside and not _is_recent(timexes[tie.timex], article_date, config)):
            reserved.add(tie.timex)
    return reserved


def compared_timexes(text: str, timexes: Sequence[Timex], config: EventsConfig) -> set[int]:
    """The timexes that only say of when a figure is that another is compared with: "from 80 million a year earlier"."""
    reach = config.max_comparison_characters
    return {k for k, t in enumerate(timexes) if _COMPARED.search(text, max(0, t.start - reach), t.start)}


def _is_recent(timex: Timex, article_date: str | None, config: EventsConfig) -> bool:
    """Whether a date is a day of the week before the article date, or that day itself."""
    if not article_date or not timex.earliest or timex.earliest != timex.latest:
        return False
    age = (date.fromisoformat(article_date) - date.fromisoformat(timex.earliest)).days
    return 0 <= age <= config.max_news_age


def _in_clause_about_something(token: Token, config: EventsConfig) -> bool:
    """Whether the word stands in a clause that describes a noun or that is said."""
    for _ in range(config.max_heads_to_clause):
        if token.dep_ in ("relcl", "acl", "ccomp"):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _has_time_of_its_own(token: Token) -> bool:
    """Whether the words stand in a condition, or in a clause that tells of before or after."""
    conjunctions = event_words().separating_conjunctions
    return any(c.dep_ == "mark" and c.lower_ in conjunctions for c in token.children)
