"""Links: made, opened, looked up, expired, revoked; who a visitor is; what each kind can reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.analysis.client import Job
from components.domain.article import Article, make_article
from components.domain.errors import NotFound
from components.services import share_links
from components.services.analysis_queue import AnalysisQueue
from components.services.clock import now
from components.services.server_address import ServerAddress, last_address, remember_address
from components.services.token_throttle import Throttle
from components.services.visitor_access import is_local, visitor_of
from components.store import article_queries
from components.store.database import Store
from components.store.share_queries import get_share

ONE, TWO = make_article("The council voted on Monday."), make_article("The mayor resigned on Friday.")


class Silent:
    """An analyst that never answers."""

    def submit(self, article: Article) -> Job:
        return Job(article)

    def place(self, job: Job) -> int:
        return 0

    def close(self) -> None:
        pass


@pytest.fixture
def desk(library_url: str) -> Iterator[AnalysisQueue]:
    made = AnalysisQueue(Store(library_url), Silent())  # type: ignore[arg-type]
    made.library.add([ONE, TWO])
    yield made
    made.close()


def test_a_link_opens_its_articles_and_is_kept_only_as_a_hash(desk: AnalysisQueue) -> None:
    made, token = share_links.make_link(
        desk.store, [ONE.id], view="quotes", query={"mark": "q-1", "share": "x", "article": "y"}
    )
    assert len(token) == 22
    found = share_links.count_opening(desk.store, token)
    assert (found.view, found.articles, found.query, found.correct) == ("quotes", (ONE.id,), {"mark": "q-1"}, False)
    assert share_links.path_of(found, token) == f"/quotes?article={ONE.id}&mark=q-1&share={token}"
    assert [(s.opened, bool(s.opened_at)) for s in share_links.list_links(desk.store)] == [(1, True)]
    with desk.store.reading() as connection:
        stored = [str(v) for row in connection.exec_driver_sql("SELECT * FROM shares") for v in row]
    assert made.token_hash in stored and not any(token in value for value in stored)


@pytest.mark.parametrize("token", ["", "x", "a" * 22, "../../etc/passwd", "é" * 22, "a" * 10_000, "%00" * 7])
def test_a_wrong_token_opens_nothing(desk: AnalysisQueue, token: str) -> None:
    share_links.make_link(desk.store, [ONE.id])
    assert share_links.find_link(desk.store, token) is None
    with pytest.raises(NotFound, match="opens nothing here"):
        share_links.count_opening(desk.store, token)


def test_wrong_expired_revoked_and_deleted_look_the_same(desk: AnalysisQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    _, expired = share_links.make_link(desk.store, [ONE.id], days=1)
    kept, revoked = share_links.make_link(desk.store, [ONE.id], days=None)
    _, gone = share_links.make_link(desk.store, [TWO.id], days=None)
    share_links.revoke_one(desk.store, f"http://127.0.0.1:8501/s/{revoked}")
    desk.library.delete(TWO.id)
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1, seconds=1)).isoformat()
    monkeypatch.setattr(share_links, "now", lambda minus=dt.timedelta(0): later)
    said = set()
    for token in (expired, revoked, gone, "a" * 22):
        with pytest.raises(NotFound) as caught:
            share_links.count_opening(desk.store, token)
        said.add(str(caught.value))
    assert said == {share_links.GONE}
    assert get_share(desk.store.engine.connect(), kept.token_hash) is not None


def test_links_are_taken_back_by_id_token_or_all_at_once(desk: AnalysisQueue) -> None:
    (a, ta), (b, tb), (_, tc) = (share_links.make_link(desk.store, [ONE.id]) for _ in range(3))
    share_links.revoke_one(desk.store, a.id)
    share_links.revoke_one(desk.store, tb)
    assert [bool(share_links.find_link(desk.store, t)) for t in (ta, tb, tc)] == [False, False, True]
    with pytest.raises(NotFound):
        share_links.revoke_one(desk.store, b.id)
    assert share_links.revoke_all(desk.store) == 1 and share_links.find_link(desk.store, tc) is None


def test_a_link_to_nothing_is_refused(desk: AnalysisQueue) -> None:
    with pytest.raises(NotFound):
        share_links.make_link(desk.store, ["0" * 16])
    with pytest.raises(ValueError, match="days"):
        share_links.make_link(desk.store, [ONE.id], days=0)


LOCAL: list[tuple[str | None, dict[str, str], bool]] = [
    ("127.0.0.1", {"host": "127.0.0.1:8501"}, True),
    ("::ffff:127.0.0.1", {"host": "localhost:8501"}, True),
    ("::1", {"host": "[::1]:8501"}, True),
    (None, {"host": "localhost:8501"}, True),
    (None, {}, False),
    ("127.0.0.1", {}, False),
    ("127.8.9.1", {"host": "dateline.localhost"}, True),
    ("192.168.1.7", {"host": "192.168.1.2:8501"}, False),
    ("127.0.0.1", {"host": "127.0.0.1:8501", "x-forwarded-for": "127.0.0.1"}, False),
    ("127.0.0.1", {"host": "127.0.0.1:8501", "forwarded": "for=127.0.0.1"}, False),
    ("127.0.0.1", {"host": "127.0.0.1:8501", "x-real-ip": ""}, False),
    ("127.0.0.1", {"host": "127.0.0.1:8501", "via": "1.1 x"}, False),
    ("127.0.0.1", {"host": "rebound.example"}, False),
    ("127.0.0.1", {"host": "127.0.0.1.evil.example:8501"}, False),
    ("127.0.0.1", {"host": "localhost.evil.example"}, False),
    ("not an address", {"host": "localhost"}, False),
    ("fe80::1%eth0", {"host": "localhost"}, False),
]


@pytest.mark.parametrize(("address", "headers", "local"), LOCAL)
def test_who_is_on_this_computer(address: str | None, headers: dict[str, str], local: bool) -> None:
    assert is_local(address, headers) is local


def test_a_proxy_that_forgets_its_headers_makes_nobody_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://dateline.times.example")
    assert not is_local("127.0.0.1", {"host": "dateline.times.example"})


def test_who_comes(desk: AnalysisQueue) -> None:
    far = {"host": "10.0.0.2:8501"}
    _, read = share_links.make_link(desk.store, [ONE.id])
    _, correct = share_links.make_link(desk.store, [ONE.id, TWO.id], correct=True)
    assert visitor_of(desk.store, "127.0.0.1", {"host": "localhost"}, None).kind == "editor"
    assert visitor_of(desk.store, "10.0.0.9", far, None).kind == "stranger"
    assert visitor_of(desk.store, "10.0.0.9", far, read).kind == "reader"
    found = visitor_of(desk.store, "10.0.0.9", far, correct, name="Ida")
    assert (found.kind, found.articles, found.name) == ("corrector", frozenset({ONE.id, TWO.id}), "Ida")
    assert visitor_of(desk.store, "10.0.0.9", far, None, signed_in="jo@times.example").kind == "editor"


def test_wrong_tries_are_slowed_down_by_address() -> None:
    throttle = Throttle()
    for _ in range(10):
        throttle.wrong("10.0.0.9")
    assert throttle.wait("10.0.0.9") == 0
    for _ in range(50):
        throttle.wrong("10.0.0.9")
    assert throttle.wait("10.0.0.9") == 0.25 and throttle.wait("10.0.0.8") == 0


@pytest.mark.parametrize(
    ("address", "open_", "url"),
    [("127.0.0.1", False, "http://127.0.0.1:8501"), ("localhost", False, "http://127.0.0.1:8501"),
     ("10.1.2.3", True, "http://10.1.2.3:8501"), ("2001:db8::7", True, "http://[2001:db8::7]:8501")],
)  # fmt: skip
def test_where_links_lead(address: str, open_: bool, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    where = ServerAddress(address, 8501)
    assert (where.open_to_others, where.url) == (open_, url)
    remember_address(where)
    assert last_address() == where
    monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://dateline.times.example/")
    assert (where.open_to_others, where.url) == (True, "https://dateline.times.example")


def test_an_address_open_to_all_gives_one_that_others_reach() -> None:
    url = ServerAddress("0.0.0.0", 8501).url
    assert "0.0.0.0" not in url and "localhost" not in url and "127.0.0.1" not in url


def test_links_survive_a_restart(library_url: str) -> None:
    store = Store(library_url)
    with store.writing() as connection:
        article_queries.add_article(connection, ONE, now())
    _, token = share_links.make_link(store, [ONE.id])
    store.close()
    again = Store(library_url)
    assert share_links.count_opening(again, token).articles == (ONE.id,)
    again.close()
