"""What changes did to quotes, names, numbers and dates: each change once, and none that is none."""

from __future__ import annotations

import time

import pytest

from components.collection.comparison import compare
from components.collection.comparison.fact_change import FactChange
from components.collection.comparison.text_difference import difference
from components.domain.record import Record
from tests.collection.comparison.made import quote, record

REST = "The old bridge of Arden was built by a local firm. It was painted green. The ferry runs twice a day in summer."


def version(name: str, text: str, *people: str, quoted: str = "", **more: dict[str, str]) -> Record:
    whole = f"{text} {REST}"
    quotes = [quote(whole, quoted, people[0] if people else None)] if quoted else []
    return record(name, whole, people=people, quotes=quotes, **more)  # type: ignore[arg-type]


def facts(earlier: Record, later: Record) -> list[FactChange]:
    return list(compare([earlier, later], version_of={later.id: earlier.id}).facts)


def told(earlier: Record, later: Record) -> list[tuple[str, str | None, str | None]]:
    return [(f.kind, f.before, f.after) for f in facts(earlier, later)]


def test_a_number_and_a_name_in_a_quote_are_told_with_the_quote_alone() -> None:
    old, new = "“We lost 12 of our good boats to Nils Holm,”", "“We lost 14 of our good boats to Ole Falk,”"
    assert told(
        version("a", f"{old} Peter Lund said.", "Peter Lund", "Nils Holm", quoted=old),
        version("b", f"{new} Peter Lund said.", "Peter Lund", "Ole Falk", quoted=new),
    ) == [("quote", old, new)]


def test_the_same_change_in_two_sentences_is_one_with_both_places() -> None:
    old = "The fire killed 12 people in the north. The police counted 12 people on the shore."
    (one,) = facts(version("a", old), version("b", old.replace("12", "14")))
    assert (one.before, one.after, len(one.places)) == ("12 people", "14 people", 4)


def test_a_name_in_the_place_of_another_is_one_change() -> None:
    old = "The mayor Ida Berg opened the new bridge on a cold day in the north."
    assert told(
        version("a", old, "Ida Berg"), version("b", old.replace("Ida Berg", "Eva Holm"), "Eva Holm")
    ) == [("name", "Ida Berg", "Eva Holm")]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in the 6th year", "in the sixth year"), ("three boats", "3 boats"), ("model ab3cd9x7", "model zz8yy1q4"),
        ("see https://e.x/a?id=17", "see https://e.x/a?id=18"), ("soon.", "at once."),
    ],
)  # fmt: skip
def test_the_same_number_spelt_out_and_signs_are_no_change(old: str, new: str) -> None:
    line = "The council of the old town paid for it {} and nobody knew."
    assert told(version("a", line.format(old)), version("b", line.format(new))) == []


def test_a_date_that_went_is_not_told_as_another_words_change() -> None:
    line = "The bridge fell into the river {} and nobody was hurt there."
    old = version("a", line.format("on Saturday night"), days={"Saturday night": "2026-03-07"})
    new = version("b", line.format("on Saturday in Bern"), days={"Saturday": "2026-03-07"})
    assert [f for f in told(old, new) if f[0] in ("date", "number")] == []


def test_whose_order_nothing_tells_is_said_to_be_open() -> None:
    one, other = version("a", "Ida Berg came at noon."), version("b", "Ida Berg came at night.")
    found = compare([one, other]).versions
    assert found is not None and not found.order_known
    known = compare([one, other], version_of={"b": "a"}).versions
    assert known is not None and known.order_known


@pytest.mark.parametrize("shared", [False, True])
def test_long_texts_are_compared_in_time(shared: bool) -> None:
    """Sentences without end that have no words in common were compared pair by pair, in seconds."""

    def text(mark: str) -> str:
        lines = (" ".join(f"{mark}{(n * 7 + k * 13) % 4001}" for k in range(20)) + "." for n in range(900))
        return "\n".join(lines)

    old = record("a", text("a"))
    new = record("b", text("a").replace("a77", "b77") if shared else text("b"))
    assert len(old.text) > 90_000
    start = time.perf_counter()
    found = difference(old, new)
    assert time.perf_counter() - start < 2.0
    assert (found.count("kept") > 400) is shared
