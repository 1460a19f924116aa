"""Words of the review: why an item is to be checked, what is asked about it, and how much of an article was checked."""

from __future__ import annotations

import re

from components.domain.clickable_marks import Mark, marks_of
from components.domain.correction_checks import known_time
from components.domain.date_words import between_words, date_words_of, when_words
from components.domain.event_dates import day
from components.domain.plural import plural
from components.domain.record import WRITER, Actor, Event, Mention, Quote, Record, Timex, Tone
from components.domain.review_doubts import Reason
from components.domain.review_progress import Progress, review_progress
from components.domain.review_queue import RankedItem
from components.domain.single_line_text import plain_line
from components.exports.newsroom_words import NOBODY_NAMED, date_words, reader_name, teller, who_judges
from components.exports.numbers_in_words import first_up

MOST_REASONS = 2
MOST_ALIASES = 3
_KINDS = {"person": "a person", "organisation": "an organisation", "place": "a country or place", "group": "a group"}
_WHY: dict[Reason, str] = {
    "nobody named": "a quote of nobody named",
    "unnamed source": "an unnamed source",
    "speaker open": "the speaker is none of the actors",
    "speaker unsure": "who said it is unsure",
    "speaker far": "the speaker stands far from the quote",
    "speaker from before": "the speaker is taken from the quote before",
    "speaker in own words": "the speaker is named in the words themselves",
    "words unsure": "which words are the speaker’s is unsure",
    "told again": "perhaps another event told again",
    "told and denied": "told by one, denied by another",
    "claimed": "somebody’s word, not the writer’s",
    "denied": "told as not so",
    "may be": "told as only possible",
    "under way": "told as under way",
    "planned": "told as planned",
    "date unsure": "the date is unsure",
    "date vague": "a vague date",
    "date of its clause": "the date is taken from the words around it",
    "no event": "perhaps nothing that happens",
    "told in doubt": "told in a quote that is unsure",
    "judgement read": "a judgement read from the words",
    "described": "described, not named",
    "kind unsure": "what kind of actor it is",
    "who is meant": "who is meant is unsure",
    "date not placed": "a date that can’t be placed",
    "date doubtful": "a date read with doubt",
    "mark open": "a quotation mark doesn’t close",
}
_PLAIN = {"actor": "who it is", "quote": "who said it", "event": "what happened, and when", "tone": "who judges whom",
          "mention": "who is meant", "date": "the date", "sentence": "the sentence"}  # fmt: skip


