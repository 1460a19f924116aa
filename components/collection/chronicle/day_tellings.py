"""What one article tells of days: which it names, which of its events are surely of a day, which sentences tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from components.collection.chronicle.doing_words import meaning
from components.collection.chronicle.happenings import Happening, happening_of
from components.collection.chronicle.leaning import leans
from components.collection.chronicle.own_news import is_own_news, says_what_was
from components.collection.chronicle.sentence_beginnings import Beginnings
from components.collection.chronicle.standing_alone import (
    FEW_WORDS,
    has_loose_capital,
    is_prose,
    names_nobody,
    unnamed_actors,
)
from components.collection.chronicle.sure_dateline import is_surely_dated
from components.collection.chronicle.sure_days import iso_day, sure_day, sure_day_of_event
from components.collection.content_words import content_words
from components.collection.record_names import RecordNames, SameActor
from components.collection.who_to_whom import Roles, roles_of
from components.domain.record import Event, Record, Sentence
from components.domain.single_line_text import plain_line
from components.domain.spans import Span

LEAD = 5  # sentences from the top of an article that say what its day's news is
READ_SENTENCES = 40  # from the top of an article, for what it reports without naming a day
MOST_OPEN = 1  # of an undated sentence
NOT_PROSE = 9  # how open a headline, a link, a question or a fragment is
MOST_CHARACTERS = 600


class DayTelling(msgspec.Struct, frozen=True, gc=False):
    """A sentence that tells of a day: an event in it is surely of the day, or it names that day and no other.

    ``start``/``end`` bound the sentence; ``article`` counts the records read, 0 until they are collected. ``open``
    counts what can't be understood from it alone; ``happens``: it says that something happens on the day, and doesn't
    only mention it. ``events`` are the ids of its events of the day, ``who`` the keys of those it names, ``people``
    those of persons, and ``names`` the names of these. ``doing`` are the words (stems) for what it says happens, or
    that somebody says happened, and ``roles`` says of each who does it to whom; ``told`` are those (of one meaning)
    for all that it tells, ``called`` the words by which it calls those whom it names and the day. ``about`` are the
    article’s main places.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    open: int
    article: int = 0
    happens: bool = False
    events: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    roles: tuple[tuple[str, Roles], ...] = ()
    happening: Happening | None = None
    about: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it can be understood alone and says what happened on the day."""
        return self.happens and not self.open and self.text.count(" ") + 1 >= FEW_WORDS


class UndatedSentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence that names no time, of an article published on the day; ``place`` counts the sentences before it."""

    place: int
    open: int
    text: str


class ArticleTellings(msgspec.Struct, frozen=True):
    """What an article tells of days (ISO): those it names, its own, and the sentences that tell of each.

    ``words`` are those of its text, each once; ``said`` counts in how many of its sentences on days each word stands
    (those at its top, if they name no time, are on the day that it was published).
    """

    id: str
    outlet: str | None
    published: str | None
    named: frozenset[str]
    dated: tuple[tuple[str, DayTelling], ...]
    undated: tuple[UndatedSentence, ...]
    words: tuple[str, ...]
    said: dict[str, int]


