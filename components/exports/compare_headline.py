"""What a comparison finds, in sentences that are true of these articles or are left out."""

from __future__ import annotations

from collections.abc import Sequence

from components.collection.comparison import Comparison
from components.collection.comparison.voices import Voice
from components.domain.plural import plural
from components.domain.record import Record
from components.exports.compare_labels import ArticleLabel, all_of
from components.exports.numbers_in_words import first_up, number

MOST_NAMES = 3  # in a row


def finding(found: Comparison, records: Sequence[Record], labels: Sequence[ArticleLabel]) -> str:
    """The first sentence of the page."""
    return (
        versions_sentence(found)
        or quoted_sentence(found, records, labels)
        or named_sentence(found, labels)
        or f"Nobody who is named in one of these {number(len(records))} articles was found in another."
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
    ]
    return [one for one in told if one and one != first]


def versions_sentence(found: Comparison) -> str:
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
    if not told:
        return "The two texts have the same words."
    kept = count("kept")
    lead = f"Of the two versions’ sentences {number(kept)} {'is' if kept == 1 else 'are'} the same" if kept else ""
    return first_up(in_a_row([lead, *told] if lead else told)) + "."


def quoted_sentence(found: Comparison, records: Sequence[Record], labels: Sequence[ArticleLabel]) -> str:
    """Whom all quote, and whom one alone quotes: "Both quote Peter Lund; only The Post quotes Mary Jones."."""
    voices = [v for v in found.voices if v.named and v.cast not in found.doubtful]
    everywhere = [v.name for v in voices if len(v.articles) == len(records)]
    parts = [f"{all_of(len(records))} quote {names(everywhere)}"] if everywhere else []
    for label in labels:
        alone = [v.name for v in voices if v.articles == {label.id} and not _may_be_elsewhere(v, found, records)]
        if alone:
            parts.append(f"only {label.name} quotes {names(alone)}")
    return first_up("; ".join(parts)) + "." if parts else ""


def named_sentence(found: Comparison, labels: Sequence[ArticleLabel]) -> str:
    """Who is in all of them; empty where nobody is."""
    everywhere = [a.name for a in found.actors if a.named and len(a.articles) == len(labels)]
    return f"{all_of(len(labels))} name {names(everywhere)}." if everywhere else ""


def same_words_sentence(found: Comparison) -> str:
    """How many quotes stand in more than one, and how many of them were cut or altered."""
    shared = [q for q in found.quotes if len(q.articles) > 1]
    if not shared:
        return ""
    count = {how: sum(q.how == how for q in shared) for how in ("whole", "cut", "altered")}
    told = [f"{number(n)} {how}" for how, n in count.items() if n]
    many = plural(len(shared), "quote stands", "quotes stand")
    return f"{many} in more than one: {in_a_row(told)}."


def events_sentence(found: Comparison, articles: int) -> str:
    """How many events all report; empty where none is shared."""
    shared = sum(len(e.articles) == articles for e in found.events)
    if not shared:
        return ""
    whole = plural(len(found.events), "event")
    told = f"{number(shared)} {'is' if shared == 1 else 'are'} reported by {all_of(articles).lower()}"
    return f"Of {whole}, {told}."


def dates_sentence(found: Comparison) -> str:
    """How many events the articles date differently."""
    differ = sum(len(e.days) > 1 for e in found.events)
    return f"They differ on the date of {plural(differ, 'event')}." if differ else ""


def claims_sentence(found: Comparison, labels: Sequence[ArticleLabel]) -> str:
    """Where one tells as a fact what another has as somebody's claim."""
    called = {one.id: one.name for one in labels}
    claim = next((c for c in found.claims if c.as_fact), None)
    if claim is None:
        return ""
    fact = in_a_row([called[a] for a in claim.as_fact if a in called])
    claimed = in_a_row([called[t.article] for t in claim.tellings if t.article in called])
    tells = "tells" if len(claim.as_fact) == 1 else "tell"
    return (
        f"{first_up(fact)} {tells} as a fact what {claimed} {'has' if len(claim.articles) == 1 else 'have'} as a claim."
    )


def names(some: Sequence[str]) -> str:
    """Names in a row, the further ones counted: "A, B, C and 2 others"."""
    if len(some) <= MOST_NAMES + 1:
        return in_a_row(some)
    return in_a_row([*some[:MOST_NAMES], f"{number(len(some) - MOST_NAMES)} others"])


def in_a_row(some: Sequence[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(x for x in (", ".join(some[:-1]), *some[-1:]) if x)


def _may_be_elsewhere(voice: Voice, found: Comparison, records: Sequence[Record]) -> bool:
    """Whether another article names the speaker and quotes somebody whom it doesn't make clear."""
    there = next((a.articles for a in found.actors if a.cast == voice.cast), frozenset())
    for record in records:
        if record.id in voice.articles or record.id not in there:
            continue
        if any(q.speaker is None and q.kind != "scare" for q in record.quotes):
            return True
    return False
