"""Puts triggers on the dates that stand with them in their sentence: no date is taken from further away."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from components.analysis.events.config import EventsConfig
from components.analysis.events.direct_dating import direct_ties
from components.analysis.events.inherited_dating import ties_from_above, ties_from_below, ties_from_subject
from components.analysis.events.sole_date_of_sentence import ties_to_only_date
from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger
from components.domain.record import Timex

_OPENS = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)


def tie_triggers_to_dates(
    doc: Doc,
    text: str,
    triggers: Mapping[int, Trigger],
    timexes: Sequence[Timex],
    article_date: str | None,
    config: EventsConfig,
) -> dict[int, DateTie]:
    """For trigger token indexes, the date each is put on."""
    ties = _directly_tied(doc, text, triggers, timexes, config)
    if ties:
        ties |= ties_from_above(triggers, ties, config)
        ties |= ties_from_below(triggers, ties)
        ties |= ties_from_subject(triggers, timexes, ties)
    return ties | ties_to_only_date(text, triggers, timexes, ties, article_date, config)


def _directly_tied(
    doc: Doc, text: str, triggers: Mapping[int, Trigger], timexes: Sequence[Timex], config: EventsConfig
) -> dict[int, DateTie]:
    """The ties that the dates' own words give, each date judged against those before it."""
    token_starts = [t.idx for t in doc] if timexes else []
    ties: dict[int, DateTie] = {}
    span_ends = _span_ends(text, timexes, config) if timexes else {}
    for index, timex in enumerate(timexes):
        if index in span_ends.values() or timex.type == "SET" or not (timex.earliest and timex.latest):
            continue
        first = max(0, bisect_right(token_starts, timex.start) - 1)
        last = max(first, bisect_left(token_starts, timex.end) - 1)
        tied = set()
        for proposal in direct_ties(doc, range(first, last + 1), index, triggers, config):
            if proposal.replaces(ties.get(proposal.trigger)):
                ties[proposal.trigger] = proposal.tie
                tied.add(proposal.trigger)
        if index in span_ends:
            ties |= {i: ties[i]._replace(bound="from", until=span_ends[index]) for i in tied}
    return ties


def _span_ends(text: str, timexes: Sequence[Timex], config: EventsConfig) -> dict[int, int]:
    """For the index of a span's first date that of its last: "from March to May", "between 2019 and 2021"."""
    ends = {}
    for index, (start, end) in enumerate(pairwise(timexes)):
        ordered = bool(start.earliest and end.latest and start.earliest <= end.latest)
        opened = _OPENS.search(text, max(0, start.start - config.max_opening_characters), start.start)
        if ordered and opened and start.end <= end.start and _JOINS.fullmatch(text, start.end, end.start):
            ends[index] = index + 1
    return ends
