"""Fetching: public addresses alone, redirects checked, little time, few bytes; a server of the test's own answers."""

from __future__ import annotations

import http.server
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.domain.errors import NotFetched
from components.ingest.fetch import client as module
from components.ingest.fetch import safe_http
from components.ingest.fetch.client import fetch
from components.ingest.fetch.safe_http import is_public
from components.ingest.limits import MAX_URL
from tests.ingest import made


class Site(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - of all handlers

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif self.path == "/to-file":
            self.answer(302, b"", Location="file:///etc/passwd")
        elif self.path == "/to-private":
            self.answer(302, b"", Location="http://10.0.0.1/")
        elif self.path == "/on":
            self.answer(301, b"", Location="/story")
        elif self.path == "/large":
            self.answer(200, b"x", **{"Content-Length": str(50 * 2**20)})
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(400):
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass
        elif self.path == "/slow":
            time.sleep(3)
        elif self.path == "/403":
            self.answer(403, b"no")
        elif self.path == "/404":
            self.answer(404, b"no")
        elif self.path == "/image":
            self.answer(200, b"x", **{"Content-Type": "image/png"})
        else:
            self.answer(200, made.as_html(), **{"Content-Type": "text/html; charset=utf-8"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_with_its_final_address(site: str) -> None:
    page = fetch(f"{site}/on")
    assert page.url == f"{site}/story" and page.declared == "utf-8" and made.PARAGRAPHS[1][:20].encode() in page.data


@pytest.mark.parametrize(
    ("path", "why"),
    [("/loop", "led on"),
     ("/to-file", "https://|reached"), ("/large", "over 10 MB"), ("/endless", "over 10 MB"), ("/403", "403"),
     ("/404", "404"), ("/image", "image/png")],
)  # fmt: skip
def test_what_cannot_be_fetched_says_why(site: str, path: str, why: str) -> None:
    with pytest.raises(NotFetched, match=why):
        fetch(site + path)


def test_a_slow_site_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FETCH_SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(NotFetched, match="took over 1 seconds"):
        fetch(f"{site}/slow")
    assert time.monotonic() - began < 2.5


PRIVATE = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0.0.0.0", "10.1.2.3",
           "192.168.0.1", "172.16.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:1]"]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_addresses_of_this_computer_and_private_networks_are_refused(
    site: str, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.delenv("DATELINE_FETCH_PRIVATE")
    with pytest.raises(NotFetched, match="private network"):
        fetch(f"http://{host}:{site.rpartition(':')[2]}/")
    assert not Site.asked


# How a name is looked up can't be changed in another process: what it does with the answer is tested in this one.


def get(url: str) -> safe_http.Page:
    return safe_http.get(url, seconds=5, private=False)


def test_a_name_that_leads_home_is_refused_when_it_connects(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A public name may answer with a private address, also at the second time of asking (DNS rebinding).
    def home(host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", home)
    with pytest.raises(NotFetched, match="private network"):
        get(f"http://news.example:{site.rpartition(':')[2]}/")
    assert not Site.asked


def test_the_address_that_was_checked_is_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []
    known = socket.getaddrinfo

    def once(host: str, port: int, *more: object, **named: object) -> list[object]:
        looked_up.append(host)
        return known("127.0.0.1" if host == "news.example" else host, port, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    monkeypatch.setattr(safe_http, "is_public", lambda address: address == "127.0.0.1")
    assert get(f"http://news.example:{site.rpartition(':')[2]}/story").data == made.as_html()
    assert looked_up.count("news.example") == 1 and set(looked_up) == {"news.example", "127.0.0.1"}


def test_a_name_with_a_public_and_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def both(host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("127.0.0.1", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    monkeypatch.setattr(safe_http, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(NotFetched, match="private network"):
        get(f"http://news.example:{site.rpartition(':')[2]}/")
    assert not Site.asked


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # This site alone is let through, as if it were a public one.
    monkeypatch.setattr(safe_http, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(NotFetched, match="private network"):
        get(f"{site}/to-private")
    assert Site.asked == ["/to-private"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_certificates_are_checked(site: str, tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = secure.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"https://127.0.0.1:{server.server_port}/on"
    try:
        with pytest.raises(NotFetched, match="could not be reached"):
            fetch(url)  # nobody that is trusted has signed it
        trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        page = safe_http.get(url, seconds=5, private=True, context=trusting)
        assert page.data == made.as_html() and page.url.startswith("https://")
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "http://u:p@x.example/",
        "\x00",
        "http://exa mple/",
        "http://\ud800.example/",
        "\udcff",
        "http://[::1",
        "http://x.example:99999/",
        "https://" + "x" * 300 + ".example/",
        "https://x.example/" + "x" * MAX_URL,
    ],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(NotFetched):
        fetch(url)


def test_fetching_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_FETCH", "off")
    with pytest.raises(NotFetched, match="switched off"):
        fetch("https://times.example/")


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.216.34") and is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert not is_public("224.0.0.1") and not is_public("2002:7f00:1::")
