"""What a worker process for dangerous work does within itself: gives up what it doesn't need.

What a confined program may not do is refused by an audit hook (PEP 578) and by the system's limits: a library that is
led astray can't call out, start a program or leave a file.
"""

from __future__ import annotations

import math
import resource
import sys
from collections.abc import Callable
from typing import Any

_NEVER = (
    "socket.bind", "socket.gethostby", "socket.getnameinfo", "socket.sendto", "socket.sendmsg", "subprocess.Popen",
    "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.spawn", "os.kill", "os.remove", "os.rename",
    "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.", "urllib.Request",
    "ftplib.", "http.client.", "webbrowser.open",
)  # fmt: skip


def confine(memory: int, may_connect: Callable[[str], bool] | None = None) -> None:
    """Give up for good: memory over ``memory`` bytes, core dumps, files to write, programs to start, the network.

    With ``may_connect`` names may be looked up, and IP addresses connected to that it holds for.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            mode = arguments[1]
            writes = isinstance(mode, str) and any(c in mode for c in "wax+")
            if writes or (isinstance(arguments[2], int) and arguments[2] & 3):
                raise PermissionError("this process writes no files")
        elif event == "socket.connect":
            address = arguments[1]  # of a socket in the file system: a string
            if may_connect is None or not isinstance(address, tuple) or not may_connect(str(address[0])):
                raise PermissionError("this process may not connect there")
        elif event.startswith(_NEVER) or (event == "socket.getaddrinfo" and may_connect is None):
            raise PermissionError(f"this process may not {event}")

    sys.addaudithook(refuse)


def limit_time(seconds: float) -> None:
    """Give the work that follows its seconds of computing time; over them the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
