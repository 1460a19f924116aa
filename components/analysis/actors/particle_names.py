"""Names of people that hold particles ("Gerrit van der Merwe", "Maria José de la Cruz"): one name, however tagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from components.analysis.actors.lexicon import lexicon, tokens_with
from components.analysis.actors.name_mention import KINDS, NameMention
from components.name_lists.given_name_gender import gender_of

_JOINERS = frozenset(("e", "y"))  # "dos Santos e Silva", "Ortega y Gasset"


def with_particles(doc: Doc, names: Sequence[NameMention]) -> list[NameMention]:
    """``names`` in text order, those that a particle cut in pieces made whole; "Van der Merwe & Willemse" is a firm."""
    whole = list(_particle_names(doc, {i: name for name in names for i in range(name.start, name.end)}))
    taken = {i for name in whole for i in range(name.start, name.end)}
    return sorted([*(n for n in names if not taken.intersection(range(n.start, n.end))), *whole], key=lambda n: n.start)


def _particle_names(doc: Doc, name_at: Mapping[int, NameMention]) -> Iterator[NameMention]:
    done = 0
    for at in tokens_with(doc, lexicon().surname_particles):
        token = doc[at]
        if at < done:
            continue
        start, end = _first_given(token, name_at), _end_of_surname(token)
        if end is None:
            continue
        end, is_firm = _with_partners(doc, end)
        known = [name_at[i] for i in range(start, end) if i in name_at]
        end = max([end, *(n.end for n in known if n.start < end and not is_firm)])  # "Abd al-Karim Qasim"
        if any(n.start <= start and n.end >= end for n in known) and not is_firm:
            continue  # read as one name already: "Charles de Gaulle", "Rio de Janeiro"
        if start == token.i and not _may_begin_name(token, known):
            continue
        if start < token.i and not _is_somebodys(doc[start], name_at):
            continue  # "Tour de France"
        done = end
        label = "ORG" if is_firm else "PERSON"
        title = "" if is_firm else next((n.title for n in known if n.title), "")
        text = " ".join(doc[start:end].text.split())
        yield NameMention(start, end, KINDS[label], label, text, title)


def _first_given(particle: Token, name_at: Mapping[int, NameMention]) -> int:
    """The token at which the given names before a particle begin; the particle's own where there is none."""
    doc, start = particle.doc, particle.i
    while start > 0 and _is_name_word(doc[start - 1]) and not lexicon().is_title(doc[start - 1].text):
        before = doc[start - 1]
        if before.is_sent_start and start - 1 not in name_at and gender_of(before.text) is None:
            break
        start -= 1
    return start


def _end_of_surname(particle: Token) -> int | None:
    """The token after the surname that a particle begins; None where none follows."""
    doc, at, words = particle.doc, particle.i + 1, lexicon()
    while at < len(doc) and (doc[at].lower_ in words.inner_particles or doc[at].is_space or doc[at].text == "-"):
        at += 1
    if at >= len(doc) or not _is_name_word(doc[at]):
        return None
    at += 1
    if at + 1 < len(doc) and doc[at].text in _JOINERS and _is_name_word(doc[at + 1]):
        at += 2
    return at


def _with_partners(doc: Doc, end: int) -> tuple[int, bool]:
    """Where the name of a firm of several surnames ends, and whether it is one."""
    is_firm = False
    while end + 1 < len(doc) and doc[end].text == "&" and _is_name_word(doc[end + 1]):
        end, is_firm = end + 2, True
    return end, is_firm


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha()


def _may_begin_name(particle: Token, known: Sequence[NameMention]) -> bool:
    """Whether a particle with a capital begins a surname that stands alone: "Von der Leyen", not "La Paz"."""
    if not particle.text[:1].isupper() or particle.lower_ not in lexicon().leading_particles:
        return False
    return not any(n.label in ("GPE", "LOC", "FAC") and n.start == particle.i for n in known)


def _is_somebodys(first: Token, name_at: Mapping[int, NameMention]) -> bool:
    """Whether the word at which a name begins is a given name, or was read as a person's."""
    name = name_at.get(first.i)
    return gender_of(first.text) is not None or (name is not None and name.label in ("PERSON", "ORG", "NORP"))
