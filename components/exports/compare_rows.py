"""The lists of a comparison, in full words: what all articles have, what some have, what one alone has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from components.collection.comparison import Comparison
from components.collection.comparison.shared_actors import SharedActor
from components.collection.comparison.shared_claims import SharedAttitude, SharedClaim
from components.collection.comparison.shared_dates import SharedDay
from components.collection.comparison.voices import Voice
from components.domain.plural import plural
from components.domain.record import UNKNOWN, WRITER
from components.domain.single_line_text import plain_line
from components.exports.compare_headline import in_a_row
from components.exports.compare_labels import ArticleLabel, all_of
from components.exports.list_rows import ListGroup, ListRow
from components.exports.newsroom_words import ACTOR_KINDS, NOBODY_NAMED, TONES, date_words
from components.exports.numbers_in_words import first_up

SAME_NAME = "the same name"  # a reason that goes without saying


class Shared(Protocol):
    """Whatever some of the articles have."""

    @property
    def id(self) -> str:
        """What it is picked by."""
        ...

    @property
    def articles(self) -> frozenset[str]:
        """The ids of the articles that surely have it."""
        ...

    @property
    def perhaps(self) -> frozenset[str]:
        """The ids of those that may have it, too."""
        ...


T = TypeVar("T", bound=Shared)


def by_who_has_it(
    rows: Iterable[T], labels: Sequence[ArticleLabel], draw: Callable[[T], ListRow]
) -> list[ListGroup]:  # fmt: skip
    """Rows under heads that say which articles have them: all, some, one alone, perhaps more."""
    found: dict[tuple[int, str], list[ListRow]] = {}
    order = {one.id: n for n, one in enumerate(labels)}
    for row in rows:
        place = _place(row.articles, bool(row.perhaps - row.articles), order, labels)
        found.setdefault(place, []).append(draw(row))
    return [ListGroup(head, False, tuple(of)) for (_, head), of in sorted(found.items(), key=lambda kv: kv[0][0])]


def _place(
    articles: Collection[str], perhaps: bool, order: Mapping[str, int], labels: Sequence[ArticleLabel]
) -> tuple[int, str]:  # fmt: skip
    """Where a head comes, and its words; what one has is told as its alone only where no other may have it."""
    whole, some = len(labels), len(articles)
    if some == whole:
        return 0, f"In {all_of(whole).lower()}"
    if some > 1:
        more = ", perhaps in more" if perhaps else ""
        return 2 * (whole - some) + perhaps, f"In {some} of {whole}{more}"
    (only,) = articles
    if perhaps:
        return 2 * whole, "Perhaps in both" if whole == 2 else "In one, perhaps in more"
    return 2 * whole + 1 + order[only], f"Found only in {labels[order[only]].name}"


def actor_groups(found: Comparison, labels: Sequence[ArticleLabel]) -> list[ListGroup]:
    """Who is in the articles: how often each mentions and quotes them."""
    called = {one.id: one.name for one in labels}

    def row(one: SharedActor) -> ListRow:
        counts = [
            f"{called[a]}: {plural(n, 'mention')}"
            + (f", quoted {plural(one.quotes[a], 'time')}" if one.quotes.get(a) else "")
            for a, n in one.mentions.items()
        ]
        return ListRow(
            id=one.id,
            label=one.name,
            facts=_told(ACTOR_KINDS[one.kind], one.role or "", *counts),
            note=_joined(one.cast, one.reason, found),
        )

    return [
        *by_who_has_it([a for a in found.actors if a.named or len(a.articles) > 1], labels, row),
        *_described([row(a) for a in found.actors if not a.named and len(a.articles) == 1]),
    ]


def _described(rows: Sequence[ListRow]) -> list[ListGroup]:
    """Those whom descriptions alone tell of: another article may name them, so none has them as its alone."""
    return [ListGroup("By description alone", False, tuple(rows))] if rows else []


def _joined(cast: str, reason: str, found: Comparison) -> str:
    """Why it is one in several articles, and that it may be another's."""
    if cast in found.doubtful:
        return f"perhaps the same as another here{': ' + reason if reason else ''}"
    return "" if reason == SAME_NAME else reason


