"""Words that deny which came or went between two versions of a sentence: "will not resign" and "will resign"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from components.collection.comparison.amounts import ends
from components.collection.comparison.fact_change import FactChange, shown
from components.collection.comparison.passages import Place, row_id
from components.collection.comparison.text_difference import Difference
from components.collection.comparison.words import STOP_WORDS, Word, changed_runs, keys_of, negations, words_in
from components.domain.record import Record
from components.domain.spans import Span

AFTER = 2  # unchanged words after the denying one that are shown with it
_BESIDE = frozenset(
    "a an any the am is are was were be been do does did have has had will would can could may might must shall should"
    " ever longer to".split()
)  # words that may change together with a denying one: "won't" and "will", "no longer" and nothing


class _Run(msgspec.Struct, frozen=True):
    """Some words of a sentence: (from, to) of all of its words."""

    record: Record
    words: Sequence[Word]
    start: int
    end: int

    @property
    def keys(self) -> list[str]:
        return keys_of(self.words[self.start : self.end])


def changed_negations(earlier: Record, later: Record, found: Difference) -> Iterator[FactChange]:
    """Where one version alone denies what else is told in the same words."""
    for change in found.sentences:
        if change.before is None or change.after is None or change.fate == "kept":
            continue
        old, new = words_in(earlier.text, [change.before]), words_in(later.text, [change.after])
        if negations(keys_of(old)) % 2 == negations(keys_of(new)) % 2:
            continue
        runs = [
            (_Run(earlier, old, a, b), _Run(later, new, c, d))
            for what, a, b, c, d in changed_runs(keys_of(old), keys_of(new))
            if what != "equal"
        ]
        turned = [pair for pair in runs if negations(pair[0].keys) != negations(pair[1].keys)]
        if len(turned) == 1 and _is_all(*turned[0]):
            yield _change(*turned[0])


def _is_all(one: _Run, other: _Run) -> bool:
    """Whether nothing but a denying word came or went, with what goes with it."""
    if any(_is_number_or_name(run, n) for run in (one, other) for n in range(run.start, run.end)):
        return False
    counts = {negations(one.keys), negations(other.keys)}
    return counts == {0, 1} and all(key in _BESIDE or negations([key]) for key in (*one.keys, *other.keys))


def _is_number_or_name(run: _Run, at: int) -> bool:
    """Whether "no" denies nothing: "No. 5", "the No 10 spokesman", "Dr No"."""
    text, word = run.record.text, run.words[at]
    if word.key != "no":
        return False
    counts = at + 1 < len(run.words) and run.words[at + 1].key[:1].isdigit()
    return counts or (at > 0 and text[word.start].isupper())


def _change(one: _Run, other: _Run) -> FactChange:
    spans = [(run.record, _around(run)) for run in (one, other)]
    places = tuple(Place(record.id, f"{span[0]}-{span[1]}", (span,)) for record, span in spans)
    before, after = (shown(record, span) for record, span in spans)
    return FactChange(id=row_id("fact", places), kind="negation", before=before, after=after, places=places)


def _around(run: _Run) -> Span:
    """The words with one unchanged word before them and some after."""
    text, words = run.record.text, run.words
    at_end = run.start == len(words)  # a denying word that was the sentence's last
    first = run.start - 1 if run.start > 0 and (at_end or not ends(text, words[run.start - 1])) else run.start
    last = run.end
    while last < min(len(words), run.end + AFTER) and (last == run.start or not ends(text, words[last - 1])):
        last += 1
    while last > run.end + 1 and words[last - 1].key in STOP_WORDS:
        last -= 1
    return words[first].start, words[max(last, first + 1) - 1].end
