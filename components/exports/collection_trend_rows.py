"""The lists of a collection's trends: who is quoted, of which kind; who judges whom; the articles behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.charts.chart_style import TAIL
from components.charts.collection_attitudes import judged_id
from components.charts.collection_voices import OTHERS, drawn_speakers, unit_words
from components.collection.reading import CollectionReading
from components.collection.trends.summing import Judging, by, dated, is_enough, judgings, period_of, period_unit, words
from components.collection.trends.trends import AttitudeTold, QuotedVoice, Trends, VoiceKind
from components.domain.plural import plural
from components.domain.record import WRITER
from components.domain.single_line_text import plain_line
from components.exports.collection_rows import CAST
from components.exports.list_rows import ListGroup, ListRow
from components.exports.numbers_in_words import first_up, times

VOICE_NAMES: dict[VoiceKind, str] = {
    "named person": "named people",
    "organisation or country": "organisations and countries",
    "unnamed": "unnamed sources",
    "document or media": "documents and media",
    "open": "nobody named",
}
GENDER_NAMES = {"woman": "Women", "man": "Men", "open": "Open"}
TOO_LITTLE = "too little quoted to compare"
WRITERS = "the writers"
COUNTED = "Each article counts by itself: words that several of them quote count each time."


def cast_names(reading: CollectionReading) -> dict[str, str]:
    """The name of each of the cast by its id, and of the articles' writers."""
    return {WRITER: WRITERS} | {a.id: plain_line(a.name) for a in reading.cast.actors}


def quoted_finding(reading: CollectionReading) -> str | None:
    """Who is quoted most, in a sentence; None where it is nobody alone or too little is quoted."""
    rows = [r for r in reading.trends.quoted if r.speaker]
    found = list(by(rows, lambda r: r.speaker or "").items())
    if not found or not is_enough(reading.trends.quoted):
        return None
    name, first = cast_names(reading).get(found[0][0]), words(found[0][1])
    if name is None or (len(found) > 1 and words(found[1][1]) == first):
        return None
    share = first / words(reading.trends.quoted)
    return f"{first_up(name)} is quoted most: {plural(first, 'word')}, {share:.0%} of all that is quoted."


def gender_line(trends: Trends) -> str:
    """How women and men are told apart and how often that is open, in a line."""
    people = [r for r in trends.quoted if r.kind == "named person"]
    left = words(r for r in people if r.gender is None)
    share = f"; {left / words(people):.0%} of what named people say is open" if words(people) else ""
    return f"As the articles tell it: by “she” and “he” and titles such as “Mrs”, then by given names{share}."


def speaker_rows(reading: CollectionReading, colours: Mapping[str, str], most: int) -> list[ListRow]:
    """Who is quoted, those of most words first."""
    names = cast_names(reading)
    found = by((r for r in reading.trends.quoted if r.speaker), lambda r: r.speaker or "")
    return [
        ListRow(
            id=f"{CAST}{speaker}",
            label=names.get(speaker, "somebody"),
            colour=colours.get(speaker, TAIL),
            facts=(*_counts(rows), _outlets(rows)) if _outlets(rows) else _counts(rows),
        )
        for speaker, rows in list(found.items())[:most]
    ]


def _counts(rows: Sequence[QuotedVoice]) -> tuple[str, ...]:
    quotes, articles = sum(r.quotes for r in rows), len({r.article for r in rows})
    return plural(quotes, "quote"), plural(words(rows), "word"), f"in {plural(articles, 'article')}"


def _outlets(rows: Sequence[QuotedVoice]) -> str:
    outlets = {r.outlet for r in rows if r.outlet}
    return f"of {plural(len(outlets), 'outlet')}" if len(outlets) > 1 else ""


def quoted_groups(reading: CollectionReading, colours: Mapping[str, str], most: int) -> list[ListGroup]:
    """Speakers; outlets with their shares of kinds; kinds of sources; women and men; periods."""
    trends = reading.trends
    groups = [
        ("Speakers", speaker_rows(reading, colours, most)),
        ("Outlets", _outlet_rows(trends)),
        ("Kinds of sources", _kind_rows(trends)),
        ("Women and men", _gender_rows(trends)),
        ("Over time", _period_rows(trends)),
    ]
    return [ListGroup(head, False, tuple(rows)) for head, rows in groups if rows]


def _outlet_rows(trends: Trends) -> list[ListRow]:
    rows = []
    for outlet, own in by((r for r in trends.quoted if r.outlet), lambda r: r.outlet or "").items():
        named = words(r for r in own if r.kind == "named person") / max(1, words(own))
        share = f"{named:.0%} of it of named people" if is_enough(own) else TOO_LITTLE
        rows.append(ListRow(id=f"outlet:{outlet}", label=plain_line(outlet), facts=(*_counts(own), share)))
    return rows


