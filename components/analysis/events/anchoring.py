"""Puts triggers on the dates that stand with them in their sentence: no date is taken from further away."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.events.trigger_detection import Trigger
from components.analysis.timex.normalisation import POST
from components.domain.record import Timex

Way = Literal["own", "noun", "object", "joined", "within", "control", "only", "story"]
Bound = Literal["on", "from", "until"]
_FROM = frozenset(("since", "from", "after", "following", "starting", "beginning"))
_UNTIL = frozenset(("until", "till", "through", "before", "by", "to"))
_OPENS = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
# A figure after "from", "compared with", "against" or "than", up to the date: no verb of another clause between.
_COMPARED = re.compile(
    r"\b(?:from|than|against|compared (?:with|to)|up from|down from)\s[^.;]{0,20}?[$£€#]?\d[\d,.]*[^;.]{0,60}$",
    re.IGNORECASE,
)
_APART = frozenset(("after", "before", "since", "until", "following", "amid"))


_STRENGTH = {"object": 0, "noun": 1, "own": 2}


class DateTie(NamedTuple):
    """A timex (its index) that a trigger stands with, how the sentence ties them, and which bound it gives."""

    timex: int
    way: Way
    bound: Bound
    until: int | None = None  # the timex of its end, in "from … to …"


def tie_triggers_to_dates(
    doc: Doc, found: dict[int, Trigger], timexes: Sequence[Timex], article_date: str | None = None
) -> dict[int, DateTie]:
    """For trigger token indexes, the date each is put on."""
    starts = [t.idx for t in doc] if timexes else []
    out: dict[int, DateTie] = {}
    ends = _spans(doc.text, timexes) if timexes else {}
    for index, timex in enumerate(timexes):
        if index in ends.values() or timex.type == "SET" or not (timex.earliest and timex.latest):
            continue
        first = max(0, bisect_right(starts, timex.start) - 1)
        last = max(first, bisect_left(starts, timex.end) - 1)
        before = dict(out) if index in ends else {}
        _own(doc, first, last, index, found, out)
        if index in ends:
            for i, tie in out.items():
                if before.get(i) != tie:
                    out[i] = tie._replace(bound="from", until=ends[index])
    if out:
        _inherit(found, out)
        _control(found, out)
        _of_subject(found, timexes, out)
    _only(found, timexes, out, article_date)
    return out


def _spans(text: str, timexes: Sequence[Timex]) -> dict[int, int]:
    """The indexes of first and last date in "from March to May", "between 2019 and 2021"."""
    out = {}
    for index, (one, two) in enumerate(pairwise(timexes)):
        ordered = bool(one.earliest and two.latest and one.earliest <= two.latest)
        opened = _OPENS.search(text, max(0, one.start - 12), one.start)
        if ordered and opened and one.end <= two.start and _JOINS.fullmatch(text, one.end, two.start):
            out[index] = index + 1
    return out


def _own(doc: Doc, first: int, last: int, index: int, found: dict[int, Trigger], out: dict[int, DateTie]) -> None:
    """Tie a date to the trigger that governs it."""
    token = _root(doc, first, last)
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "advcl") and child.i in found and _when(child):
            out[child.i] = DateTie(index, "own", "on")  # "since November, when he was found"
    clause = _opened_after(doc, last)
    if clause in found:
        out[clause] = DateTie(index, "own", "on")  # "in contrast to Thursday, when two were arrested"
    beside = _beside(doc, first)
    describes = token.head.i > last and token.dep_ in ("compound", "amod", "nummod", "nmod", "poss")
    if beside in found and not describes:
        if not found[beside].nominal:
            out[beside] = DateTie(index, "own", "on")
            return
        out.setdefault(beside, DateTie(index, "own", "on"))
    bound: Bound = "on"
    via: Token | None = None
    for _ in range(25):
        head = token.head
        if head.i == token.i:
            return
        token = head
        if first <= token.i <= last:
            continue
        word = token.lower_
        if token.pos_ in ("ADP", "SCONJ") or word in _FROM or word in _UNTIL:
            if via is not None:
                if _compares(token, via):
                    return
            elif any(c.dep_ == "pobj" and not first <= c.i <= last for c in token.children):
                # It governs something else than the date: "through the window Friday" is no end of time.
                if word == "from":
                    return  # "rose to 90 from 80 a year earlier": the date of what is compared
            else:
                back = token.head.lemma_.lower() == "date"  # "dating to 1994", "dates back to May"
                bound = "from" if word in _FROM or back else "until" if word in _UNTIL else bound
            continue
        trigger = found.get(token.i)
        if trigger is None and token.pos_ == "AUX":
            trigger = next((found[c.i] for c in token.children if c.i in found and c.dep_ == "acomp"), None)
        if trigger is not None:
            # "third-quarter results on Oct. 29": a period that describes a noun yields to a date.
            way: Way = "own" if via is None else "object" if describes else "noun"
            known = out.get(trigger.i)
            stronger = known is not None and _STRENGTH[way] > _STRENGTH.get(known.way, 0)
            if known is None or stronger or (known.bound != "on" and bound == "on"):
                out[trigger.i] = DateTie(index, way, bound)
            return
        via = token


def _compares(word: Token, what: Token) -> bool:
    """Whether the date is of what is only compared: "from 4.1 percent in December", "compared with … last year"."""
    if word.lower_ in ("than", "against"):
        return True
    counted = what.pos_ == "NUM" or any(c.pos_ in ("NUM", "SYM") or c.dep_ == "nummod" for c in what.children)
    return (word.lower_ == "from" and counted) or word.head.lemma_ == "compare"


def _when(verb: Token) -> bool:
    return any(c.lower_ == "when" for c in verb.children)


def _opened_after(doc: Doc, last: int) -> int:
    """The verb of the clause that "when" opens right after a date; -1 if none."""
    at = last + 1
    at += at < len(doc) and doc[at].text == ","
    return int(doc[at].head.i) if at < len(doc) and doc[at].lower_ == "when" and doc[at].dep_ == "advmod" else -1


def _beside(doc: Doc, first: int) -> int:
    """The past verb or the noun that stands right before a date: "said Tuesday", "the summit on Friday"; -1 if none."""
    at = first - 1
    while at > first - 3 and at > 0 and (doc[at].lower_ == "on" or doc[at].pos_ == "ADV"):
        at -= 1
    if at < 0 or not (doc[at].pos_ == "NOUN" or (doc[at].pos_ == "VERB" and doc[at].tag_ in ("VBD", "VBN"))):
        return -1
    return int(doc[at].i)


def _root(doc: Doc, first: int, last: int) -> Token:
    for i in range(last, first - 1, -1):
        if not first <= doc[i].head.i <= last and not doc[i].is_punct:
            return doc[i]
    return doc[last]


def _inherit(found: dict[int, Trigger], out: dict[int, DateTie]) -> None:
    """Hand a date down from the verb that has it to what stands in the same clause without a date of its own."""
    for _ in range(3):
        grown = False
        for i, trigger in found.items():
            if i in out:
                continue
            given = _from_above(trigger, found, out)
            if given is not None:
                out[i] = given
                grown = True
        if not grown:
            return


def _control(found: dict[int, Trigger], out: dict[int, DateTie]) -> None:
    """Hand a date up to a verb that has it through its own infinitive or its as, when and after clause."""
    for i, given in list(out.items()):
        token = found[i].token
        head = token.head
        if head.i in out or head.i not in found or given.way not in ("own", "noun") or given.bound != "on":
            continue
        marked = any(c.lower_ in ("as", "when", "while", "after") for c in token.children)
        if token.dep_ == "xcomp" or (token.dep_ == "advcl" and marked and found[head.i].kind != "reporting"):
            out[head.i] = DateTie(given.timex, "control", "on")


def _of_subject(found: dict[int, Trigger], timexes: Sequence[Timex], out: dict[int, DateTie]) -> None:
    """Hand a period down from the figures it is of to what they do: "third-quarter net income jumped 97%"."""
    for i, trigger in found.items():
        if i in out or trigger.nominal or trigger.kind == "reporting":
            continue
        for child in trigger.token.children:
            given = out.get(child.i)
            if child.dep_ == "nsubj" and given is not None and given.bound == "on" and given.way in ("own", "noun"):
                timex = timexes[given.timex]
                if timex.earliest != timex.latest:
                    out[i] = given._replace(way="object")


def _only(
    found: dict[int, Trigger], timexes: Sequence[Timex], out: dict[int, DateTie], article_date: str | None
) -> None:
    """Take the only date of a sentence for what it tells beside it, where tense and date agree."""
    usable = [(t.start, k) for k, t in enumerate(timexes) if t.type in ("DATE", "TIME") and t.earliest and t.latest]
    if not usable:
        return
    starts = [s for s, _ in usable]
    taken = {d.timex for d in out.values() if d.bound != "on"}
    # What is said on a day did not happen on it; and a date in a clause about somebody ("who was born in 1950")
    # dates nothing outside it, unless it is one of the days that the article tells of.
    for i, known in out.items():
        aside = _enclosed(found[i].token) and not _recent(timexes[known.timex], article_date)
        if known.way in ("own", "noun") and (aside or found[i].kind == "reporting"):
            taken.add(known.timex)
    compared = _compared(timexes, found)
    for i, trigger in found.items():
        if i in out or trigger.nominal or trigger.kind == "reporting" or trigger.token.tag_ in ("VBZ", "VBP", "VBG"):
            continue
        sentence = trigger.token.sent
        inside = usable[bisect_left(starts, sentence.start_char) : bisect_left(starts, sentence.end_char)]
        if len(inside) != 1 or inside[0][1] in taken or inside[0][1] in compared:
            continue
        if not _apart(trigger.token):
            out[i] = DateTie(inside[0][1], "only", "on")


def _compared(timexes: Sequence[Timex], found: dict[int, Trigger]) -> set[int]:
    """The timexes that only say of when a figure is that another is compared with: "from 80 million a year earlier"."""
    if not found:
        return set()
    text = next(iter(found.values())).token.doc.text
    return {k for k, t in enumerate(timexes) if _COMPARED.search(text, max(0, t.start - 90), t.start)}


def _recent(timex: Timex, article_date: str | None) -> bool:
    """Whether a date is a day of the week before the article date, or that day itself."""
    if not article_date or not timex.earliest or timex.earliest != timex.latest:
        return False
    return 0 <= (date.fromisoformat(article_date) - date.fromisoformat(timex.earliest)).days <= 7


def _enclosed(token: Token) -> bool:
    """Whether the word stands in a clause that describes a noun or that is said."""
    for _ in range(8):
        if token.dep_ in ("relcl", "acl", "ccomp"):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _apart(token: Token) -> bool:
    """Whether the words stand in a statement or a condition of their own."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "before", "since", "until", "unless") for c in token.children)


