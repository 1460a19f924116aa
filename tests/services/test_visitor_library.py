"""The room: each action of each kind of visitor, with an article of its link, with another, with none at all."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import DatelineError, NotAllowed, NotFound
from components.domain.permissions import EDITOR, TABLE, Kind, Visitor
from components.services import share_links
from components.services.analysis_queue import AnalysisQueue, made_with
from components.services.clock import now
from components.services.import_drafts import filed_under
from components.services.library import GONE
from components.services.visitor_library import VisitorLibrary
from components.store import article_queries
from components.store.database import Store
from tests.services.test_share_links import Silent
from tests.specimen import TEXT, specimen

ONE = make_article(TEXT, title="Mayor Opens Bridge in Arden", date="2026-03-03", date_basis="user")
TWO = make_article("The mayor resigned on Friday.")
NEW = make_article("The council voted on Monday.")
REFUSED = "This link doesn't allow that. Ask whoever sent it for one that does."

# Every public call of the room: the action that it needs, and the call with an article's id.
CALLS: dict[str, tuple[str, Callable[[VisitorLibrary, str], object]]] = {
    "open": ("read", lambda r, i: r.open(i)),
    "article": ("read", lambda r, i: r.article(i)),
    "history": ("read", lambda r, i: r.history(i)),
    "corrections_version": ("read", lambda r, i: r.corrections_version(i)),
    "original": ("read", lambda r, i: r.original(i)),
    "original_file": ("read", lambda r, i: r.original_file(i)),
    "has_pages": ("read", lambda r, i: r.has_pages(i)),
    "page_image": ("read", lambda r, i: r.page_image(i, 1, [])),
    "need_export": ("export", lambda r, i: r.need_export(i)),
    "corrections_file": ("export", lambda r, i: r.corrections_file(i, "x")),
    "correct": ("correct", lambda r, i: r.correct(i, "actors/ida-berg/name", "Mayor Berg")),
    "correct_all": ("correct", lambda r, i: r.correct_all(i, [("actors/ida-berg/name", "Mayor Berg", None)])),
    "undo": ("correct", lambda r, i: r.undo(i)),
    "redo": ("correct", lambda r, i: r.redo(i)),
    "undo_all": ("correct", lambda r, i: r.undo_all(i)),
    "redo_all": ("correct", lambda r, i: r.redo_all(i)),
    "import_corrections": ("correct", lambda r, i: r.import_corrections(i, b"{}")),
    "edit": ("details", lambda r, i: r.edit(i, title="Another")),
    "read_again": ("details", lambda r, i: r.read_again(i)),
    "delete": ("delete", lambda r, i: r.delete(i)),
    "undelete": ("delete", lambda r, i: r.undelete(i)),
    "share": ("share", lambda r, i: r.share([i], view="text", query={}, correct=False, days=1)),
    "passage": ("read", lambda r, i: r.passage(i, 0, 5)),
    "decisions_on": ("read", lambda r, i: r.decisions_on([i])),
    "decide_cast": ("correct", lambda r, i: r.decide_cast((i, "ida-berg"), (i, "arden"), same=True)),
    "kept_record": ("export", lambda r, i: r.kept_record(i)),
    "delete_all": ("delete", lambda r, i: r.delete_all([i])),
    "undelete_all": ("delete", lambda r, i: r.undelete_all([i])),
    "holds_only_the_sample": ("library", lambda r, i: r.holds_only_the_sample()),
    "found_ids": ("library", lambda r, i: r.found_ids(ArticleSearch())),
    "search_choices": ("library", lambda r, i: r.search_choices()),
    "collection": ("library", lambda r, i: r.collection("x")),
    "members": ("library", lambda r, i: r.members("x")),
    "collection_reading": ("library", lambda r, i: r.collection_reading("x")),
    "cast_decisions": ("library", lambda r, i: r.cast_decisions("x")),
    "undo_cast_decision": ("library", lambda r, i: r.undo_cast_decision("x", 1)),
    "tag": ("organise", lambda r, i: r.tag("budget", [i])),
    "untag": ("organise", lambda r, i: r.untag("budget", [i])),
    "tags_on": ("organise", lambda r, i: r.tags_on([i])),
    "rename_tag": ("organise", lambda r, i: r.rename_tag("budget", "money")),
    "delete_tag": ("organise", lambda r, i: r.delete_tag("budget")),
    "make_collection": ("organise", lambda r, i: r.make_collection("The bridge", [i])),
    "change_collection": ("organise", lambda r, i: r.change_collection("x", name="y", note="")),
    "delete_collection": ("organise", lambda r, i: r.delete_collection("x")),
    "collect": ("organise", lambda r, i: r.collect("x", [i])),
    "uncollect": ("organise", lambda r, i: r.uncollect("x", [i])),
    "links": ("share", lambda r, i: r.links()),
    "revoke": ("share", lambda r, i: r.revoke("x")),
    "revoke_all": ("share", lambda r, i: r.revoke_all()),
    "unfinished_import": ("add", lambda r, i: r.unfinished_import()),
    "tell_lost_import": ("add", lambda r, i: r.tell_lost_import()),
    "begin_import": ("add", lambda r, i: r.begin_import()),
    "discard_import": ("add", lambda r, i: r.discard_import()),
    "finish_import": ("add", lambda r, i: r.finish_import()),
    "reading_progress": ("add", lambda r, i: r.reading_progress()),
    "are_there": ("add", lambda r, i: r.are_there([i])),
    "take_in": ("add", lambda r, i: r.take_in([NEW])),
}
# What needs no check: it tells what may be done, or shows only what may be read.
UNCHECKED = {"may", "articles_ahead", "listing", "search", "titles", "lines"}
# These ask for a collection's articles, or for the article, which is checked.
BY_ANOTHER = {"collection_reading", "cast_decisions", "undo_cast_decision", "passage"}
IMPORTS = {"unfinished_import", "tell_lost_import", "begin_import", "discard_import", "finish_import"}
OF_THE_LIBRARY = {name for name, (action, _) in CALLS.items() if action in {"library", "organise"}} | {
    "delete_all", "undelete_all",
}  # fmt: skip
OF_NO_ARTICLE = {"reading_progress", "are_there", "links", "revoke", "revoke_all", "take_in"} | IMPORTS | OF_THE_LIBRARY
KINDS: list[Kind] = ["editor", "corrector", "reader", "stranger"]
ALLOWED = {
    "editor": {"read", "export", "correct", "details", "delete", "share", "add", "library", "organise"},
    "corrector": {"read", "export", "correct", "details"},
    "reader": {"read", "export"},
    "stranger": set(),
}


def desk_of(url: str) -> Iterator[AnalysisQueue]:
    made = AnalysisQueue(Store(url), Silent())  # type: ignore[arg-type]
    made.library.add([ONE, TWO])
    with made.store.writing() as connection:
        article_queries.put_record(connection, specimen(), made_with(ONE), now())
    yield made
    made.close()


@pytest.fixture
def desk(library_url: str) -> Iterator[AnalysisQueue]:
    yield from desk_of(library_url)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnalysisQueue]:
    """One for all tests whose calls are refused, each of which says that nothing has changed."""
    if request.param == "sqlite":
        yield from desk_of(f"sqlite:///{tmp_path_factory.mktemp('untouched') / 'library.sqlite3'}")
        return
    with request.getfixturevalue("postgres").database() as url:
        yield from desk_of(url)


def room_of(desk: AnalysisQueue, kind: Kind) -> VisitorLibrary:
    mine = frozenset({ONE.id}) if kind in {"corrector", "reader"} else frozenset()
    return VisitorLibrary(desk, Visitor(kind=kind, articles=mine))


def state(desk: AnalysisQueue) -> object:
    with desk.store.reading() as connection:
        kept = [article_queries.get_article(connection, i) for i in (ONE.id, TWO.id, NEW.id)]
    return (
        kept,
        desk.library.listing(),
        share_links.list_links(desk.store),
        len(VisitorLibrary(desk, EDITOR).history(ONE.id)),
    )


def test_every_call_of_the_room_has_its_row() -> None:
    public = {n for n, _ in inspect.getmembers(VisitorLibrary, inspect.isfunction) if not n.startswith("_")}
    assert public == set(CALLS) | UNCHECKED
    assert {action for action, _ in CALLS.values()} == {a for kind in TABLE.values() for a in kind}


@pytest.mark.parametrize(("name", "kind"), [(n, k) for n in CALLS for k in KINDS if CALLS[n][0] in ALLOWED[k]])
def test_what_each_kind_may_do_with_its_article(desk: AnalysisQueue, kind: Kind, name: str) -> None:
    try:
        CALLS[name][1](room_of(desk, kind), ONE.id)
    except NotAllowed:
        pytest.fail("refused what the table allows")
    except DatelineError as error:
        assert str(error) != GONE  # there is nothing to undo, no such link


@pytest.mark.parametrize(("name", "kind"), [(n, k) for n in CALLS for k in KINDS if CALLS[n][0] not in ALLOWED[k]])
def test_what_each_kind_may_not_do_with_its_article(untouched: AnalysisQueue, kind: Kind, name: str) -> None:
    room, before = room_of(untouched, kind), state(untouched)
    with pytest.raises((NotAllowed, NotFound)) as caught:
        CALLS[name][1](room, ONE.id)
    assert str(caught.value) == (GONE if kind == "stranger" and name not in OF_NO_ARTICLE else REFUSED)
    assert state(untouched) == before


@pytest.mark.parametrize("kind", ["corrector", "reader"])
@pytest.mark.parametrize("name", sorted(set(CALLS) - OF_NO_ARTICLE))
def test_another_article_is_as_if_it_were_not_there(untouched: AnalysisQueue, kind: Kind, name: str) -> None:
    room, before = room_of(untouched, kind), state(untouched)
    for identity in (TWO.id, "0" * 16):
        with pytest.raises(NotFound) as caught:
            CALLS[name][1](room, identity)
        assert str(caught.value) == GONE
    assert state(untouched) == before


def test_the_listing_holds_what_may_be_read(desk: AnalysisQueue) -> None:
    seen = {kind: {a.id for a in room_of(desk, kind).listing()} for kind in KINDS}
    both = {a.id for a in desk.library.listing()}
    assert {ONE.id, TWO.id} <= both
    assert seen == {"editor": both, "corrector": {ONE.id}, "reader": {ONE.id}, "stranger": set()}


def test_a_search_finds_what_may_be_read(desk: AnalysisQueue) -> None:
    room_of(desk, "editor").tag("secret", [ONE.id, TWO.id])
    for kind in KINDS:
        room = room_of(desk, kind)
        found = room.search(ArticleSearch()).articles
        assert {f.article.id for f in found} == {a.id for a in room.listing()}
        assert set(room.titles([ONE.id, TWO.id])) == {ONE.id, TWO.id} & {a.id for a in room.listing()}
        assert room.search(ArticleSearch(words="mayor resigned")).total == (kind == "editor")
        assert kind == "editor" or all(f.tags == () for f in found)


def test_a_link_to_a_collection_shows_that_one_and_its_articles_of_then(desk: AnalysisQueue) -> None:
    owner = room_of(desk, "editor")
    made, other = owner.make_collection("The bridge", [ONE.id]), owner.make_collection("Suspects", [TWO.id])
    kept, token = owner.share(
        owner.members(made.id), view="collection", query={"collection": made.id}, correct=False, days=1
    )
    link = share_links.find_link(desk.store, token)
    assert link is not None and share_links.path_of(kept, token) == f"/collection?collection={made.id}&share={token}"
    reader = VisitorLibrary(desk, share_links.visitor_by_link(link))
    owner.collect(made.id, [TWO.id])
    assert reader.collection(made.id).name == "The bridge" and reader.members(made.id) == [ONE.id]
    assert [f.article.id for f in reader.search(ArticleSearch(collection=made.id)).articles] == [ONE.id]
    for asked in (other.id, "0" * 16):
        with pytest.raises(NotAllowed):
            reader.collection(asked)
        with pytest.raises(NotAllowed):
            reader.members(asked)
    # A link to another view doesn't open the collection that its address is made to name.
    _, plain = owner.share([ONE.id], view="text", query={"collection": other.id}, correct=True, days=1)
    corrector = share_links.find_link(desk.store, plain)
    assert corrector is not None
    with pytest.raises(NotAllowed):
        VisitorLibrary(desk, share_links.visitor_by_link(corrector)).collection(other.id)


@pytest.mark.parametrize("name", ["owner", "Jo Smith", ""])
def test_people_of_one_name_have_files_of_their_own(desk: AnalysisQueue, name: str) -> None:
    """The owner and two who signed in, all called the same: each sees, adds and discards what is theirs alone."""
    editors = [
        VisitorLibrary(desk, EDITOR),
        *(VisitorLibrary(desk, Visitor(kind="editor", name=name), account) for account in ("jo-1", "jo-2", "editor")),
    ]
    for n, one in enumerate(editors):
        one.begin_import().add_text(f"Story {n}. The council voted on Monday.")
        one.begin_import().wait(60)
    for n, one in enumerate(editors):
        batch = one.unfinished_import()
        assert batch is not None
        contents = [batch.content(e.number) for e in batch.entries()]
        assert [c.article.text for c in contents if c] == [f"Story {n}. The council voted on Monday."]
    editors[1].discard_import()
    assert [one.unfinished_import() is None for one in editors] == [False, True, False, False]
    assert len(editors[2].finish_import()) == 1
    assert [one.unfinished_import() is None for one in editors] == [False, True, True, False]
    # Another session of the same account goes on where it was, under a new name too.
    again = VisitorLibrary(desk, Visitor(kind="editor", name="Jo Jones"), "editor")
    assert again.unfinished_import() is not None


@pytest.mark.parametrize("account", [None, "", "owner", "é" * 5000])
def test_what_drafts_are_filed_under_fits_its_column(account: str | None) -> None:
    assert len(filed_under(account)) <= 120


@pytest.mark.parametrize("name", [name for name in CALLS if name not in BY_ANOTHER])
@pytest.mark.parametrize("library_url", ["sqlite"], indirect=True)  # what refuses asks no database
def test_a_row_fails_when_its_check_is_taken_out(
    desk: AnalysisQueue, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each call's own check, and it alone, is what refuses: without it a stranger gets through."""
    call = getattr(VisitorLibrary, name)
    source = inspect.getsource(inspect.getmodule(call))  # type: ignore[arg-type]
    tree = ast.parse(source)
    method = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name)
    checks = [n for n in ast.walk(method) if isinstance(n, ast.Call) and ast.unparse(n.func) == "self._need"]
    assert len(checks) == 1
    checks[0].func = ast.Name("print", ast.Load())
    names: dict[str, object] = {"__name__": "mutant"}
    exec(compile(ast.fix_missing_locations(tree), "mutant", "exec"), names)  # noqa: S102 - the room less one check
    mutant = names[call.__qualname__.partition(".")[0]](desk, Visitor(kind="stranger"))  # type: ignore[operator]
    try:
        CALLS[name][1](mutant, ONE.id)
    except NotAllowed:
        pytest.fail("something else refuses: the row would not notice that its check is gone")
    except DatelineError as error:
        assert str(error) not in {GONE, REFUSED}
