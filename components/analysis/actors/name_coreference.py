"""Joins names into actors: countries with capitals and demonyms, people by surname, bodies by short form."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.actors.country_names import countries, fold
from components.analysis.actors.given_name_gender import gender_of
from components.analysis.actors.lexicon import Gender, lexicon
from components.analysis.actors.name_mention import SUFFIX, NameMention
from components.domain.record import ActorKind, Form


@dataclass
class ActorMention:
    """A mention with its tokens, form, why it was joined and how sure that is."""

    start: int
    end: int
    form: Form
    rule: str
    confidence: float = 0.95
    text: str = ""
    named: int | None = None  # the token at which the name itself begins, where words before it belong to the mention


@dataclass(eq=False)
class ActorDraft:
    """An actor in the making."""

    name: str
    kind: ActorKind
    mentions: list[ActorMention] = field(default_factory=list)
    key: str = ""
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    of: ActorDraft | None = None
    country: str | None = None
    described: bool = False  # never named, only described

    def add(self, found: ActorMention) -> None:
        """Take a mention."""
        self.mentions.append(found)


def cluster_names(doc: Doc, found: Iterable[NameMention]) -> list[ActorDraft]:
    """Actors from names, each mention with its reason."""
    listed = list(found)
    drafts: list[ActorDraft] = []
    by_key: dict[str, ActorDraft] = {}
    people = _People(drafts)
    later: list[NameMention] = []
    for name in listed:
        if name.label == "PERSON":
            people.register(name)
    for name in listed:
        country, rule, form, sure = _country(doc, name)
        if country is not None:
            draft = by_key.get(f"country {country}")
            if draft is None:
                draft = ActorDraft(_plain(country), "place", key=f"country {country}", country=country)
                by_key[draft.key] = draft
                drafts.append(draft)
            draft.add(ActorMention(name.start, name.end, form, rule, sure, name.text))
        elif name.label == "PERSON":
            people.add_mention(name)
        else:
            later.append(name)
    for name in sorted(later, key=lambda n: -len(n.text.split())):
        _body(name, drafts, by_key)
    for draft in drafts:
        draft.mentions.sort(key=lambda m: m.start)
    return [d for d in drafts if d.mentions]


def _plain(country: str) -> str:
    """A country's name as news writes it: CLDR's additions in brackets and its dashes left out."""
    return country.partition(" (")[0].partition(" SAR ")[0]


def _country(doc: Doc, name: NameMention) -> tuple[str | None, str, Form, float]:
    """The country a name stands for, and why: by name, by its capital that acts, by its people."""
    known = countries()
    direct = known.country(name.text)
    if direct and name.label in {"GPE", "NORP", "LOC", "ORG"}:
        return direct, "the country's name", "name", 0.97
    if name.label == "NORP" or (name.label != "PERSON" and known.of_demonym(name.text)):
        demonym = known.of_demonym(name.text)
        if demonym:
            head = doc[name.end - 1]
            if head.pos_ == "ADJ" or head.dep_ in {"amod", "compound", "nmod"}:
                return demonym, "an adjective of the country", "adjective", 0.9
            return None, "", "name", 0
    capital = known.capital_of(name.text)
    if capital and name.label in {"GPE", "LOC", "ORG"} and _acts(doc[name.end - 1]):
        return capital, f"{name.text}, the capital, standing for its government", "name", 0.85
    return None, "", "name", 0


def _acts(token: Token) -> bool:
    """Whether a capital does, says, sends or suffers what only a government can."""
    head = token.head
    if token.i > 1 and token.nbor(-1).lower_ == "from" and token.nbor(-2).lemma_.lower() in _SENT:
        return True  # "the appeal from Beijing places …", whatever the parse makes of it
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "iobj", "dative", "poss", "agent"}:
        return not (token.dep_ == "nsubj" and head.lemma_ == "be" and not _personal(head))
    if token.dep_ == "conj":
        return _acts(head)
    if token.dep_ == "pobj":
        if head.lower_ == "by":
            return True
        if head.lower_ == "in" and head.head.tag_ == "VBN" and head.head.lemma_ in _DECIDED:
            return True  # "a policy defined in Ottawa"
        if head.lower_ in {"from", "of", "with", "against", "between", "on", "for", "towards", "toward"}:
            before = token.doc[head.i - 1] if head.i else head
            return any(n.lemma_.lower() in _SENT for n in (head.head, before))
        return False
    return False


_DECIDED = frozenset(("decide", "define", "determine", "dictate", "draft", "shape"))
_SENT = frozenset(
    """message call appeal request demand pressure signal statement letter offer threat warning reply response answer
    relation tie deal agreement talk negotiation dispute war criticism support help approval pledge promise trade
    sanction policy tension conflict ban move decision influence coercion""".split()
)


def _personal(verb: Token) -> bool:
    """Whether "be" goes on with what only one who acts can be doing or feeling."""
    return any(
        c.dep_ in {"acomp", "xcomp"} and c.lemma_ in {"ready", "willing", "angry", "keen", "seek"}
        for c in verb.children
    )


class _People:
    """People by full name, surname and first name; two of one surname stay apart."""

    def __init__(self, drafts: list[ActorDraft]) -> None:
        self._drafts = drafts
        self._full: dict[str, ActorDraft] = {}
        self._surname: defaultdict[str, list[ActorDraft]] = defaultdict(list)
        self._first: defaultdict[str, list[ActorDraft]] = defaultdict(list)
        self._times: defaultdict[int, int] = defaultdict(int)  # by draft, how often it is named in full

    def register(self, name: NameMention) -> None:
        """Make an actor of every full name, so that a surname in the headline finds it."""
        parts = _person_parts(name.text)
        if len(parts) < 2:
            return
        key = fold(" ".join(parts))
        if key in self._full:
            self._times[id(self._full[key])] += 1
            return
        known = next(
            (d for d in self._surname[fold(parts[-1])] if _same_first(_person_parts(d.name)[0], parts[0])), None
        )
        if known is not None:
            self._full[key] = known
            self._times[id(known)] += 1
            if len(" ".join(parts)) > len(known.name):
                known.name = " ".join(parts)
            return
        draft = ActorDraft(" ".join(parts), "person", key=f"person {key}", gender=gender_of(parts[0]))
        self._drafts.append(draft)
        self._full[key] = draft
        self._times[id(draft)] += 1
        self._surname[fold(parts[-1])].append(draft)
        self._first[fold(parts[0])].append(draft)

    def add_mention(self, name: NameMention) -> None:
        """Add a person's name to its actor."""
        parts = _person_parts(name.text)
        gender = next((g for w in name.title.split() if (g := lexicon().gender(w))), None)
        draft, rule, sure = self._who(name, parts, gender)
        if draft is None:
            draft = ActorDraft(" ".join(parts), "person", key=f"person {fold(name.text)}")
            self._drafts.append(draft)
            self._surname[fold(parts[-1])].append(draft)
        if gender:
            draft.gender = gender  # a title knows better than a given name
        title = name.title
        if title and not draft.role and not _honorific(title):
            draft.role = title
        start = name.start - len(title.split()) if title else name.start
        start = min(start, name.left) if name.left is not None else start
        text = f"{title} {name.text}" if title else name.text
        draft.add(ActorMention(start, name.end, "name", rule, sure, text, named=name.start - len(title.split())))

    def _who(self, name: NameMention, parts: list[str], gender: Gender | None) -> tuple[ActorDraft | None, str, float]:
        if len(parts) > 1:
            return self._full.get(fold(" ".join(parts))), "the full name", 0.97
        key = fold(parts[0])
        same = self._surname.get(key, [])
        if gender:
            same = [d for d in same if d.gender in {None, gender}] or same
        if len(same) == 1:
            rule = f"surname of {same[0].name}" if " " in same[0].name else "the same name again"
            return same[0], rule, 0.93
        if same:
            # Newspapers give the second of a surname the first name too: the bare surname is the main one's.
            most = max(self._times[id(d)] for d in same)
            main = [d for d in same if self._times[id(d)] == most]
            rule = "surname, of the first of that name" if len(main) > 1 else "surname, of the one named most"
            return main[0], rule, 0.5 if len(main) > 1 else 0.6
        firsts = self._first.get(key, [])
        if len(firsts) == 1:
            return firsts[0], f"first name of {firsts[0].name}", 0.8
        return None, "a name", 0.9