def voice_groups(found: Comparison, labels: Sequence[ArticleLabel]) -> list[ListGroup]:
    """Who is quoted: in how many words of each article, and of which share where enough is quoted."""
    called = {one.id: one.name for one in labels}
    whole = {h.article: h for h in found.heard}
    rows = []
    for voice in found.voices:
        counts = []
        for article, words in voice.words.items():
            share = f" ({words / whole[article].words:.0%} of what is quoted)" if whole[article].comparable else ""
            counts.append(f"{called[article]}: {plural(words, 'word')}{share}")
        rows.append((voice, tuple(counts)))
    by_id = {voice.id: counts for voice, counts in rows}

    def row(voice: Voice) -> ListRow:
        return ListRow(id=voice.id, label=first_up(voice.name or NOBODY_NAMED), facts=by_id[voice.id])

    told = [v for v in found.voices if v.name]
    groups = [
        *by_who_has_it([v for v in told if not v.described or len(v.articles) > 1], labels, row),
        *_described([row(v) for v in told if v.described and len(v.articles) == 1]),
    ]
    nobody = tuple(row(v) for v in found.voices if not v.name)
    return [*groups, ListGroup("No speaker named", True, nobody)] if nobody else groups


def heard_lines(found: Comparison, labels: Sequence[ArticleLabel]) -> list[str]:
    """Of each article in a line: how much is quoted, of whom, who comes first and last."""
    called = {one.id: one.name for one in labels}
    out = []
    for one in found.heard:
        if not one.words:
            out.append(f"{first_up(called[one.article])} quotes nobody.")
            continue
        ends = ""
        if one.first and one.last and one.speakers > 1:
            ends = f"; {one.first} first, {one.last} last" if one.first != one.last else f"; {one.first} first and last"
        enough = "" if one.comparable else "; too little to compare shares"
        who = plural(one.speakers, "speaker") if one.speakers else NOBODY_NAMED
        name = first_up(called[one.article])
        out.append(f"{name}: {plural(one.words, 'word')} of {who} quoted{ends}{enough}.")
    return out


def day_groups(found: Comparison, labels: Sequence[ArticleLabel]) -> list[ListGroup]:
    """The days that the articles name."""
    called = {one.id: one.name for one in labels}

    def row(day: SharedDay) -> ListRow:
        times = {p.article: len(p.spans) for p in day.places}
        facts = tuple(f"{called[a]}: {plural(n, 'time')}" for a, n in times.items())
        return ListRow(id=day.id, label=date_words(day.day), facts=facts)

    return by_who_has_it(found.days, labels, row)


def claim_groups(found: Comparison, labels: Sequence[ArticleLabel]) -> list[ListGroup]:
    """What is claimed: by whom in each article, who denies it, and where it is told as a fact."""
    called = {one.id: one.name for one in labels}

    def row(claim: SharedClaim) -> ListRow:
        facts = []
        for telling in claim.tellings:
            by = f"claimed by {in_a_row(telling.by)}" if telling.by else "claimed, nobody named"
            denied = f", denied by {in_a_row(telling.denied_by)}" if telling.denied_by else ""
            answer = "" if telling.denied_by or telling.answered else ", no answer in the text"
            facts.append(f"{called[telling.article]}: {by}{denied}{answer}")
        facts += [f"{called[a]}: told as a fact" for a in claim.as_fact if a in called]
        return ListRow(id=claim.id, label=first_up(plain_line(claim.summary)), facts=_told(*facts))

    return by_who_has_it(found.claims, labels, row)


def attitude_groups(found: Comparison, labels: Sequence[ArticleLabel]) -> list[ListGroup]:
    """Who speaks well or ill of whom, in which words."""
    called = {one.id: one.name for one in labels}

    def row(attitude: SharedAttitude) -> ListRow:
        holder = {WRITER: "the writer", UNKNOWN: "somebody"}.get(
            attitude.holder, found.names.get(attitude.holder, attitude.holder)
        )
        words = [f"{called[a]}: “{'” … “'.join(w)}”" for a, w in attitude.words.items() if w]
        target = found.names.get(attitude.target, "somebody")
        return ListRow(
            id=attitude.id, label=f"{first_up(holder)} on {target} · {TONES[attitude.label]}", facts=tuple(words)
        )

    return by_who_has_it(found.attitudes, labels, row)


def _told(*facts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for f in facts if f))
