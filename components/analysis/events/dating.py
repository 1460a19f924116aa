"""Puts words on dates: the tie that the rules see, or another date of the sentence or of the story, where likely."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from components.analysis.events.anchoring import tie_triggers_to_dates
from components.analysis.events.clause_barriers import keeps_apart
from components.analysis.events.config import EventsConfig
from components.analysis.events.dating_features import DatingContext, dating_features
from components.analysis.events.event_models import EventModels
from components.analysis.events.fallback_dating import main_event_day, ties_to_main_event_day, ties_to_posts
from components.analysis.events.lexicon import event_words
from components.analysis.events.sole_date_of_sentence import compared_timexes
from components.analysis.events.trigger_date_link import DateTie, LikelyTie
from components.analysis.events.trigger_detection import Trigger
from components.analysis.findings import Findings
from components.domain.record import Timex
from components.domain.spans import SpanIndex

# What grammar says by itself, of which the readings have too few to learn from: "from Jan. 5 to Jan. 12",
# "third-quarter income rose".
_FLOORS = {"span": 0.85, "subject": 0.7}
MAX_STORY_AGE = 4  # days before the article date of which a story still goes on to tell without saying so


class Proposals(NamedTuple):
    """Pairs of a word (its token's index) and a date, with their numbers: a row of ``features`` a pair."""

    tokens: list[int]
    ties: list[DateTie]
    features: npt.NDArray[np.float32]


def rule_ties(doc: Doc, triggers: Mapping[int, Trigger], state: Findings, config: EventsConfig) -> dict[int, DateTie]:
    """The rules' ties: to dates of the words' sentences; for sayings also that of their post or of the main event."""
    ties = tie_triggers_to_dates(doc, state.article.text, triggers, state.timexes, state.date, config)
    ties |= ties_to_posts(triggers, state.timexes, ties)
    day = main_event_day(triggers, state.timexes, ties, [s for q in state.quotes for s in q.content])
    return ties if day is None else ties | ties_to_main_event_day(triggers, day, state.timexes, ties)


def proposals(
    doc: Doc,
    triggers: Mapping[int, Trigger],
    ties: Mapping[int, DateTie],
    occurs: Mapping[int, float],
    state: Findings,
    config: EventsConfig,
) -> Proposals:
    """Every date that a word may be on: those of its sentence; without one the day that was told of before."""
    context = _context(doc, triggers, ties, occurs, state)
    tokens: list[int] = []
    proposed: list[DateTie] = []
    rows: list[list[float]] = []
    for i, tie in _pairs(doc, triggers, ties, occurs, context, config):
        tokens.append(i)
        proposed.append(tie)
        rows.append(dating_features(doc, doc[i], tie, context))
    return Proposals(tokens, proposed, np.array(rows, "float32"))


def likeliest_ties(found: Proposals, models: EventModels) -> dict[int, LikelyTie]:
    """For each word the likeliest of its dates."""
    if not found.tokens:
        return {}
    best: dict[int, LikelyTie] = {}
    for i, tie, likely in zip(found.tokens, found.ties, models.dated(found.features).tolist(), strict=True):
        likely = max(likely, _FLOORS.get("span" if tie.until is not None else tie.way, 0.0))
        if i not in best or likely > best[i].likelihood:
            best[i] = LikelyTie(tie, likely)
    return best


def _pairs(
    doc: Doc,
    triggers: Mapping[int, Trigger],
    ties: Mapping[int, DateTie],
    occurs: Mapping[int, float],
    context: DatingContext,
    config: EventsConfig,
) -> Iterator[tuple[int, DateTie]]:
    ends = {tie.until for tie in ties.values()}
    usable = [
        k for k, t in enumerate(context.timexes) if (t.earliest or t.latest) and t.type != "SET" and k not in ends
    ]
    first_tokens = [context.token_spans[k][0] for k in usable]
    owners = {t.timex: doc[i] for i, t in ties.items() if t.way == "own" and triggers[i].kind == "reporting"}
    compared = compared_timexes(context.text, context.timexes, config)
    told_of: DateTie | None = None
    for i in sorted(triggers):
        sentence = doc[i].sent
        here = usable[bisect_left(first_tokens, sentence.start) : bisect_left(first_tokens, sentence.end)]
        own = ties.get(i)
        if i in occurs:
            for k in here:
                first, last = context.token_spans[k]
                if not first <= i <= last and not keeps_apart(doc, doc[i], first, last, owners.get(k)):
                    if own is not None and own.timex == k:
                        yield i, own
                    elif k not in compared:
                        yield i, DateTie(k, "sentence", "on")
            if own is not None and own.timex not in here:
                yield i, own
            elif not here and told_of is not None and _may_go_on(triggers[i], told_of, context):
                yield i, told_of
        if _tells_a_day(triggers[i], own, context.timexes):
            told_of = DateTie(own.timex, "story", "on") if own is not None else told_of


def _may_go_on(trigger: Trigger, day: DateTie, context: DatingContext) -> bool:
    """Whether a word without a date may be of the day told of last: of late, and no act of saying."""
    earliest, today = context.timexes[day.timex].earliest, context.article_date
    if trigger.kind == "reporting" or today is None or earliest is None:
        return False
    if any(c.dep_ == "nsubj" and c.lemma_.lower() in event_words().figure_nouns for c in trigger.token.children):
        return False  # "sales rose": in the period that is reported
    return 0 <= (date.fromisoformat(today) - date.fromisoformat(earliest)).days <= MAX_STORY_AGE


def _tells_a_day(trigger: Trigger, tie: DateTie | None, timexes: Sequence[Timex]) -> bool:
    """Whether it is a past doing on a day of its own."""
    if tie is None or tie.bound != "on" or tie.way != "own" or trigger.kind == "reporting":
        return False
    timex = timexes[tie.timex]
    return trigger.token.tag_ == "VBD" and timex.earliest is not None and timex.earliest == timex.latest


def _context(
    doc: Doc,
    triggers: Mapping[int, Trigger],
    ties: Mapping[int, DateTie],
    occurs: Mapping[int, float],
    state: Findings,
) -> DatingContext:
    starts = [t.idx for t in doc]
    spans = {
        k: (max(0, bisect_right(starts, t.start) - 1), max(0, bisect_left(starts, t.end) - 1))
        for k, t in enumerate(state.timexes)
    }
    day = main_event_day(triggers, state.timexes, ties)
    main = (state.timexes[day].earliest, state.timexes[day].latest) if day is not None else None
    quotes = SpanIndex((part, (part, q.id)) for q in state.quotes if q.kind != "scare" for part in q.content)
    starting = np.array([bool(t.is_sent_start) for t in doc], bool)
    by_sentence: dict[int, list[int]] = {}
    for k, (first, _) in spans.items():
        if state.timexes[k].type != "SET":
            by_sentence.setdefault(doc[first].sent.start, []).append(k)
    text = state.article.text
    return DatingContext(
        triggers, ties, state.timexes, spans, state.date, main, occurs, quotes, text, np.cumsum(starting), by_sentence
    )
