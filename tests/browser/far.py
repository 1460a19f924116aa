"""A second computer for the tests: a proxy that says for whom it speaks, and a host in a network namespace."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

HERE, THERE = "10.77.31.1", "10.77.31.2"
NAMESPACE = "dateline-far"


@contextlib.contextmanager
def proxy(port: int, *, tells: bool = True) -> Iterator[int]:
    """A port that leads to ``port`` as a newsroom's proxy does: each request tells that it was forwarded.

    ``tells`` False: as a tunnel does, or a proxy that was set up in one line; nothing is added.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.2)
    done = threading.Event()

    def pump(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def serve(near: socket.socket) -> None:
        with near, socket.create_connection(("127.0.0.1", port)) as far:
            head = b""
            while b"\r\n\r\n" not in head:
                data = near.recv(65536)
                if not data:
                    return
                head += data
            first, _, rest = head.partition(b"\r\n")
            more = b"X-Forwarded-For: 203.0.113.9\r\n" if tells else b""
            if b"upgrade: websocket" not in head.lower():
                lines = [x for x in rest.split(b"\r\n") if not x.lower().startswith(b"connection:")]
                rest, more = b"\r\n".join(lines), more + b"Connection: close\r\n"
            far.sendall(first + b"\r\n" + more + rest)
            back = threading.Thread(target=pump, args=(far, near), daemon=True)
            back.start()
            pump(near, far)
            back.join()

    def accept() -> None:
        while not done.is_set():
            with contextlib.suppress(OSError):
                near, _ = listening.accept()
                threading.Thread(target=lambda s=near: _quietly(serve, s), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield int(listening.getsockname()[1])
    done.set()
    thread.join()
    listening.close()


def _quietly(serve, near: socket.socket) -> None:  # type: ignore[no-untyped-def]
    with contextlib.suppress(OSError):
        serve(near)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextlib.contextmanager
def second_host(folder: Path, browser: str) -> Iterator[Path | None]:
    """A host of its own at THERE, which reaches this one at HERE: a program that starts ``browser`` on it.

    A browser drops what it is loading when the machine's network changes, so both ends are whole when this returns
    (no IPv6 address that would come seconds later), and a test starts the browsers it needs after it.
    None where this system doesn't allow one (no ``ip``, or no right to make a namespace).
    """
    if shutil.which("ip") is None or os.geteuid() != 0:
        yield None
        return
    try:
        _ip("netns", "add", NAMESPACE)
    except subprocess.CalledProcessError:
        yield None
        return
    try:
        _ip("link", "add", "dl-here", "type", "veth", "peer", "name", "dl-there", "netns", NAMESPACE)
        _ip("link", "set", "dl-here", "addrgenmode", "none")
        _ip("addr", "add", f"{HERE}/30", "dev", "dl-here")
        _ip("link", "set", "dl-here", "up")
        for words in (
            ("link", "set", "dl-there", "addrgenmode", "none"),
            ("addr", "add", f"{THERE}/30", "dev", "dl-there"),
            ("link", "set", "dl-there", "up"),
            ("link", "set", "lo", "up"),
        ):
            _ip("netns", "exec", NAMESPACE, "ip", *words)
        starter = folder / "far-browser"
        starter.write_text(f'#!/bin/sh\nexec ip netns exec {NAMESPACE} {browser} "$@"\n')
        starter.chmod(starter.stat().st_mode | stat.S_IXUSR)
        yield starter
    except subprocess.CalledProcessError:
        yield None
    finally:
        subprocess.run(["ip", "netns", "del", NAMESPACE], capture_output=True)
        subprocess.run(["ip", "link", "del", "dl-here"], capture_output=True)
