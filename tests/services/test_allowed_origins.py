"""Names that this server answers to, origins that may speak to it: each kind with its like that isn't one."""

from __future__ import annotations

import socket

import pytest

from components.services import allowed_origins
from components.services.allowed_origins import (
    follows_a_link,
    host_name,
    is_of_another_page,
    is_own_host,
    is_own_origin,
    is_secure,
    names_this_computer,
)
from components.services.server_address import ServerAddress

HERE, OPEN = ServerAddress("127.0.0.1", 8501), ServerAddress("0.0.0.0", 8501)


@pytest.fixture(autouse=True)
def named_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_PUBLIC_URL", raising=False)
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk.Example.")
    allowed_origins._machine_names.cache_clear()


@pytest.mark.parametrize(("host", "name"), [
    ("Desk.example:8501", "desk.example"), ("desk.example.", "desk.example"), ("[::1]:8501", "::1"),
    ("127.0.0.1", "127.0.0.1"),
    ("a@b", ""), ("a/b", ""), ("a?b", ""), ("a#b", ""), ("a b", ""), ("a\\b", ""), ("", ""), ("[::1", ""),
])  # fmt: skip
def test_the_name_in_a_host_header(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(("host", "so"), [
    ("localhost", True), ("LOCALHOST:8501", True), ("app.localhost", True), ("127.0.0.1:1", True), ("127.8.8.8", True),
    ("[::1]:8501", True), ("notlocalhost", False), ("localhost.example", False), ("10.0.0.1", False), ("", False),
])  # fmt: skip
def test_names_of_the_computer_itself(host: str, so: bool) -> None:
    assert names_this_computer(host) is so


@pytest.mark.parametrize(("host", "here", "on_the_network"), [
    ("localhost:8501", True, True), ("192.168.1.7:8501", True, True), ("[fe80::1%25eth0]", True, True),
    ("desk.example:8501", False, True), ("desk", False, True), ("desk.local", False, True),
    ("extra.example", True, True), ("evil.example", False, False), ("example", False, False), ("", False, False),
    ("a b", False, False),
])  # fmt: skip
def test_which_hosts_are_this_servers(host: str, here: bool, on_the_network: bool) -> None:
    assert is_own_host(host, HERE, [" Extra.Example "]) is here
    assert is_own_host(host, OPEN, [" Extra.Example "]) is on_the_network


def test_the_public_name_is_the_servers_where_others_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_own_host("news.example", OPEN)
    monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://news.example/app")
    assert is_own_host("news.example", OPEN) and is_own_host("news.example:443", OPEN)
    assert not is_own_host("other.example", OPEN)


@pytest.mark.parametrize(("origin", "host", "own"), [
    (None, "localhost:8501", True), ("http://localhost:8501", "localhost:8501", True),
    ("https://localhost:8501", "localhost:8501", True), ("http://localhost:8502", "localhost:8501", False),
    ("http://localhost", "localhost", True), ("http://localhost:80", "localhost", True),
    ("https://localhost:443", "localhost", True), ("http://localhost:443", "localhost", False),
    ("http://LOCALHOST.:8501", "localhost:8501", True), ("null", "localhost:8501", False),
    ("", "localhost:8501", False),
    ("ftp://localhost:8501", "localhost:8501", False), ("file://", "", False), ("http://", "", False),
    ("http://evil.example", "localhost:8501", False), ("http://localhost:99999", "localhost:99999", False),
    ("https://proxy.example", "localhost:8501", True), ("https://other.example", "", False),
])  # fmt: skip
def test_which_origins_are_this_servers(origin: str | None, host: str, own: bool) -> None:
    assert is_own_origin(origin, host, ["['https://proxy.example']"]) is own


def test_the_public_address_is_an_origin_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PUBLIC_URL", "https://news.example")
    assert is_own_origin("https://news.example", "10.0.0.1:8501")
    assert not is_own_origin("http://news.example", "10.0.0.1:8501")


@pytest.mark.parametrize(("site", "mode", "background", "link"), [
    ("cross-site", "cors", True, False), ("same-site", "no-cors", True, False), ("cross-site", "navigate", False, True),
    ("same-site", "navigate", False, True), ("same-origin", "cors", False, False), ("none", "navigate", False, False),
    (None, None, False, False), ("cross-site", None, True, False),
])  # fmt: skip
def test_what_a_browser_says_of_a_request(site: str | None, mode: str | None, background: bool, link: bool) -> None:
    headers = {k: v for k, v in (("sec-fetch-site", site), ("sec-fetch-mode", mode)) if v is not None}
    assert is_of_another_page(headers) is background
    assert follows_a_link(headers) is link


@pytest.mark.parametrize(("scheme", "headers", "public", "secure"), [
    ("https", {}, "", True), ("wss", {}, "", True), ("http", {}, "", False), ("ws", {}, "", False),
    ("http", {"x-forwarded-proto": " HTTPS "}, "", True), ("http", {"x-forwarded-proto": "http"}, "", False),
    ("http", {"host": "news.example"}, "https://news.example", True),
    ("http", {"host": "news.example"}, "http://news.example", False),
    ("http", {"host": "localhost:8501"}, "https://news.example", False), ("http", {}, "https://news.example", False),
])  # fmt: skip
def test_whether_the_browser_speaks_https(
    scheme: str, headers: dict[str, str], public: str, secure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if public:
        monkeypatch.setenv("DATELINE_PUBLIC_URL", public)
    assert is_secure(scheme, headers) is secure
