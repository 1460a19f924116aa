"""What a comparison finds, in sentences that are true of these articles or are left out."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.comparison import Comparison
from components.collection.comparison.quote_difference import How
from components.domain.record import Record
from components.exports.compare_labels import ArticleLabel, all_of
from components.exports.numbers_in_words import first_up, number

MOST_NAMES = 3  # in a row


def finding(found: Comparison, records: Sequence[Record], labels: Sequence[ArticleLabel]) -> str:
    """The first sentence of the page."""
    return (
        versions_sentence(found, labels)
        or quoted_sentence(found, records, labels)
        or named_sentence(found, labels)
        or f"Nobody who is named in one of these {number(len(records))} articles was found in "
        + ("the other." if len(records) == 2 else "another.")
    )


def further(found: Comparison, records: Sequence[Record], labels: Sequence[ArticleLabel]) -> list[str]:
    """More that can be said, each a sentence."""
    first = finding(found, records, labels)
    told = [
        quoted_sentence(found, records, labels),
        same_words_sentence(found),
        events_sentence(found, len(records)),
        dates_sentence(found),
        claims_sentence(found, labels),
        order_sentence(found),
    ]
    return [one for one in told if one and one != first]


def versions_sentence(found: Comparison, labels: Sequence[ArticleLabel]) -> str:
    """What became of the earlier text; empty where no two are versions of one story."""
    if found.versions is None:
        return ""
    count = found.versions.count
    parts = [
        (count("changed"), "is changed in words", "are changed in words"),
        (count("added"), "is new", "are new"),
        (count("cut"), "is cut", "are cut"),
        (count("moved"), "stands elsewhere", "stand elsewhere"),
    ]
    told = [f"{number(n)} {one if n == 1 else many}" for n, one, many in parts if n]
    both = [one.name for one in labels if one.id in (found.versions.earlier, found.versions.later)]
    which = f"{first_up(in_a_row(both))} are versions of one story. " if len(labels) > 2 else ""
    if not told:
        return f"{which}The two texts have the same words."
    kept = count("kept")
    if not kept:
        return f"{which}No sentence of the two versions is the same: {in_a_row(told)}."
    lead = f"Of the two versions’ sentences {number(kept)} {'is' if kept == 1 else 'are'} the same"
    return which + in_a_row([lead, *told]) + "."


def order_sentence(found: Comparison) -> str:
    """That nothing tells which of two versions is the earlier one; empty where something does."""
    if found.versions is None or found.versions.order_known or not found.versions.changed:
        return ""
    return "Neither dates nor the library tell which is the later text: changes are told from the first to the second."


def quoted_sentence(found: Comparison, records: Sequence[Record], labels: Sequence[ArticleLabel]) -> str:
    """Whom all quote, and whom one alone quotes: "Both quote Peter Lund; only The Post quotes Mary Jones."."""
    voices = [v for v in found.voices if v.named and v.cast not in found.doubtful]
    people = [v for v in voices if v.person and " " in v.name]  # a body may be quoted elsewhere by another name
    everywhere = [v.name for v in voices if len(v.articles) == len(records)]
    parts = [f"{all_of(len(records))} quote {names(everywhere)}"] if everywhere else []
    for label in labels:
        alone = [v.name for v in people if v.articles == {label.id} and not v.perhaps]
        if alone:
            parts.append(f"only {label.name} quotes {names(alone)}")
    return first_up("; ".join(parts)) + "." if parts else ""


def named_sentence(found: Comparison, labels: Sequence[ArticleLabel]) -> str:
    """Who is in all of them; empty where nobody is."""
    everywhere = [a.name for a in found.actors if a.named and len(a.articles) == len(labels)]
    return f"{all_of(len(labels))} name {names(everywhere)}." if everywhere else ""


def same_words_sentence(found: Comparison) -> str:
    """How many quotes more than one have, and how many of them were cut, altered or paraphrased."""
    shared = [q for q in found.quotes if len(q.quoted_in) > 1]
    if not shared:
        return ""
    words: dict[How, str] = {
        "whole": "in the same words", "cut": "cut", "altered": "altered", "reworded": "in other words"
    }  # fmt: skip
    count = {words[how]: sum(q.how == how for q in shared) for how in words}
    differ = sum(q.speakers_differ for q in shared)
    if len(shared) == 1:
        by = ", given to different speakers" if differ else ""
        return f"One quote stands in more than one article, {next(how for how, n in count.items() if n)}{by}."
    told = [f"{number(n) if n < len(shared) else 'all'} {how}" for how, n in count.items() if n]
    by = f"; {number(differ)} {'is' if differ == 1 else 'are'} given to different speakers" if differ else ""
    return f"{first_up(number(len(shared)))} quotes stand in more than one article: {in_a_row(told)}{by}."


def events_sentence(found: Comparison, articles: int) -> str:
    """How many events all report; empty where none is shared."""
    shared = sum(len(e.articles) == articles for e in found.events)
    if not shared:
        return ""
    if shared == len(found.events):
        return f"{all_of(articles)} report the same {'event' if shared == 1 else f'{number(shared)} events'}."
    told = f"{number(shared)} {'is' if shared == 1 else 'are'} reported by {all_of(articles).lower()}"
    return f"Of {number(len(found.events))} events, {told}."


def dates_sentence(found: Comparison) -> str:
    """How many events the articles date differently."""
    differ = sum(e.dates_differ for e in found.events)
    return f"They differ on the date of {number(differ)} {'event' if differ == 1 else 'events'}." if differ else ""


def claims_sentence(found: Comparison, labels: Sequence[ArticleLabel]) -> str:
    """Where one tells as a fact what another has as somebody's claim."""
    called = {one.id: one.name for one in labels}
    claim = next((c for c in found.claims if c.as_fact), None)
    if claim is None:
        return ""
    fact = in_a_row([called[a] for a in claim.as_fact if a in called])
    claimants = list(dict.fromkeys(called[t.article] for t in claim.tellings if t.article in called))
    tells = "tells" if len(claim.as_fact) == 1 else "tell"
    has = "has" if len(claimants) == 1 else "have"
    return f"{first_up(fact)} {tells} as a fact what {in_a_row(claimants)} {has} as a claim."


def names(some: Sequence[str]) -> str:
    """Names in a row, the further ones counted: "A, B, C and 2 others"."""
    if len(some) <= MOST_NAMES + 1:
        return in_a_row(some)
    return in_a_row([*some[:MOST_NAMES], f"{number(len(some) - MOST_NAMES)} others"])


def in_a_row(some: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(x for x in (", ".join(some[:-1]), *some[-1:]) if x)
