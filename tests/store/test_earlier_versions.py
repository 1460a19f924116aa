"""A library of each earlier version opens in this one with all that was in it, and a copy of it stays beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import alembic.script
import msgspec
import pytest
from sqlalchemy import Connection, MetaData, Table, create_engine, inspect, make_url, select

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import StoreFailed
from components.domain.record import to_json
from components.ingest.format_dispatch import read_bytes
from components.services.backup import restore
from components.services.import_entry import article_of
from components.services.stored_batch import StoredBatch
from components.store import article_queries, correction_queries
from components.store.database import Store
from components.store.full_text import full_text
from components.store.library_copy import LEFT_OUT
from components.store.revisions import MIGRATIONS, known_revisions, newest_revision
from components.store.search_queries import matching_ids
from tests.databases import SQLITE_ALONE, sqlite_url
from tests.specimen import TEXT, specimen

AT = "2025-03-03T10:00:00.000000+00:00"
ARTICLE = make_article(TEXT, title="Bridge", outlet="The Arden Post", filename="bridge.txt")
LATER = make_article(f"{TEXT}\n\nLater.", version_of=ARTICLE.id)
READ = read_bytes("draft.txt", f"A draft of a story on the toll bridge.\n\n{TEXT}".encode())
ODD = "Zoë’s \U0001f309"
WHAT = "actors/ida-berg/name"
REVISIONS = sorted(
    one.revision for one in alembic.script.ScriptDirectory(str(MIGRATIONS)).walk_revisions() if one.revision
)


def test_the_versions_are_those_that_alembic_goes_through() -> None:
    assert list(known_revisions()) == REVISIONS
    assert newest_revision() == alembic.script.ScriptDirectory(str(MIGRATIONS)).get_current_head()


def test_a_library_of_two_versions_at_once_is_left_as_it_is(library_url: str) -> None:
    store = Store(library_url)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0099')")
    store.close()
    with pytest.raises(StoreFailed, match="newer version"):
        Store(library_url)


def test_a_library_of_this_version_opens_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    Store(url).close()
    program = (
        "import sys; from components.store.database import Store; Store(sys.argv[1]); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def _article(article: Any, number: int) -> dict[str, Any]:
    return msgspec.structs.asdict(article) | {"words": 40, "added_at": AT, "number": number}


def _edit(n: int, seq: int, **more: Any) -> dict[str, Any]:
    made = {"id": f"edit{n}", "article_id": ARTICLE.id, "seq": seq, "what": WHAT, "at": AT, "by": ODD}
    return made | {"before": b'"Ida Berg"', "after": b'"Ida %d"' % n} | more


def _draft(revision: str) -> dict[str, Any]:
    """What was read of a file: until 0009 all in one field."""
    known: dict[str, Any] = {"number": 1, "name": "draft.txt", "state": "read"}
    article = article_of(READ, ())
    if revision < "0010":
        entry = known | _content()
    else:
        found = {"id": article.id, "title": article.title, "date": None, "words": 50}
        entry = known | {"file": "draft.txt", "size": 3, "found": found}
    made = {"owner": "editor", "number": 1, "kept_at": AT, "data": b"\0\xff."}
    return made | {"entry": msgspec.json.encode(entry), "choices": b'{"details": {"title": "Chosen"}}'}


def _content() -> dict[str, Any]:
    original = {"name": "draft.txt", "kind": "text", "zones": []}
    return {"reading": READ, "article": article_of(READ, ()), "original": original}


def rows_of(revision: str) -> dict[str, list[dict[str, Any]]]:
    """Rows for every table that any version had, by table; a version's own are those that it has."""
    of = {"article_id": ARTICLE.id}
    sides = {
        f"{side}_{what}": value
        for side, article in (("left", ARTICLE), ("right", LATER))
        for what, value in (("article", article.id), ("actor", "ida-berg"), ("start", 34), ("end", 42))
    }
    # Until 0006 two edits of an article could have one number.
    seqs = (1, 2, 2) if revision in {"0005", "0006"} else (1, 2, 3)
    return {
        "articles": [_article(ARTICLE, 1), _article(LATER, 2) | {"deleted_at": AT}],
        "records": [
            of | {"made_with": "v", "made_at": AT, "title": "Bridge", "json": to_json(specimen()), "indexed": True}
        ],
        "corrections": [_edit(1, 0)],
        "edits": [_edit(1, seqs[0]), _edit(2, seqs[1], undone_at=AT), _edit(3, seqs[2], before=None)],
        "shares": [
            {"id": f"link{n}", "token_hash": f"{n}" * 64, "view": "timeline", "query": b"{}", "correct": n == 1,
             "articles": msgspec.json.encode([ARTICLE.id]), "made_at": AT, "opened": n, "revoked_at": revoked}
            for n, revoked in ((1, None), (2, AT))
        ],
        "originals": [
            of | {"name": ODD, "kind": "pdf", "size": 300, "zones": b"[]", "data": bytes(range(100)) * 3},
            {"article_id": LATER.id, "name": "x", "kind": "text", "zones": b"[]"},
        ],
        "import_drafts": [_draft(revision)],
        "import_contents": [{"owner": "editor", "number": 1, "json": msgspec.json.encode(_content())}],
        "article_actors": [
            of | {"actor_id": "a", "name": ODD, "folded": "zoes", "kind": "person", "quotes": 1, "mentions": 2}
        ],
        "tags": [{"id": 7, "name": "Élection", "folded": "election"}],
        "article_tags": [of | {"tag_id": 7}],
        "collections": [{"id": "c1", "name": "Bridges", "folded": "bridges", "note": ODD, "made_at": AT}],
        "collection_articles": [of | {"collection_id": "c1"}],
        "word_counts": [of | {"words": 40, "counts": bytes(64)}],
        "collection_readings": [{"of": "c1", "made_from": "x", "made_at": AT, "articles": 1, "reading": b"\0"}],
        "cast_decisions": [{"seq": 5, **sides, "same": True, "at": AT, "by": ODD}],
    }  # fmt: skip


