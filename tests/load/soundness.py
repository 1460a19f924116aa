"""Whether a library's file is sound: as SQLite sees it, and as Dateline keeps it, with nothing half there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from components.domain.record import Record

# Rows that only half an action leaves; each query finds none.
HALVES = {
    "an article without its counted words": (
        "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM word_counts)"
    ),
    "an article without a number for the full-text index": "SELECT id FROM articles WHERE number IS NULL",
    "a record without its index of actors": (
        "SELECT article_id FROM records WHERE NOT indexed OR (json_array_length(CAST(json AS TEXT), '$.actors') > 0 "
        "AND article_id NOT IN (SELECT article_id FROM article_actors))"
    ),
    "a record and a failure of one article": (
        "SELECT id FROM articles JOIN records ON article_id = id WHERE failure IS NOT NULL"
    ),
    "an edit without a value": "SELECT id FROM edits WHERE before IS NULL OR after IS NULL OR NOT json_valid(after)",
    "an edit out of its order": (
        "SELECT id FROM edits WHERE seq > (SELECT count(*) FROM edits AS e WHERE e.article_id = edits.article_id)"
    ),
    "a tag on nothing": "SELECT name FROM tags WHERE id NOT IN (SELECT tag_id FROM article_tags)",
    "a link to nothing": "SELECT id FROM shares WHERE NOT json_valid(articles) OR json_array_length(articles) = 0",
    "what was read of a file that isn't there": (
        "SELECT owner, number FROM import_contents "
        "WHERE (owner, number) NOT IN (SELECT owner, number FROM import_drafts)"
    ),
    "a title that a reader gave, without the edit that says so": (
        "SELECT id FROM articles WHERE title LIKE 'Retitled %' AND NOT EXISTS (SELECT 1 FROM edits WHERE "
        "article_id = articles.id AND what = 'article/title' AND undone_at IS NULL "
        "AND CAST(after AS TEXT) = json_quote(articles.title))"
    ),
    "an edit of a title that the article doesn't have": (
        "SELECT articles.id FROM articles JOIN edits ON edits.article_id = articles.id WHERE what = 'article/title' "
        "AND undone_at IS NULL AND CAST(after AS TEXT) <> json_quote(articles.title) AND NOT EXISTS (SELECT 1 FROM "
        "edits AS later WHERE later.article_id = articles.id AND later.what = 'article/title' "
        "AND later.undone_at IS NULL AND later.seq > edits.seq)"
    ),
}


def read_only(file: Path) -> sqlite3.Connection:
    """A connection that changes nothing, to a library that a server has open."""
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)


def faults(file: Path) -> list[str]:
    """What is wrong with the file; nothing where it is sound."""
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(read_only(file)) as db:
            db.backup(copy)  # all of it as it is at one moment
        return [*_broken(copy), *_halves(copy)]


def _broken(db: sqlite3.Connection) -> list[str]:
    out = [f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    out += [f"a reference to nothing: {row}" for row in db.execute("PRAGMA foreign_key_check")]
    try:
        # With rank 1 it is compared with the articles' own words.
        db.execute("INSERT INTO article_words(article_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as error:
        out.append(f"the full-text index: {error}")
    for article, data in db.execute("SELECT article_id, json FROM records"):
        try:
            msgspec.json.decode(data, type=Record)
        except ValueError as error:
            out.append(f"the record of {article}: {error}")
    return out


def _halves(db: sqlite3.Connection) -> list[str]:
    return [f"{what}: {row}" for what, query in HALVES.items() for row in db.execute(query).fetchall()[:3]]