def _kind_rows(trends: Trends) -> list[ListRow]:
    whole = words(trends.quoted)
    return [
        ListRow(id=f"kind:{kind}", label=first_up(VOICE_NAMES[kind]), facts=(*_counts(own), _share(own, whole, trends)))
        for kind, own in by(trends.quoted, lambda r: r.kind).items()
    ]


def _gender_rows(trends: Trends) -> list[ListRow]:
    people = [r for r in trends.quoted if r.kind == "named person"]
    return [
        ListRow(
            id=f"gender:{which}", label=GENDER_NAMES[which], facts=(*_counts(own), _share(own, words(people), trends))
        )
        for which, own in by(people, lambda r: r.gender or "open").items()
    ]


def _period_rows(trends: Trends) -> list[ListRow]:
    rows = dated(trends)
    unit = period_unit(rows)
    found = by(rows, lambda r: period_of(r.day or "", unit))
    return [
        ListRow(id=f"period:{first}", label=first_up(unit_words(first, unit)), facts=_counts(found[first]))
        for first in sorted(found)
    ]


def _share(own: Sequence[QuotedVoice], whole: int, trends: Trends) -> str:
    return f"{words(own) / max(1, whole):.0%} of the words" if is_enough(trends.quoted) else TOO_LITTLE


def judged_rows(reading: CollectionReading, most: int) -> list[ListRow]:
    """Who speaks how of whom."""
    names = cast_names(reading)
    return [_judged_row(one, names) for one in judgings(reading.trends.attitudes)[:most]]


def _judged_row(one: Judging, names: Mapping[str, str]) -> ListRow:
    told = [f"{times(n)} {word}" for n, word in ((one.against, "against"), (one.favour, "for")) if n]
    return ListRow(
        id=judged_id(one),
        label=f"{first_up(names.get(one.holder, 'somebody'))} on {names.get(one.target, 'somebody')}",
        facts=(*told, f"in {plural(len(one.articles), 'article')}"),
    )


def judged_finding(reading: CollectionReading) -> str:
    """How much is told of who judges whom, in a sentence."""
    found = judgings(reading.trends.attitudes)
    if not found:
        return "No article of this collection surely tells that anybody speaks well or ill of anybody."
    articles = len({a for one in found for a in one.articles})
    tell = "tells" if articles == 1 else "tell"
    return f"{plural(articles, 'article')} {tell} who speaks well or ill of whom: {plural(len(found), 'pair')} in all."


def voices_behind(trends: Trends, which: str) -> list[QuotedVoice]:
    """Who is counted in a row or in a chart's piece of one, by its id; empty where there is no such."""
    if which.startswith("outlet:"):  # an outlet's name may hold anything
        part, whole = "", which
    else:
        part, _, whole = which.partition("|")
    conditions = [_counted_in(trends, one) for one in (part, whole) if one]
    if not conditions:
        return []
    return [row for row in trends.quoted if all(counts(row) for counts in conditions)]


def _counted_in(trends: Trends, which: str) -> Callable[[QuotedVoice], bool]:
    """Whether a row is counted under an id."""
    kind, _, value = which.partition(":")
    if kind == "period":
        unit = period_unit(dated(trends))
        return lambda r: bool(r.day) and period_of(r.day or "", unit) == value
    if kind == "cast":
        return lambda r: r.speaker == value
    if which == OTHERS:
        drawn = drawn_speakers(trends)
        return lambda r: r.speaker not in drawn
    if kind == "outlet":
        return lambda r: r.outlet == value
    if kind == "kind":
        return lambda r: r.kind == value
    if kind == "gender":
        return lambda r: r.kind == "named person" and (r.gender or "open") == value
    return lambda _: False


def attitudes_behind(trends: Trends, which: str) -> list[AttitudeTold]:
    """What a row of who judges whom counts, by its id; empty where there is no such row."""
    pairs = {(j.holder, j.target) for j in judgings(trends.attitudes) if judged_id(j) == which}
    return [one for one in trends.attitudes if (one.holder, one.target) in pairs]


def row_name(reading: CollectionReading, which: str) -> str:
    """What a row, or a chart's piece of one, is called: "Unnamed sources, The Echo"."""
    if which.startswith(("outlet:", "judge:")):
        return _name_of(reading, which)
    names = [_name_of(reading, one) for one in which.split("|", 1)]
    return first_up(", ".join(name for name in names if name))


def _name_of(reading: CollectionReading, which: str) -> str:
    kind, _, value = which.partition(":")
    if kind == "judge":
        found = (j for j in judgings(reading.trends.attitudes) if judged_id(j) == which)
        return next((_judged_row(j, cast_names(reading)).label for j in found), "")
    if kind == "period":
        return unit_words(value, period_unit(dated(reading.trends)))
    if kind == "cast":
        return cast_names(reading).get(value, "somebody")
    if which == OTHERS:
        return "all others"
    if kind == "kind":
        return next((name for one, name in VOICE_NAMES.items() if one == value), "")
    return GENDER_NAMES.get(value, "") if kind == "gender" else plain_line(value)