def tellings_of(record: Record, same_actor: SameActor | None = None) -> ArticleTellings:
    """What the record tells of days; it depends on nothing else, so that records may be read in any process."""
    published = iso_day(record.date)
    names = RecordNames(record, same_actor)
    begins = Beginnings(record, names)
    named: dict[int, set[str]] = defaultdict(set)  # by sentence
    timed: set[int] = set()
    for timex in record.timexes:
        at = begins.sentence_of(timex.start)
        if at < 0 or record.sentences[at].heading or timex.start < begins[at]:
            continue
        if timex.type in ("DATE", "TIME") and timex.value != "PRESENT_REF":
            timed.add(at)
        if (day := sure_day(record, timex)) is not None:
            named[at].add(day)
    events: dict[int, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in record.events:
        if (day := sure_day_of_event(record, event)) is None:
            continue
        at = begins.sentence_of(event.trigger[0])
        if at >= 0 and begins[at] <= event.trigger[0] and not begins.dates_by_heading(at, event):
            events[at][day].append(event)
    surely_dated = is_surely_dated(record)
    dated: dict[tuple[str, str], DayTelling] = {}  # a text that stands twice in an article tells once
    for at in sorted({*named, *events}):
        if not _is_body(record, record.sentences[at]):
            continue
        of_day = events.get(at) or {day: [] for day in named[at] if len(named[at]) == 1}
        for day, told in sorted(of_day.items()):
            span = (begins[at], record.sentences[at].end)
            short = span[1] - span[0] <= MOST_CHARACTERS  # what is longer is no sentence, and slow to search
            own = [e for e in told if short and is_own_news(record, span, e, day, dateline=surely_dated)]
            telling = _telling(record, span, told, own, names, day)
            if telling is None or telling.open >= NOT_PROSE:
                named.pop(at, None)
            else:
                dated.setdefault((day, telling.text), telling)
    undated = tuple(_undated(record, timed, begins, names)) if published else ()
    said = [t.words for t in dated.values()]
    said += [content_words(s.text) for s in undated if s.place < LEAD]
    return ArticleTellings(
        id=record.id, outlet=record.outlet, published=published,
        named=frozenset(d for days in named.values() for d in days),
        dated=tuple((k[0], t) for k, t in dated.items()), undated=undated,
        words=tuple(dict.fromkeys(content_words(record.text))),
        said=dict(Counter(w for words in said for w in dict.fromkeys(words))),
    )  # fmt: skip


def _is_body(record: Record, sentence: Sentence) -> bool:
    return not sentence.heading and not (record.headline is not None and sentence.start < record.headline[1])


def _undated(record: Record, timed: set[int], begins: Beginnings, names: RecordNames) -> Iterator[UndatedSentence]:
    """The sentences that name no time, can be read alone, and stand near the top."""
    place = 0
    for at, sentence in enumerate(record.sentences):
        if not _is_body(record, sentence):
            continue
        if at not in timed:
            text, open_ones = _read_alone(record, (begins[at], sentence.end), names)
            if text and open_ones <= MOST_OPEN:
                yield UndatedSentence(place, open_ones, text)
        place += 1
        if place == READ_SENTENCES:
            return


def _read_alone(record: Record, span: Span, names: RecordNames) -> tuple[str, int]:
    """Its text on one line, and how much of it can't be understood from it alone."""
    start, end = span
    text = record.text[start:end]
    text = text.strip() if text.isascii() and text.isprintable() and "  " not in text else plain_line(text)
    if not text or not is_prose(text):
        return text, NOT_PROSE
    mentions = names.within(span)
    named = [(m.start - start, m.end - start) for m, _ in mentions]
    open_ones = (
        unnamed_actors(record.text, span, mentions, record.left_open)
        + leans(text)
        + has_loose_capital(record.text[start:end], named)
        + names_nobody(text, any(m.form in ("name", "adjective") for m, _ in mentions))
    )
    return text, min(open_ones, NOT_PROSE - 1)


def _telling(
    record: Record, span: Span, events: list[Event], own: list[Event], names: RecordNames, day: str
) -> DayTelling | None:
    text, open_ones = _read_alone(record, span, names)
    words = content_words(text)
    if not words or len(text) > MOST_CHARACTERS:
        return None
    named = {names.key(a): a for m, a in names.within(span) if m.form in ("name", "pronoun")}
    done = own if any(e.kind != "reporting" for e in own) else [*own, *(_said_in(record, span) if own else ())]
    triggers = {trigger for e in done for trigger in (e.trigger, *e.mentions)}
    dates = [(t.start, t.end) for t in record.timexes if span[0] <= t.start < span[1] and sure_day(record, t) == day]
    places = [(m, names.key(a)) for m, a in names.within(span) if a.kind == "place" and m.form == "name"]
    return DayTelling(
        start=span[0], end=span[1], text=text, words=words, open=open_ones,
        happens=any(not says_what_was(record, span, e) for e in own),
        events=tuple(e.id for e in events), who=tuple(named),
        people=tuple(k for k, a in named.items() if a.kind == "person"),
        names=tuple(a.name for a in named.values() if a.kind == "person"),
        doing=tuple(sorted({w for start, end in triggers for w in content_words(record.text[start:end])})),
        told=tuple(sorted(_told_in(record, span))), called=names.called_in(span),
        roles=tuple(_roles(done, names)), about=names.places,
        happening=happening_of(record, span, events, own, dates, places),
    )  # fmt: skip


def _roles(done: list[Event], names: RecordNames) -> Iterator[tuple[str, Roles]]:
    """What is done, with who does it to whom, where the words say so."""
    for event in done:
        roles = roles_of(names, event)
        if roles.is_known:
            yield from ((meaning(word), roles) for word in content_words(names.record.text[slice(*event.trigger)]))


def _told_in(record: Record, span: Span) -> set[str]:
    """The words for all that happens in a sentence, as its own news or not; those of one meaning are one."""
    told = (s for e in record.events if e.kind != "reporting" for s in (e.trigger, *e.mentions))
    spans = {s for s in told if span[0] <= s[0] < span[1]}
    return {meaning(word) for s in spans for word in content_words(record.text[slice(*s)])}


def _said_in(record: Record, span: Span) -> list[Event]:
    """What is told in a sentence, not that it is said."""
    return [e for e in record.events if span[0] <= e.trigger[0] < span[1] and e.kind == "action"]