class ReviewWords:
    """Words for the items of a record's review; made once for all of them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._marks = marks_of(record)
        self._actors = {a.id: a for a in record.actors}
        self._names = {a.id: _called(a) for a in record.actors}

    def why(self, item: RankedItem) -> str:
        """What is to be checked and why: "Accusation against a named person; a date counted from “Friday”"."""
        mark = self._marks[item.mark]
        parts = [lead] if (lead := self._lead(item, mark)) else []
        reasons = [w for r in item.reasons if (w := self._reason(r, mark))]
        parts += list(dict.fromkeys(reasons))[:MOST_REASONS] or ([] if parts else [_PLAIN[item.kind]])
        return first_up("; ".join(parts))

    def _lead(self, item: RankedItem, mark: Mark) -> str:
        person = any(self._actors[a].kind == "person" for a in item.accuses if a in self._actors)
        whom = "a named person" if person else "somebody named"
        if isinstance(mark.item, Tone):
            towards = self._actors.get(mark.item.target or "")
            whom = "a named person" if towards and towards.kind == "person" else "somebody named"
            return f"speaks {'ill' if mark.item.label == 'negative' else 'well'} of {whom}"
        return f"accusation against {whom}" if item.accuses else ""

    def _reason(self, reason: Reason, mark: Mark) -> str:
        item, record = mark.item, self._record
        if reason == "speaker by pronoun" and isinstance(item, Quote) and item.source:
            return f"the speaker is only “{plain_line(record.text[slice(*item.source)])}”"
        if reason == "date counted" and isinstance(item, Event) and item.timex is not None:
            timex = record.timexes[item.timex] if item.timex < len(record.timexes) else None
            return f"a date counted from “{plain_line(record.text[timex.start : timex.end])}”" if timex else ""
        return _WHY.get(reason, "")

    def question(self, item: RankedItem) -> str:
        """What a reader is asked; yes is that the record is right."""
        found = self._marks[item.mark].item
        if isinstance(found, Quote):
            return self._of_quote(found)
        if isinstance(found, Event):
            return self._of_event(found)
        if isinstance(found, Tone):
            manner = f"speak {'well' if found.label == 'positive' else 'ill'} of {self._name(found.target)} here?"
            if found.voice == WRITER:
                return f"Does the writer {manner}"
            return f"Does the text have {self._holder(found)} {manner}"
        if isinstance(found, Mention):
            owner = self._marks[item.mark].actors[0]
            return self._of_actor(owner) if item.kind == "actor" else self._of_mention(found, owner)
        if isinstance(found, Timex):
            words = plain_line(self._record.text[found.start : found.end])
            if not (found.earliest or found.latest):
                return f"Is it right that “{words}” can’t be placed on the calendar?"
            return f"Does “{words}” mean {date_words_of(found)}?"
        return "Does the text itself leave this quotation mark open?"

    def _name(self, identity: str | None) -> str:
        return self._names.get(identity or "", "somebody")

    def _holder(self, tone: Tone) -> str:
        return self._names.get(tone.voice) or plain_line(who_judges(self._record, tone))

    def _of_quote(self, quote: Quote) -> str:
        if quote.kind == "scare":
            return "Are these words quoted from nobody in particular?"
        if quote.speaker is None and quote.source is None:
            return "Does the text name nobody for these words?"
        if quote.speaker is None:
            source = plain_line(self._record.text[slice(*quote.source)]) if quote.source else ""
            return f"Did “{source}” say this, and does the text not tell who that is?"
        who = self._name(quote.speaker)
        return f"Is this what {who} feels or thinks?" if quote.stance == "feeling" else f"Did {who} say this?"

    def _of_event(self, event: Event) -> str:
        told = event.voice == WRITER and event.status != "claimed"
        who = self._name(event.voice) if event.voice in self._actors else plain_line(teller(self._record, event))
        if event.status == "denied" and event.voice in self._actors and event.kind != "reporting":
            return f"Does {who} deny that this happened{self._when(event) and ' '}{self._when(event)}?"
        lead = "" if told else f"According to {'somebody who is not named' if who == NOBODY_NAMED else who}, "
        when = f" {when}" if (when := self._when(event)) else ""
        if event.kind == "reporting":
            asked = f"was this accusation made{when}?"
        elif event.status in ("happened", "claimed"):
            asked = f"did this happen{when}?" if when or lead else "did this happen, and does the text give no date?"
            if when.startswith(" since "):
                asked = f"has this been so{when}?"
        elif event.status == "ongoing":
            asked = f"{'has this been' if when.startswith(' since ') else 'was this'} under way{when}?"
        elif event.status == "planned":
            words = when_words(self._record, event)
            asked = f"is this planned{_for(words) if when else ''}?"
        elif event.status == "possible":
            asked = f"is this {'' if lead else 'told as '}only possible{when}?"
        else:
            asked = f"is this {'' if lead else 'told as '}not so{when}?"
        return f"{lead}{asked}" if lead else first_up(asked)

    def _when(self, event: Event) -> str:
        """ "on 10 February 2026", "in March 2026", "between 3 and 9 March 2026", "since 2019"; empty without a date."""
        first, last = day(event.earliest), day(event.latest)
        words = when_words(self._record, event)
        if first is None and last is None:
            return ""
        if first is None or last is None:
            return words if last is None or event.status == "ongoing" else f"by {words.removeprefix('until ')}"
        if first == last:
            return f"on {words}"
        return f"between {between_words(first, last)}" if words[0].isdigit() and " " in words else f"in {words}"

    def _of_actor(self, identity: str) -> str:
        actor = self._actors[identity]
        others = [f"“{plain_line(a)}”" for a in actor.aliases if a != actor.name][:MOST_ALIASES]
        role = f", {plain_line(actor.role)}," if actor.role else ""
        also = f", also called {' and '.join(filter(None, (', '.join(others[:-1]), others[-1])))}" if others else ""
        return f"Is “{plain_line(actor.name)}”{role} {_KINDS[actor.kind]}{also}?"

    def _of_mention(self, mention: Mention, owner: str) -> str:
        words = plain_line(self._record.text[mention.start : mention.end])
        if _bare(words) == _bare(self._actors[owner].name):
            return f"Does “{words}” mean the same here as elsewhere in the text?"
        return f"Is “{words}” {self._name(owner)}?"


def _called(actor: Actor) -> str:
    """An actor's name within a sentence; a description that is no name stands in quotation marks."""
    name = plain_line(actor.name)
    return name if any(m.form == "name" for m in actor.mentions) else f"“{name}”"


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", plain_line(words).casefold())


def _day(at: str | None) -> str:
    """The day of a time in UTC (ISO); empty where it is none."""
    moment = known_time(at) if at else None
    return moment.date().isoformat() if moment else ""


def _for(words: str) -> str:
    """A date in words behind "planned": "for 9 March 2026", "until the end of 2027"."""
    return f" {words}" if words.split()[0] in ("since", "until", "from") else f" for {words}"


def checked_sentence(record: Record, progress: Progress | None = None) -> str:
    """How much was checked, by whom, when: "All that names a person was checked by Ana Ruiz on 3 March 2026."

    Empty where nothing was found right by a reader, or nobody is named. Days are in UTC.
    """
    done = progress or review_progress(record)
    if not done.checked or not _day(done.last):
        return ""
    names = [reader_name(name) for name in done.by]
    by = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    on = date_words(_day(done.last))
    if done.people_done == done.people_total:
        last = "" if _day(done.first) == _day(done.last) else ", last"
        return f"All that names a person was checked by {by}{last} on {on}."
    items = plural(done.people_total, "item that names a person", "items that name a person")
    return (
        f"{done.people_done:,} of {items} {'was' if done.people_done == 1 else 'were'} checked (by {by}, last on {on})."
    )
