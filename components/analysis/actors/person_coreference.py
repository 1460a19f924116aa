"""Joins people's names into actors: by full name, surname and first name."""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from typing import NamedTuple

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_mention import NameMention
from components.name_lists.country_names import fold
from components.name_lists.given_name_gender import Gender, gender_of


class NameMatch(NamedTuple):
    """The actor that a name is of, if it is one that is there already, and why."""

    draft: ActorDraft | None
    rule: str
    confidence: float


class PeopleByName:
    """People by full name, surname and first name; two of one surname stay apart."""

    def __init__(self, drafts: list[ActorDraft], config: ActorsConfig) -> None:
        self._drafts, self._config = drafts, config
        self._by_full_name: dict[str, ActorDraft] = {}
        self._by_surname: defaultdict[str, list[ActorDraft]] = defaultdict(list)
        self._by_first_name: defaultdict[str, list[ActorDraft]] = defaultdict(list)
        self._full_names: Counter[ActorDraft] = Counter()  # how often each is named in full
        self._introduced: defaultdict[ActorDraft, list[int]] = defaultdict(list)  # tokens at which that is
        self._titles: dict[ActorDraft, str] = {}  # the first title of each
        self._called: dict[str, ActorDraft] = {}  # who was last called by a bare surname that was then theirs alone
        self._offices: defaultdict[ActorDraft, set[str]] = defaultdict(set)  # words of title and office with it

    def register(self, name: NameMention) -> None:
        """Make an actor of every full name, so that a surname in the headline finds it."""
        parts = person_parts(name.text)
        if len(parts) < 2:
            return
        full_name = " ".join(parts)
        key = fold(full_name)
        draft = self._by_full_name.get(key) or self._other_form(parts)
        if draft is None:
            draft = ActorDraft(full_name, "person", key=f"person {key}", gender=gender_of(parts[0]))
            self._drafts.append(draft)
            self._by_surname[fold(parts[-1])].append(draft)
            self._by_first_name[fold(parts[0])].append(draft)
            last = parts[-1].split()[-1]
            if last != parts[-1] and "-" in last:
                self._by_surname[fold(last)].append(draft)  # "Al-Nuri", of Khalid bin Rashid al-Nuri
        elif key not in self._by_full_name and len(full_name) > len(draft.name):
            draft.name = full_name
        draft.gender = _gender_of_title(name.title) or draft.gender  # a title knows better than a given name
        self._by_full_name[key] = draft
        self._full_names[draft] += 1
        self._introduced[draft].append(name.start)
        self._offices[draft].update(w.lower().strip(".,") for w in f"{name.title} {name.office}".split())

    def _other_form(self, parts: list[str]) -> ActorDraft | None:
        """The person whose name this is with an initial or another middle name: "J. Smith" and "John Smith"."""
        namesakes = self._by_surname[fold(parts[-1])]
        return next((d for d in namesakes if _same_given(person_parts(d.name), parts)), None)

    def add_mention(self, name: NameMention) -> None:
        """Add a person's name to its actor."""
        parts = person_parts(name.text)
        gender = _gender_of_title(name.title)
        draft, rule, confidence = self._match(name, parts, gender)
        if draft is None:
            draft = ActorDraft(self._new_name(name, parts), "person", key=f"person {fold(name.text)}")
            self._drafts.append(draft)
            self._by_surname[fold(parts[-1])].append(draft)
            self._introduced[draft].append(name.start)
        draft.labelled |= name.label_of_turn
        if name.title:
            self._titles.setdefault(draft, _in_case(name.title))
        if gender:
            draft.gender = gender
        title = name.title
        if title and not draft.role and not _honorific(title):
            draft.role = title
        title_start = name.start - len(title.split())
        start = title_start if name.left is None else min(title_start, name.left)
        text = f"{title} {name.text}" if title else name.text
        draft.add(ActorMention(start, name.end, "name", rule, confidence, text, name_start=title_start))

    def _new_name(self, name: NameMention, parts: list[str]) -> str:
        """What to call somebody new: with the title where another one has the surname ("Mrs Dacre")."""
        words = " ".join(parts)
        if name.title and words.isupper() and len(words) > self._config.max_acronym_name_letters - 1:
            words = string.capwords(words)  # "MRS DORN"
        if not self._by_surname.get(fold(parts[-1])) or not name.title:
            return words
        for other in self._by_surname[fold(parts[-1])]:
            if " " not in other.name and self._titles.get(other):
                other.name = f"{self._titles[other]} {other.name}"
        return f"{_in_case(name.title)} {words}"

    def _match(self, name: NameMention, parts: list[str], gender: Gender | None) -> NameMatch:
        config = self._config
        if len(parts) > 1:
            return NameMatch(
                self._by_full_name.get(fold(" ".join(parts))), "the full name", config.full_name_confidence
            )
        key = fold(parts[0])
        if name.label_of_turn and (of_initials := self._by_initials(name.text)) is not None:
            return NameMatch(of_initials, "initials before a colon", config.surname_of_last_confidence)
        namesakes = self._by_surname.get(key, [])
        if gender:
            # Mr and Mrs of one surname are two.
            namesakes = [d for d in namesakes if d.gender in {None, gender}]
            if not namesakes and self._by_surname.get(key):
                return NameMatch(None, "a name", config.new_name_confidence)
        if len(namesakes) > 1:
            namesakes = self._introduced_before(self._of_office(namesakes, name), name)
        if len(namesakes) == 1:
            self._called[key] = namesakes[0]
            name_text = namesakes[0].name
            rule = f"surname of {name_text}" if " " in name_text else "the same name again"
            return NameMatch(namesakes[0], rule, config.surname_confidence)
        if namesakes:
            if name.label_of_turn:
                last = max(namesakes, key=lambda d: max((i for i in self._introduced[d] if i < name.start), default=-1))
                return NameMatch(last, "surname, of the one introduced last", config.surname_of_last_confidence)
            if self._called.get(key) in namesakes:
                called = self._called[key]
                return NameMatch(called, "surname, of the one called so before", config.surname_as_before_confidence)
            # Newspapers give the second of a surname the first name too: the bare surname is the main one's.
            most = max(self._full_names[d] for d in namesakes)
            main = [d for d in namesakes if self._full_names[d] == most]
            if len(main) > 1:
                return NameMatch(main[0], "surname, of the first of that name", config.surname_of_first_confidence)
            return NameMatch(main[0], "surname, of the one named most", config.surname_of_most_named_confidence)
        same_first_name = self._by_first_name.get(key, [])
        if len(same_first_name) == 1:
            rule = f"first name of {same_first_name[0].name}"
            return NameMatch(same_first_name[0], rule, config.first_name_confidence)
        return NameMatch(None, "a name", config.new_name_confidence)

    def _by_initials(self, label: str) -> ActorDraft | None:
        """Whom a label of initials means ("CD:", of Clara Dunmore); None where nobody's are these."""
        if not label.isupper() or not 2 <= len(label) <= 3:
            return None
        fitting = [d for d in self._full_names if "".join(w[0] for w in d.name.split()).upper() == label]
        return fitting[0] if len(fitting) == 1 else None

    def _of_office(self, namesakes: list[ActorDraft], name: NameMention) -> list[ActorDraft]:
        """Of several of a surname those whose title or office the name's title is ("Commissioner Hale")."""
        words = {w.lower().strip(".,") for w in name.title.split()} - lexicon().courtesy_titles
        of_office = [d for d in namesakes if words & self._offices[d]] if words else []
        return of_office or namesakes

    def _introduced_before(self, namesakes: list[ActorDraft], name: NameMention) -> list[ActorDraft]:
        """Those named in full before: nobody introduced later takes an earlier mention. A headline comes before all."""
        before = [d for d in namesakes if any(i < name.start for i in self._introduced[d])]
        return before or namesakes