def _honorific(title: str) -> bool:
    return all(
        w.lower().rstrip(".") in {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"} for w in title.split()
    )


def _person_parts(text: str) -> list[str]:
    parts = [p for p in text.split() if p.lower().rstrip(".,") not in {"jr", "sr", "ii", "iii", "iv"}]
    return [p.strip(",.") if len(p) > 2 else p for p in parts] or [text]


def _same_first(a: str, b: str) -> bool:
    """Whether two first names may be one person's: equal, an initial of the other, or its short form."""
    one, two = a.casefold().rstrip("."), b.casefold().rstrip(".")
    return one == two or (len(one) == 1 and two.startswith(one)) or (len(two) == 1 and one.startswith(two))


def _body(name: NameMention, drafts: list[ActorDraft], by_key: dict[str, ActorDraft]) -> None:
    """Add an organisation's, place's or group's name to its actor."""
    base = SUFFIX.sub("", name.text) or name.text
    key = f"{fold(base)}"
    draft = by_key.get(key)
    rule, sure = "the same name", 0.95
    if draft is None:
        draft, rule, sure = _short_form(base, name, drafts)
        if draft is not None:
            by_key[key] = draft
    if draft is None:
        plural = name.label == "NORP"
        draft = ActorDraft(name.text, name.kind, key=key, plural=plural)
        drafts.append(draft)
        by_key[key] = draft
        rule, sure = "the name", 0.9
    draft.add(ActorMention(name.start, name.end, "name", rule, sure, name.text))


class _Parts(NamedTuple):
    """A body's name without "Inc." and its like: its words, these folded, and what acronyms it may have."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    initials: tuple[str, str]


@functools.lru_cache(maxsize=8192)
def _parts(name: str) -> _Parts:
    words = tuple(SUFFIX.sub("", name).split())
    capitals = "".join(w[0] for w in words if w[0].isupper())
    return _Parts(words, tuple(fold(w) for w in words), (capitals, "".join(w[0] for w in words).upper()))


def _short_form(base: str, name: NameMention, drafts: list[ActorDraft]) -> tuple[ActorDraft | None, str, float]:
    """The body of which this is an acronym or short form; longer names were seen first."""
    mine = tuple(fold(w) for w in base.split())
    acronym = base.replace(".", "")
    spelt = acronym.isupper()
    city = countries().capital_of(base) if name.kind == "place" else None
    for draft in drafts:
        if draft.country or draft.kind == "person" or (draft.kind != name.kind and not spelt):
            continue
        whole = _parts(draft.name)
        if spelt and 2 <= len(acronym) <= 6 and len(whole.words) > 1 and acronym in whole.initials:
            return draft, f"acronym of {draft.name}", 0.92
        if spelt or len(whole.words) <= len(mine):
            continue
        if name.kind == "place" and (not city or city != countries().capital_of(draft.name)):
            continue
        if mine in (whole.folded[: len(mine)], whole.folded[-len(mine) :]):
            return draft, f"short for {draft.name}", 0.75
    return None, "", 0.0
