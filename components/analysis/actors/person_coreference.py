"""Joins people's names into actors: by full name, surname and first name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.country_names import fold
from components.analysis.actors.given_name_gender import gender_of
from components.analysis.actors.lexicon import Gender, lexicon
from components.analysis.actors.name_mention import NameMention


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

    def register(self, name: NameMention) -> None:
        """Make an actor of every full name, so that a surname in the headline finds it."""
        parts = _person_parts(name.text)
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
        elif key not in self._by_full_name and len(full_name) > len(draft.name):
            draft.name = full_name
        self._by_full_name[key] = draft
        self._full_names[draft] += 1

    def _other_form(self, parts: list[str]) -> ActorDraft | None:
        """Whoever has the surname and may have the first name: "J. Smith" of "John Smith"."""
        namesakes = self._by_surname[fold(parts[-1])]
        return next((d for d in namesakes if _same_first(_person_parts(d.name)[0], parts[0])), None)

    def add_mention(self, name: NameMention) -> None:
        """Add a person's name to its actor."""
        parts = _person_parts(name.text)
        gender = next((g for w in name.title.split() if (g := lexicon().gender(w))), None)
        draft, rule, confidence = self._match(name, parts, gender)
        if draft is None:
            draft = ActorDraft(" ".join(parts), "person", key=f"person {fold(name.text)}")
            self._drafts.append(draft)
            self._by_surname[fold(parts[-1])].append(draft)
        if gender:
            draft.gender = gender  # a title knows better than a given name
        title = name.title
        if title and not draft.role and not _honorific(title):
            draft.role = title
        title_start = name.start - len(title.split())
        start = title_start if name.left is None else min(title_start, name.left)
        text = f"{title} {name.text}" if title else name.text
        draft.add(ActorMention(start, name.end, "name", rule, confidence, text, name_start=title_start))

    def _match(self, name: NameMention, parts: list[str], gender: Gender | None) -> NameMatch:
        config = self._config
        if len(parts) > 1:
            return NameMatch(
                self._by_full_name.get(fold(" ".join(parts))), "the full name", config.full_name_confidence
            )
        key = fold(parts[0])
        namesakes = self._by_surname.get(key, [])
        if gender:
            namesakes = [d for d in namesakes if d.gender in {None, gender}] or namesakes
        if len(namesakes) == 1:
            name_text = namesakes[0].name
            rule = f"surname of {name_text}" if " " in name_text else "the same name again"
            return NameMatch(namesakes[0], rule, config.surname_confidence)
        if namesakes:
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


def _honorific(title: str) -> bool:
    return all(word.lower().rstrip(".") in lexicon().honorifics for word in title.split())


def _person_parts(text: str) -> list[str]:
    """A person's names, without "Jr." and its like."""
    parts = [p for p in text.split() if p.lower().rstrip(".,") not in lexicon().name_suffixes]
    return [p.strip(",.") if len(p) > 2 else p for p in parts] or [text]


def _same_first(a: str, b: str) -> bool:
    """Whether two first names may be one person's: equal, or one the initial of the other."""
    first, second = a.casefold().rstrip("."), b.casefold().rstrip(".")
    if first == second:
        return True
    return (len(first) == 1 and second.startswith(first)) or (len(second) == 1 and first.startswith(second))
