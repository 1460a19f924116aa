"""A machine of its own without a way out, whose every attempt to leave is counted.

``with machine() as heard`` makes it of this very process: it has to be started by ``run``, in namespaces of its own
(network and mounts). What its programs send ends at an interface that swallows it: a name server that never answers,
a gateway that leads nowhere. Nothing reaches the network of the machine below.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INTERFACE, END = "out", "end"  # two ends of one wire; what arrives at the other end is for nobody
ADDRESS, GATEWAY, SERVER = "198.51.100.2", "198.51.100.1", "203.0.113.53"
ADDRESS6, GATEWAY6 = "2001:db8::2", "2001:db8::1"
# Where a program that asks could hide from the count, or be kept from asking: proxies, and what says "this is a test".
_LEFT_OUT = ("proxy", "PYTEST_", "GITHUB_")
_LEFT_OUT_WHOLE = ("CI", "ORT_RUNNING_UNIT_TESTS")


def _unshare() -> list[str]:
    """What starts a program in namespaces of its own; who isn't root is root in there."""
    own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", *own, "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


def environment(home: Path) -> dict[str, str]:
    """This process's environment, as a reporter's is: no proxy, no word of a test, a home folder of its own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_OUT_WHOLE and not any(part in name or part in name.lower() for part in _LEFT_OUT)
    }
    return kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), "XDG_CONFIG_HOME": str(home / ".config")}


def why_not() -> str | None:
    """Why this system doesn't allow such a machine; None where it does."""
    try:
        tried = subprocess.run(
            [*_unshare(), "sh", "-c",
             f"ip link add {INTERFACE} type veth peer name {END} && mount -t tmpfs none /mnt"],
            capture_output=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"no network namespace here: {error}"
    return None if tried.returncode == 0 else f"no network namespace here: {tried.stderr.decode().strip()}"


def run(module: str, *words: str, home: Path, seconds: float, **more: str) -> str:
    """What the module prints, run on such a machine; ``more``: environment. Raises where it fails or takes too long."""
    done = subprocess.run(
        [*_unshare(), sys.executable, "-m", module, *words],
        cwd=ROOT, env=environment(home) | more, capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip
    if done.returncode:
        raise AssertionError(f"{module} failed:\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}")
    return done.stdout


@contextlib.contextmanager
def machine() -> Iterator[list[str]]:
    """Make this process's namespaces that machine; gives what was sent, a line each, as it is sent."""
    _set_up()
    heard: list[str] = []
    done = threading.Event()
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(0x0003)) as tap:
        tap.bind((INTERFACE, 0))
        tap.settimeout(0.2)

        def listen() -> None:
            while not done.is_set():
                with contextlib.suppress(TimeoutError):
                    if told := _told(tap.recv(65535)):
                        heard.append(told)

        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        yield heard
        done.set()
        listening.join()


def sent() -> int:
    """How many packets the system itself counts as sent to the outside, its own search for neighbours included."""
    line = next(x for x in Path("/proc/net/dev").read_text().splitlines() if x.strip().startswith(f"{INTERFACE}:"))
    return int(line.split()[10])


def _set_up() -> None:
    for words in (
        ("link", "set", "lo", "up"),
        ("link", "add", INTERFACE, "type", "veth", "peer", "name", END),
        ("link", "set", INTERFACE, "addrgenmode", "none"),
        ("link", "set", END, "addrgenmode", "none"),
        ("link", "set", INTERFACE, "arp", "off"),  # nobody there would answer who the gateway is
        ("link", "set", END, "up"),
        ("link", "set", INTERFACE, "up"),
        ("addr", "add", f"{ADDRESS}/24", "dev", INTERFACE),
        ("route", "add", "default", "via", GATEWAY, "dev", INTERFACE),
    ):
        subprocess.run(["ip", *words], check=True, capture_output=True)
    for words in (
        ("addr", "add", f"{ADDRESS6}/64", "dev", INTERFACE, "nodad"),
        ("-6", "route", "add", "default", "via", GATEWAY6, "dev", INTERFACE),
    ):
        subprocess.run(["ip", *words], check=False, capture_output=True)  # a system may have no IPv6 at all
    # Names are asked for over that interface, and by no service of the machine below.
    for name, words in {
        "resolv.conf": f"nameserver {SERVER}\noptions timeout:1 attempts:1\n",
        "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
        "hosts": f"127.0.0.1 localhost\n::1 localhost\n{ADDRESS} {socket.gethostname()}\n",
    }.items():
        mine = Path.home() / name  # gone with the test's folder
        mine.write_text(words)
        subprocess.run(["mount", "--bind", str(mine), str(Path("/etc", name).resolve())], check=True)
    for socket_folder in ("/run/nscd", "/run/dbus", "/run/systemd/resolve"):
        if Path(socket_folder).is_dir():
            subprocess.run(["mount", "-t", "tmpfs", "none", socket_folder], check=True)


def _told(frame: bytes) -> str | None:
    """A frame in words: its kind and where to; None for what the system itself sends to find its neighbours."""
    kind = int.from_bytes(frame[12:14], "big")
    if kind == 0x0800:
        head = (frame[14] & 15) * 4
        protocol, where, body = frame[23], socket.inet_ntop(socket.AF_INET, frame[30:34]), frame[14 + head :]
    elif kind == 0x86DD:
        protocol, where, body = frame[20], socket.inet_ntop(socket.AF_INET6, frame[38:54]), frame[54:]
        if protocol == 58 or (protocol == 0 and body[:1] == b"\x3a"):
            return None  # neighbours and groups (ICMPv6)
    else:
        return f"a frame of kind {kind:#06x}"
    port = int.from_bytes(body[2:4], "big")
    name = {6: "TCP", 17: "UDP"}.get(protocol, f"protocol {protocol}")
    asked = f" asking for {_question(body[8:])}" if protocol == 17 and port == 53 else ""
    return f"{name} to {where} port {port}{asked}"


def _question(message: bytes) -> str:
    """The name that a DNS message asks for."""
    labels, at = [], 12
    while at < len(message) and message[at]:
        labels.append(message[at + 1 : at + 1 + message[at]].decode("ascii", "replace"))
        at += 1 + message[at]
    return ".".join(labels)
