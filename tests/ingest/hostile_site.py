"""A site of the test's own that does harm: every path another kind; each answer ends by itself, in bytes and time."""

from __future__ import annotations

import functools
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable

from tests.ingest import made

LONGEST = 9.0  # seconds of an answer
MOST = 96 * 2**20  # bytes of an answer
SWELLS = 256 * 2**20  # bytes that a bomb unpacks to

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
STORY = made.as_html()


@functools.cache
def bomb(kind: str) -> bytes:
    """Zeros, packed: some hundred kilobytes that unpack to ``SWELLS``."""
    packer = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "deflate": 15, "bare deflate": -15}[kind])
    zeros = bytes(2**20)
    return b"".join(packer.compress(zeros) for _ in range(SWELLS // 2**20)) + packer.flush()


@functools.cache
def nested(times: int) -> bytes:
    """A bomb in ``times`` layers of gzip: some hundred bytes."""
    data = bomb("gzip")
    for _ in range(times - 1):
        data = gzip.compress(data, mtime=0)
    return data


def bare(data: bytes) -> bytes:
    """Deflated without the zlib format round it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


class Line:
    """One connection to whoever asks."""

    def __init__(self, peer: socket.socket, over: threading.Event) -> None:
        self._peer, self._over = peer, over
        self._until = time.monotonic() + LONGEST
        self._sent = 0

    def say(self, data: bytes) -> None:
        """Send; raises OSError when it was enough."""
        self._sent += len(data)
        if self._over.is_set() or time.monotonic() > self._until or self._sent > MOST:
            raise OSError("enough")
        self._peer.sendall(data)

    def page(self, data: bytes, *lines: str) -> None:
        self.say(OK + "".join(f"{one}\r\n" for one in (*lines, f"Content-Length: {len(data)}")).encode() + b"\r\n")
        self.say(data)

    def rest(self, seconds: float) -> None:
        if self._over.wait(seconds):
            raise OSError("enough")

    def forever(self, data: bytes, every: float = 0.0) -> None:
        while True:
            self.say(data)
            if every:
                self.rest(every)


def _drip_head(line: Line) -> None:
    line.say(OK)
    for n in range(1000):
        line.say(f"X-{n}: x\r\n".encode())
        line.rest(0.4)


def _long_head(line: Line) -> None:
    line.say(OK + b"X: ")
    for _ in range(160):
        line.say(b"x" * 65536)
    line.say(b"\r\n\r\n")


def _many_heads(line: Line) -> None:
    line.say(OK)
    for n in range(10_000):
        line.say(f"X-{n}: {'x' * 1000}\r\n".encode())
    line.say(b"\r\n")


def _on(line: Line, to: str, *more: bytes) -> None:
    line.say(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\n".encode() + b"".join(more) + b"\r\n")


def _slow_loop(line: Line) -> None:
    line.rest(0.9)
    _on(line, "/slow-loop", b"Content-Length: 0\r\n")


def _fat_redirect(line: Line) -> None:
    _on(line, "/story")
    line.forever(b"x" * 65536)


def _chunks(line: Line, *more: bytes) -> None:
    line.say(OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(more))


def _endless_chunks(line: Line) -> None:
    _chunks(line)
    line.forever(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def _tiny_chunks(line: Line) -> None:
    _chunks(line)
    line.forever(b"1\r\nx\r\n" * 4000)


def _trailers(line: Line) -> None:
    _chunks(line, b"1\r\nx\r\n0\r\n")
    line.forever(b"X-Trailer: " + b"x" * 1000 + b"\r\n")


def _slow_trailers(line: Line) -> None:
    _chunks(line, b"1\r\nx\r\n0\r\n")
    line.forever(b"X-Trailer: x\r\n", 0.4)


def _chunk_extension(line: Line) -> None:
    _chunks(line, b"1;")
    line.forever(b"x" * 65536)


def _short(line: Line) -> None:
    line.say(OK + b"Content-Length: 100000\r\n\r\n" + STORY)


def _two_lengths(line: Line) -> None:
    line.say(OK + b"Content-Length: 10\r\nContent-Length: 20\r\n\r\n" + b"x" * 20)


def _more_than_said(line: Line) -> None:
    line.say(OK + f"Content-Length: {len(STORY)}\r\n\r\n".encode() + STORY)
    line.forever(b"x" * 65536)


def _empty_blocks(line: Line) -> None:
    line.say(OK + b"Content-Encoding: deflate\r\n\r\n" + b"\x78\x9c")
    line.forever(b"\x00\x00\x00\xff\xff" * 13_000)


def _after_the_end(line: Line) -> None:
    line.say(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(STORY))
    line.forever(b"x" * 65536)


def _names(line: Line, lines: list[str], data: bytes) -> None:
    line.page(data, *[f"Content-Encoding: {one}" for one in lines])


KINDS: dict[str, Callable[[Line], None]] = {
    "story": lambda line: line.page(STORY),
    "on": lambda line: _on(line, "/story", b"Content-Length: 0\r\n"),
    "gzip": lambda line: _names(line, ["gzip"], gzip.compress(STORY)),
    "x-gzip": lambda line: _names(line, ["X-GZIP"], gzip.compress(STORY)),
    "deflate": lambda line: _names(line, ["deflate"], zlib.compress(STORY)),
    "bare-deflate": lambda line: _names(line, ["deflate"], bare(STORY)),
    "identity": lambda line: _names(line, ["identity"], STORY),
    "gzip-and-identity": lambda line: _names(line, ["identity, gzip", "identity"], gzip.compress(STORY)),
    **{f"nested-{n}": lambda line, n=n: _names(line, [", ".join(["gzip"] * n)], nested(n)) for n in range(2, 6)},
    **{f"nested-lines-{n}": lambda line, n=n: _names(line, ["gzip"] * n, nested(n)) for n in range(2, 6)},
    "nested-kinds": lambda line: _names(line, ["deflate, x-gzip"], gzip.compress(bomb("deflate"))),
    "nested-1000": lambda line: _names(line, [", ".join(["gzip"] * 1000)], nested(2)),
    "gzip-bomb": lambda line: _names(line, ["gzip"], bomb("gzip")),
    "x-gzip-bomb": lambda line: _names(line, ["x-gzip"], bomb("gzip")),
    "deflate-bomb": lambda line: _names(line, ["deflate"], bomb("deflate")),
    "bare-deflate-bomb": lambda line: _names(line, ["deflate"], bomb("bare deflate")),
    **{f"packed-{n}": lambda line, one=one: _names(line, [one], b"x" * 100)
       for n, one in enumerate(("br", "zstd", "compress", "utf-8", "<script>", "gzip;q=1", "x" * 5000))},
    "damaged-gzip": lambda line: _names(line, ["gzip"], b"\x1f\x8b" + b"x" * 100),
    "damaged-deflate": lambda line: _names(line, ["deflate"], b"\xff" * 100),
    "cut-gzip": lambda line: _names(line, ["gzip"], gzip.compress(STORY)[:-20]),
    "cut-deflate": lambda line: _names(line, ["deflate"], b"x"),
    "empty-blocks": _empty_blocks,
    "after-the-end": _after_the_end,
    "drip-body": lambda line: (line.say(OK + b"\r\n"), line.forever(b"x", 0.4))[0],
    "drip-gzip": lambda line: (line.say(OK + b"Content-Encoding: gzip\r\n\r\n" + bomb("gzip")[:20]),
                               line.forever(b"\x00", 0.4))[0],
    "drip-head": _drip_head,
    "early-hints": lambda line: line.forever(b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n", 0.3),
    "early-flood": lambda line: line.forever(b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" * 500),
    "continue-flood": lambda line: line.forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
    "switching": lambda line: line.say(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    "long-head": _long_head,
    "many-heads": _many_heads,
    "endless-line": lambda line: line.forever(b"x" * 65536),
    "silence": lambda line: line.rest(LONGEST),
    "loop": lambda line: _on(line, "/loop", b"Content-Length: 0\r\n"),
    "slow-loop": _slow_loop,
    "fat-redirect": _fat_redirect,
    "redirect-to-far": lambda line: _on(line, "http://x/" + "x" * 70_000),
    "redirect-nowhere": lambda line: _on(line, "http://[::1", b"Content-Length: 0\r\n"),
    "a-gigabyte": lambda line: line.say(OK + b"Content-Length: 1073741824\r\n\r\n" + b"x" * 1000),
    "long-length": lambda line: line.say(OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n" + b"x" * 1000),
    "short": _short,
    "two-lengths": _two_lengths,
    "more-than-said": _more_than_said,
    "endless": lambda line: (line.say(OK + b"\r\n"), line.forever(b"x" * 65536))[0],
    "endless-chunks": _endless_chunks,
    "tiny-chunks": _tiny_chunks,
    "trailers": _trailers,
    "slow-trailers": _slow_trailers,
    "chunk-extension": _chunk_extension,
    "no-http": lambda line: line.say(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "nothing": lambda line: None,
}  # fmt: skip


class HostileSite:
    """Serves ``KINDS`` on this machine; who begins a TLS handshake meets silence."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self.host = f"127.0.0.1:{self._server.getsockname()[1]}"
        self.url = f"http://{self.host}"
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def close(self) -> None:
        self._over.set()
        self._accepting.join()
        self._server.close()
        for one in self._threads:
            one.join()

    def _accept(self) -> None:
        self._server.settimeout(0.1)
        while not self._over.is_set():
            try:
                peer, _ = self._server.accept()
            except TimeoutError:
                continue
            one = threading.Thread(target=self._serve, args=(peer,))
            self._threads.append(one)
            one.start()

    def _serve(self, peer: socket.socket) -> None:
        with peer:
            peer.settimeout(LONGEST)
            line = Line(peer, self._over)
            try:
                asked = b""
                while not asked.startswith(b"\x16") and b"\r\n\r\n" not in asked:
                    part = peer.recv(65536)
                    if not part:
                        return
                    asked += part
                kind = "silence" if asked.startswith(b"\x16") else asked.split(b" ", 2)[1].decode().strip("/")
                KINDS[kind](line)
                # What was said is lost when a connection closes with something unread.
                peer.shutdown(socket.SHUT_WR)
            except OSError:
                pass
