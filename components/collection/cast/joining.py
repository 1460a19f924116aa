"""Joins the actors of many records into one cast (cross-document coreference).

Units of one name are one actor's; names are joined by what they have in common (initials, short forms, acronyms,
spellings) where their articles tell of the same company; bare surnames are given to their owners one by one. Nobody
gets two given names that can't be one's. Readers' decisions come last and hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from components.collection.cast.article_units import ArticleUnits, article_units
from components.collection.cast.bare_names import owners
from components.collection.cast.cast import Cast, CastActor, CastMember, Decision
from components.collection.cast.clusters import Clusters, Doubt
from components.collection.cast.decisions import apply_decisions
from components.collection.cast.joined_names import JoinedNames
from components.collection.cast.links import JOINED, SURE, Link, conflict, link
from components.collection.cast.unit_store import UnitStore
from components.domain.record import Record

MOST_DOUBTS = 200  # told of a collection, the surest first


def make_cast(records: Iterable[Record], decisions: Sequence[Decision] = ()) -> Cast:
    """One cast of the records, which are read once, one at a time; ``decisions`` are what readers decided."""
    with UnitStore() as store:
        clusters, doubts = _clusters(
            store, map(article_units, records), {m for d in decisions for m in (d.left, d.right)}
        )
        parted = apply_decisions(decisions, clusters, store)
        actors = tuple(clusters.actors())
        return Cast(actors, tuple(clusters.perhaps(doubts, parted, MOST_DOUBTS)))


def stream_cast(articles: Iterable[ArticleUnits]) -> Iterator[CastActor]:
    """The actors of a cast as they are made, those of most articles first; memory does not grow with the articles."""
    with UnitStore() as store:
        clusters, _ = _clusters(store, articles)
        yield from clusters.actors()


def _clusters(
    store: UnitStore, articles: Iterable[ArticleUnits], wanted: Collection[CastMember] = ()
) -> tuple[Clusters, list[Doubt]]:
    store.add(articles, wanted)
    joined = JoinedNames(store.names, store.name, conflict)
    doubts = _join_names(store, joined)
    clusters = Clusters(store, joined)
    doubts += _join_bare_names(store, joined, clusters)
    return clusters, doubts


def _join_names(store: UnitStore, joined: JoinedNames) -> list[Doubt]:
    """Join the names that are one actor's, the surest links first; returns the links that were not enough."""
    found: dict[tuple[int, int], Link] = {}
    for own, others in store.blocks():
        pairs = [(a, b) for i, a in enumerate(own) for b in (*own[i + 1 :], *others)]
        if not own:
            pairs = [(a, b) for i, a in enumerate(others) for b in others[i + 1 :]]
        for pair in pairs:
            key = min(pair), max(pair)
            if key in found:
                continue
            a, b = store.name(key[0]), store.name(key[1])
            if (made := link(a, b, store)) is not None:
                found[key] = made
    return _apply(found, store, joined)


def _apply(found: dict[tuple[int, int], Link], store: UnitStore, joined: JoinedNames) -> list[Doubt]:
    """Every sure link joins; of weaker ones each name takes its best to a commoner name, no rare one is a bridge."""
    size = {n: store.name(n).count for pair in found for n in pair}
    doubts = [
        Doubt(store.name(a).exemplars[0], store.name(b).exemplars[0], made)
        for (a, b), made in found.items()
        if made.confidence < JOINED
    ]
    best: dict[int, tuple[tuple[int, int, int], int, Link]] = {}
    for (a, b), made in sorted(found.items()):
        if made.confidence < JOINED:
            continue
        if made.strength >= SURE:
            joined.join(a, b, made.confidence, made.reason)
            continue
        common, rare = sorted((a, b), key=lambda n: (-size[n], n))
        rank = (made.strength, size[common], -common)
        if rare not in best or rank > best[rare][0]:
            best[rare] = rank, common, made
    for rare in sorted(best, key=lambda n: (-size[n], n)):
        _, common, made = best[rare]
        joined.join(rare, common, made.confidence, made.reason, bodies=made.alone)
    return doubts


def _join_bare_names(store: UnitStore, joined: JoinedNames, clusters: Clusters) -> list[Doubt]:
    """Give each unit of a bare name to its owner; those of nobody are joined where they are told of together."""
    doubts = []
    for group in store.all_names():
        if not group.is_bare or len(joined.members(joined.root(group.number))) > 1:
            continue
        alone: list[list[int]] = []
        for one in owners(group, store, joined):
            if one.owner is not None:
                clusters.move(one.unit, one.owner, one.confidence, one.reason)
                continue
            if one.perhaps is not None:
                owner = store.name(one.perhaps).exemplars[0]
                doubts.append(Doubt(one.unit, owner, Link(one.confidence, 0, one.reason)))
            same = next((a for a in alone if store.nearest([one.unit], a[-12:], enough=1.0) >= 1.0), None)
            if same is None:
                alone.append([one.unit])
            else:
                same.append(one.unit)
        for units in alone:
            clusters.set_apart(units, f"the same name, {group.name}, told of in the same company")
    return doubts