def _gender_of_title(title: str) -> Gender | None:
    return next((g for w in title.split() if (g := lexicon().gender(w))), None)


def _honorific(title: str) -> bool:
    return all(word.lower().rstrip(".") in lexicon().honorifics for word in title.split())


def _in_case(title: str) -> str:
    """A title as newspapers write it: "MRS" as "Mrs"."""
    return " ".join(w.capitalize() if w.isupper() and len(w) > 1 else w for w in title.split())


def person_parts(text: str) -> list[str]:
    """A person's names, without "Jr." and its like; a surname with its particles is one ("van der Merwe")."""
    words = lexicon()
    parts = [p for p in text.split() if p.lower().rstrip(".,") not in words.name_suffixes]
    parts = [p.strip(",.") if len(p) > 2 else p for p in parts] or [text]
    at = next((n for n, p in enumerate(parts) if p.lower() in words.surname_particles and n + 1 < len(parts)), None)
    if at is None or (at == 0 and parts[0].lower() not in words.leading_particles):
        return parts
    return [*parts[:at], " ".join(parts[at:])]


def _same_given(a: list[str], b: list[str]) -> bool:
    """Whether two names of one surname may be one person's: by first names, or "W. Mark Felt" and "Mark Felt"."""
    return _same_first(a[0], b[0]) or _by_middle_name(a, b) or _by_middle_name(b, a)


def _by_middle_name(whole: list[str], other: list[str]) -> bool:
    initial = len(whole) > 2 and len(whole[0].rstrip(".")) == 1
    return initial and whole[1].casefold() == other[0].casefold() and len(whole[1].rstrip(".")) > 1


def _same_first(a: str, b: str) -> bool:
    """Whether two first names may be one person's: equal, or one the initial of the other."""
    first, second = a.casefold().rstrip("."), b.casefold().rstrip(".")
    if first == second:
        return True
    return (len(first) == 1 and second.startswith(first)) or (len(second) == 1 and first.startswith(second))
