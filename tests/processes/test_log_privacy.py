"""What is written down of an error: kinds and places, all the way down, and not one of its words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from components.processes.log_privacy import errors_shown

NAMED = "Ida Berg"


def nested() -> BaseException:
    try:
        try:
            try:
                raise OSError(28, NAMED, NAMED)
            except OSError as error:
                error.add_note(NAMED)
                raise KeyError(NAMED) from error
        except KeyError:
            raise ExceptionGroup(NAMED, [ValueError(NAMED), TypeError(NAMED)])  # noqa: B904 - what came of what
    except ExceptionGroup as error:
        return error


def test_every_error_is_told_by_kind_and_place() -> None:
    told = errors_shown(nested())
    assert NAMED not in told
    assert [line for line in told.splitlines() if line[:1].isupper() and not line.startswith("Traceback")] == [
        "ExceptionGroup",
        "ValueError",
        "TypeError",
        "KeyError",
        "OSError (ENOSPC)",
    ]
    assert "in nested" in told and "test_log_privacy.py" in told


def test_an_error_that_came_of_itself_ends() -> None:
    error = ValueError(NAMED)
    error.__cause__ = error
    assert errors_shown(error).count("ValueError") == 1


@pytest.mark.parametrize("how", [
    "logging.getLogger('x').exception('it failed')",
    "handler = logging.StreamHandler(); handler.setFormatter(logging.Formatter('%(message)s')); "
    "log = logging.getLogger('y'); log.addHandler(handler); log.exception('it failed')",
    "raise",
    "t = threading.Thread(target=lambda: {}[NAMED]); t.start(); t.join()",
])  # fmt: skip
def test_a_process_writes_no_words_of_an_error(how: str) -> None:
    code = (
        "import logging, threading\nfrom components.processes.log_privacy import keep_words_out\nkeep_words_out()\n"
        f"NAMED = ' '.join(['Ida', 'Berg'])\ntry:\n    {{}}[NAMED]\nexcept KeyError:\n    {how}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "KeyError" in done.stderr
    assert NAMED not in done.stderr + done.stdout