def main_event_day(found: dict[int, Trigger], timexes: Sequence[Timex], out: dict[int, DateTie]) -> int | None:
    """The timex of the day that the article tells its news of: that of its first dated, past doing."""
    for i in sorted(out):
        timex = timexes[out[i].timex]
        if out[i].bound != "on" or out[i].way == "only" or found[i].token.tag_ not in ("VBD", "VBN"):
            continue
        if timex.earliest == timex.latest:
            return out[i].timex
    return None


def tie_to_main_event_day(
    found: dict[int, Trigger], day: int, timexes: Sequence[Timex], out: dict[int, DateTie]
) -> None:
    """Put undated past sayings on the day of the story, unless their own sentence names another."""
    wanted = (timexes[day].earliest or "", timexes[day].latest or "")
    for i, trigger in found.items():
        token = trigger.token
        if i in out or trigger.kind != "reporting" or trigger.nominal or token.tag_ != "VBD":
            continue
        inside = _inside(token, timexes)
        if all((t.earliest or wanted[0], t.latest or wanted[1]) == wanted for t in inside):
            out[i] = DateTie(day, "story", "on")


def tie_to_posts(found: dict[int, Trigger], timexes: Sequence[Timex], out: dict[int, DateTie]) -> None:
    """Put undated past sayings in a post of a live blog on the post's day, unless their own sentence names another."""
    lines = [k for k, t in enumerate(timexes) if t.rule == POST]
    if not lines:
        return
    for i, trigger in found.items():
        token = trigger.token
        if i in out or trigger.kind != "reporting" or trigger.nominal or token.tag_ != "VBD":
            continue
        at = bisect_right(lines, token.idx, key=lambda k: timexes[k].start) - 1
        wanted = timexes[lines[at]].earliest
        if at >= 0 and all((t.earliest or wanted) == wanted for t in _inside(token, timexes)):
            out[i] = DateTie(lines[at], "story", "on")


