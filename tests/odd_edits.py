"""Edits as no reader makes them, stored as if somebody had written them into the library's file."""

from __future__ import annotations

from typing import Any

from components.store.database import Store
from components.store.tables import edits

NAME = "actors/ida-berg/name"
TIME = "2026-01-01T10:00:00.000000+00:00"
_SIDES: list[bytes | None] = [
    b"", b"{", b"\xff", b'"\\ud800"', b"1e999", b"9" * 5000, b"[" * 100_000, b'"' + b"x" * 300_000 + b'"', b"NaN",
    b"null", b"5", b"[]", b"{}", b"[[1]]", b'[["a","b"]]', b'{"name":5,"mentions":7}', b'{"content":[[5,1]]}',
    b'{"earliest":"2026-W01-1","latest":null}', b'{"earliest":"20260101","latest":"soon"}', b"[" + b"[0,1]," * 9_999
    + b"[0,1]]", b'{"name":"x","kind":"group","mentions":[[-5,99999999999999999999]]}', b'{"unreadable":true}', None,
]  # fmt: skip
_PATHS = [NAME, "actors/ida-berg/split", "quotes/q-serve/content", "events/e-open/date", "article/title"]
_MORE_PATHS = [
    "actors/ida-berg/role", "actors/ida-berg/into", "actors/r-1/added", "quotes/r-2/added", "events/e-open/actors",
    "events/r-3/added", "mentions/161-163/actor", "article/date", "article/genre",
]  # fmt: skip
_ODD_PATHS = [
    "", "/", "//", "nonsense", "a/b/c", "article", "article/", "article/text", "article/title/x", "actors/x/colour",
    "actors/ida-berg/name/more", "mentions/²-³/actor", "mentions/1-99999999999999999999/actor", "mentions/-/actor",
    "events/r-\r\nX: y/added", "quotes/q-serve/removed\x00", "actors/" + "x" * 5000 + "/name", "actors/\u202e/name",
]  # fmt: skip
_ODD_TIMES = [
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59+00:00",
    "soon",
    "",
    "5" * 99,
]


def odd_rows() -> list[dict[str, Any]]:
    """The rows, one of each oddity at least."""
    rows: list[dict[str, Any]] = [{"what": what, "after": side} for what in _PATHS for side in _SIDES]
    rows += [{"what": what, "after": side} for n, what in enumerate(_MORE_PATHS) for side in _SIDES[n % 5 :: 5]]
    rows += [{"what": NAME, "before": side, "after": b'"Berg"'} for side in _SIDES]
    rows += [{"what": what, "after": b'"x"'} for what in (*_ODD_PATHS, "actors/nobody/name")]
    rows += [{"what": NAME, "after": b'"Ida"', "at": at} for at in _ODD_TIMES]
    rows += [{"what": NAME, "after": b'"Ida"', "by": by} for by in ("", "x" * 5000, "a\nb\u202ec")]
    return rows


def keepable(store: Store, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that the store's database takes: PostgreSQL itself refuses what is longer than its column."""
    longest = {name: edits.c[name].type.length for name in ("what", "at", "by")}
    return [r for r in rows if not store.shared or all(len(r.get(name, "")) <= n for name, n in longest.items())]


def store_odd(store: Store, article_id: str, rows: list[dict[str, Any]] | None = None) -> list[str]:
    """Store them as an article's edits, or others; their ids."""
    known = {"article_id": article_id, "at": TIME, "by": "Ida", "before": b"null"}
    given = keepable(store, odd_rows() if rows is None else rows)
    made = [known | row | {"id": f"odd-{n}", "seq": n} for n, row in enumerate(given, start=1)]
    with store.writing() as connection:
        connection.execute(edits.insert(), made)
    return [str(row["id"]) for row in made]
