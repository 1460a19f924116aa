"""Dates what a sentence leaves undated by the whole article: its main event's day, a post's day, the article date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger
from components.analysis.timex.normalisation import POST
from components.domain.record import Timex
from components.domain.spans import Span


def main_event_day(
    triggers: Mapping[int, Trigger], timexes: Sequence[Timex], ties: Mapping[int, DateTie], quoted: Sequence[Span] = ()
) -> int | None:
    """The timex of the day that the article tells its news of: that of its first dated doing outside of quotes."""
    for i in sorted(ties):
        timex = timexes[ties[i].timex]
        if ties[i].bound != "on" or ties[i].way == "only" or triggers[i].token.tag_ not in ("VBD", "VBN"):
            continue
        if timex.earliest == timex.latest and not any(start <= timex.start < end for start, end in quoted):
            return ties[i].timex
    return None


def ties_to_main_event_day(
    triggers: Mapping[int, Trigger], day: int, timexes: Sequence[Timex], ties: Mapping[int, DateTie]
) -> dict[int, DateTie]:
    """Ties of undated past sayings to the day of the main event, unless their own sentence names another."""
    wanted = (timexes[day].earliest or "", timexes[day].latest or "")
    added = {}
    for i, token in _undated_past_sayings(triggers, ties):
        named = _timexes_of_sentence(token, timexes)
        if all((t.earliest or wanted[0], t.latest or wanted[1]) == wanted for t in named):
            added[i] = DateTie(day, "story", "on")
    return added


def ties_to_posts(
    triggers: Mapping[int, Trigger], timexes: Sequence[Timex], ties: Mapping[int, DateTie]
) -> dict[int, DateTie]:
    """Ties of undated past sayings in a live blog's post to the post's day, unless their sentence names another."""
    lines = [k for k, t in enumerate(timexes) if t.rule == POST]
    if not lines:
        return {}
    added = {}
    for i, token in _undated_past_sayings(triggers, ties):
        at = bisect_right(lines, token.idx, key=lambda k: timexes[k].start) - 1
        wanted = timexes[lines[at]].earliest
        if at >= 0 and all((t.earliest or wanted) == wanted for t in _timexes_of_sentence(token, timexes)):
            added[i] = DateTie(lines[at], "story", "on")
    return added


def reports_on_article_date(
    triggers: Mapping[int, Trigger], timexes: Sequence[Timex], ties: Mapping[int, DateTie]
) -> set[int]:
    """Undated sayings in the present or the perfect ("insists", "has said"): they hold on the article date."""
    current = set()
    for i, trigger in triggers.items():
        token = trigger.token
        if i in ties or trigger.kind != "reporting" or trigger.nominal or _timexes_of_sentence(token, timexes):
            continue
        perfect = token.tag_ == "VBN" and any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in token.children)
        if token.tag_ in ("VBZ", "VBP") or perfect:
            current.add(i)
    return current


def _undated_past_sayings(triggers: Mapping[int, Trigger], ties: Mapping[int, DateTie]) -> list[tuple[int, Token]]:
    return [
        (i, trigger.token)
        for i, trigger in triggers.items()
        if i not in ties and trigger.kind == "reporting" and not trigger.nominal and trigger.token.tag_ == "VBD"
    ]


def _timexes_of_sentence(token: Token, timexes: Sequence[Timex]) -> Sequence[Timex]:
    first = bisect_left(timexes, token.sent.start_char, key=lambda t: t.start)
    return timexes[first : bisect_left(timexes, token.sent.end_char, key=lambda t: t.start)]