def reports_on_article_date(found: dict[int, Trigger], timexes: Sequence[Timex], out: dict[int, DateTie]) -> list[int]:
    """Undated sayings in the present or the perfect ("insists", "has said"): they hold on the article date."""
    now = []
    for i, trigger in found.items():
        token = trigger.token
        if i in out or trigger.kind != "reporting" or trigger.nominal or _inside(token, timexes):
            continue
        perfect = token.tag_ == "VBN" and any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in token.children)
        if token.tag_ in ("VBZ", "VBP") or perfect:
            now.append(i)
    return now


def _inside(token: Token, timexes: Sequence[Timex]) -> Sequence[Timex]:
    """The timexes of the token's sentence."""
    first = bisect_left(timexes, token.sent.start_char, key=lambda t: t.start)
    return timexes[first : bisect_left(timexes, token.sent.end_char, key=lambda t: t.start)]


def _from_above(trigger: Trigger, found: dict[int, Trigger], out: dict[int, DateTie]) -> DateTie | None:
    token = trigger.token
    if any(c.dep_ in ("relcl", "acl") and c.i in out for c in token.children):
        return None
    way: Way = "joined"
    for _ in range(12):
        dep, head = token.dep_, token.head
        if head.i == token.i:
            return None
        if dep in ("mark",) or (dep == "pobj" and head.lower_ in _APART):
            return None
        if trigger.nominal and dep in ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "prep", "compound", "conj"):
            way = "object"
        elif dep in ("xcomp", "advcl", "pcomp"):
            way = "within"
        elif dep not in ("conj", "prep", "dobj", "pobj", "agent"):
            return None
        token = head
        above = out.get(token.i)
        if above is not None:
            # What is praised, condemned or denied on a day did not itself happen on it.
            told = way == "object" and found[token.i].kind == "reporting" if token.i in found else False
            return None if told else above._replace(way=way)
        if token.i in found:
            return None
    return None
