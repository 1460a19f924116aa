"""Many articles as one file: a record a line, a view of all as one table whose cells are never formulas."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from components.domain.record import Record, from_json
from components.exports.export_tables import VIEWS
from components.exports.many_articles import articles_csv, articles_jsonl
from tests.specimen import specimen

ONE = msgspec.structs.replace(specimen(), title="=SUM(A1)", outlet="The Arden Post")
TWO = msgspec.structs.replace(specimen(), id="b" * 16, title="Second", actors=(), quotes=(), date=None)


def rows(view: str, *records: Record | None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(articles_csv(records, view).decode("utf-8-sig"))))


def test_a_record_is_a_line_in_its_order_and_what_has_none_is_left_out() -> None:
    lines = articles_jsonl([TWO, None, ONE]).splitlines()
    assert [from_json(line) for line in lines] == [TWO, ONE]
    assert articles_jsonl([]) == b""


def test_the_articles_are_a_row_each() -> None:
    one, two = rows("article", ONE, None, TWO)
    assert (one["Title"], one["Outlet"], one["id"]) == ("'=SUM(A1)", "The Arden Post", ONE.id)
    assert (two["Title"], two["Article date"]) == ("Second", "")


def test_a_row_of_a_view_says_which_article_it_is_of() -> None:
    found = rows("actors", ONE, TWO, msgspec.structs.replace(ONE, id="c" * 16, title="Third"))
    assert [r["Article id"] for r in found] == [ONE.id] * len(ONE.actors) + ["c" * 16] * len(ONE.actors)
    assert {(r["Article"], r["Article date"]) for r in found} == {("'=SUM(A1)", "2026-03-03"), ("Third", "2026-03-03")}
    assert found[0]["Name"] == ONE.actors[0].name


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_many_of_one_and_of_none_is_a_table(view: str) -> None:
    assert len(rows(view, ONE, ONE)) == 2 * len(rows(view, ONE))
    assert rows(view) == rows(view, None) == []