def make_library(url: str, revision: str) -> dict[str, list[dict[str, Any]]]:
    """A library as a version left it, with something in every table that it had; what is in it, by table."""
    kind = make_url(url)
    engine = create_engine(kind.set(drivername="postgresql+psycopg") if kind.drivername == "postgresql" else kind)
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, revision)
        made = rows_of(revision)
        there = [one for one in made if one in inspect(connection).get_table_names()]
        for name in there:
            table = Table(name, MetaData(), autoload_with=connection)
            for row in made[name]:
                connection.execute(table.insert().values({k: v for k, v in row.items() if k in table.c}))
        for one in (ARTICLE, LATER) if revision >= "0009" else ():  # PostgreSQL has no triggers for it
            full_text(connection).put_words(connection, one.id)
        index = {n for n in inspect(connection).get_table_names() if n.startswith("article_words")}
        assert set(there) | index | {"alembic_version"} == set(inspect(connection).get_table_names())
        found = {name: _rows(connection, name) for name in there}
    engine.dispose()
    return found


def _rows(connection: Connection, name: str) -> list[dict[str, Any]]:
    table = Table(name, MetaData(), autoload_with=connection)
    return sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=repr)


def check(store: Store, was: dict[str, list[dict[str, Any]]], *, with_drafts: bool = True) -> None:
    """All that was in a library is in this one, and can be used."""
    told_anew = {"edits": {"seq"}, "import_drafts": {"entry"}, "articles": {"number"}}
    with store.reading() as connection:
        for name, rows in was.items():
            if name == "corrections" or (name in {t.name for t in LEFT_OUT} and not with_drafts):
                continue
            kept = rows[0].keys() - told_anew.get(name, set())
            now = _rows(connection, name)
            cut = [sorted(({k: row[k] for k in kept} for row in some), key=repr) for some in (rows, now)]
            assert cut[0] == cut[1], name
        assert article_queries.get_article(connection, ARTICLE.id) is not None
        assert article_queries.get_record(connection, ARTICLE.id) == specimen()
        edits = correction_queries.list_edits(connection, ARTICLE.id)
        found = [matching_ids(connection, ArticleSearch(words=words)) for words in ("grandchildren", "post bridge")]
    assert found == [[ARTICLE.id]] * 2
    corrected = len(was.get("edits", was.get("corrections", [])))
    assert [e.seq for e in edits] == list(range(1, corrected + 1))
    assert {(e.edit.what, e.edit.by, e.edit.at) for e in edits} <= {(WHAT, ODD, AT)}
    assert [bytes(e.edit.after) for e in edits] == [b'"Ida 1"', b'"Ida 2"', b'"Ida 3"'][:corrected]
    if "import_drafts" in was and with_drafts:
        batch = StoredBatch(store, "editor")
        (entry,) = batch.entries()
        content = batch.content(1)
        assert (entry.state, entry.choices.details) == ("read", {"title": "Chosen"}) and content is not None
        assert content.article == article_of(READ, ()) and content.reading == READ
        assert content.original is not None and content.original.data == b"\0\xff."


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_library_of_each_version_opens_with_all_that_was_in_it(
    library_url: str, tmp_path: Path, revision: str
) -> None:
    was = make_library(library_url, revision)
    store = Store(library_url)
    check(store, was)
    with store.writing() as connection:  # and goes on
        assert article_queries.add_article(connection, make_article("A ferry."), AT)
        assert matching_ids(connection, ArticleSearch(words="ferry"))
    store.close()
    copies = list(tmp_path.glob("library.before-*"))
    if library_url.startswith("sqlite") and revision != newest_revision():
        assert [one.name for one in copies] == [f"library.before-{revision}.sqlite3"]
        engine = create_engine(sqlite_url(copies[0]))
        with engine.connect() as connection:
            assert {name: _rows(connection, name) for name in was} == was
        engine.dispose()
    else:
        assert copies == []


@SQLITE_ALONE
@pytest.mark.parametrize("revision", REVISIONS)
def test_a_file_of_each_version_is_restored_and_stays_as_it_was(
    library_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_DATABASE_URL", library_url)
    file = tmp_path / "old.sqlite3"
    was = make_library(sqlite_url(file), revision)
    before = file.read_bytes()
    assert restore(file).contents.articles == 1
    check(store := Store(library_url), was, with_drafts=False)
    store.close()
    assert file.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"old.sqlite3", "library.sqlite3", "data"}
    assert list((tmp_path / "data").iterdir()) == []
