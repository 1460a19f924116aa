"""The command ``python -m components``."""

from __future__ import annotations

import argparse
import sys

from components.cli.analyse import analyse, date, file_name, worker_count
from components.cli.attitude import attitude
from components.cli.backup import back_up, restore
from components.cli.cast import cast
from components.cli.chronicle import chronicle
from components.cli.export import export, score_corrections
from components.cli.links import links, owner_address, revoke, share
from components.cli.output import Failures
from components.cli.schema import schema
from components.cli.stopping import Stopped
from components.domain.errors import DatelineError
from components.exports.export_formats import CHARTS, FORMS, VIEWS


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0; 1 where something failed; 128 and more: a signal ended it."""
    options = _parser().parse_args(arguments)
    try:
        failures: Failures = options.run(options)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)  # noqa: T201 - this is the command's own voice
        return 1
    except Stopped as stopped:
        return stopped.status
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return 1 if failures.count else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _analyse_command(commands)
    one = commands.add_parser("attitude", help="does a marked holder speak well or ill of a marked target?")
    one.add_argument("--jsonl", required=True, help="rows {text, holder: [s, e], target: [s, e]}; - is standard input")
    one.add_argument("--out", type=file_name, help="write to this file instead of standard output")
    one.set_defaults(run=attitude)
    _link_commands(commands)
    _backup_commands(commands)
    one = commands.add_parser("export", help="write an article as a file")
    one.add_argument("article", metavar="ARTICLE_ID")
    one.add_argument("--format", required=True, choices=[*FORMS, "corrections"])
    one.add_argument(
        "--view", default="timeline", help=f"for csv: {', '.join(VIEWS)}; for pictures: {', '.join(CHARTS)}"
    )
    one.add_argument("--machine", action="store_true", help="without readers' corrections")
    one.add_argument("--out", type=file_name, help="write to this file instead of standard output")
    one.set_defaults(run=export)
    one = commands.add_parser("cast", help="find who is the same in many records: one cast of them all")
    one.add_argument("--records", required=True, help="records, one a line (of analyse); - is standard input")
    one.add_argument("--out", type=file_name, help="write to this file instead of standard output")
    _worker_options(one)
    one.set_defaults(run=cast)
    one = commands.add_parser("chronicle", help="merge what many records tell into one timeline")
    one.add_argument("--records", required=True, help="records, one a line (of analyse); - is standard input")
    one.add_argument("--out", type=file_name, help="write to this file instead of standard output")
    _worker_options(one)
    one.set_defaults(run=chronicle)
    one = commands.add_parser("score-corrections", help="how often readers corrected what (JSON lines)")
    one.add_argument("--out", type=file_name, help="write to this file instead of standard output")
    one.set_defaults(run=score_corrections)
    one = commands.add_parser("schema", help="write the record's JSON schema")
    one.add_argument("--out", type=file_name, help="write to this file instead of standard output")
    one.set_defaults(run=schema)
    return parser


def _analyse_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser(
        "analyse",
        help="read articles and write one record a line (JSON)",
        description="Read articles and write one record a line (JSON), in the order of the input. IN, OUT and PATH may "
        "be addresses of an object store (s3://bucket/articles/), where the package that opens them is installed.",
    )
    one.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders or .zip archives of them, or - (standard input)"
    )
    one.add_argument("--date", type=date, help="the articles' date, YYYY-MM-DD, for those that state none")
    one.add_argument(
        "--jsonl",
        metavar="IN",
        help="rows {id, text, date?, title?} instead of files; a folder: of all its .jsonl files; - is standard input",
    )
    one.add_argument(
        "--parquet", metavar="IN", help="the same from the columns of a Parquet file, or of all in a folder"
    )
    one.add_argument(
        "--out",
        type=file_name,
        help="write to this file instead of standard output; .parquet: columns id, title, date, words and "
        "record (the JSON)",
    )
    one.add_argument("--workers", type=worker_count, metavar="N", help="read on N processes (1), of about 700 MB each")
    one.add_argument(
        "--scheduler", metavar="ADDRESS", help="read on the Dask cluster of this scheduler (tcp://HOST:8786)"
    )
    one.add_argument(
        "--resume", action="store_true", help="go on where a run of the same command was stopped, by what is in --out"
    )
    one.add_argument("--quiet", action="store_true", help="say nothing of what was cut away or not read, only failures")
    one.set_defaults(run=analyse)


def _worker_options(command: argparse.ArgumentParser) -> None:
    """Where the records are read; what is made of them is the same."""
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", type=worker_count, default=1, metavar="N", help="read the records on N processes (1)"
    )
    where.add_argument(
        "--scheduler", metavar="ADDRESS", help="read them on the Dask cluster of this scheduler (tcp://HOST:8786)"
    )


def _link_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("share", help="make a link to articles and print it")
    one.add_argument(
        "articles", nargs="+", metavar="ARTICLE_ID", help="the articles that it opens; the first one is shown"
    )
    one.add_argument("--correct", action="store_true", help="whoever opens it may correct, not only read")
    one.add_argument("--days", type=float, default=7, help="how long it works (7); 0: until it is revoked")
    one.set_defaults(run=share)
    one = commands.add_parser("revoke", help="take links back")
    one.add_argument("links", nargs="*", metavar="TOKEN_OR_LINK", help="a link, its token, or its id from “links”")
    one.add_argument("--all", action="store_true", help="take back all of them")
    one.set_defaults(run=revoke)
    one = commands.add_parser("links", help="list every link that was given out")
    one.set_defaults(run=links)
    one = commands.add_parser("owner", help="print the address at which the owner opens the dashboard")
    one.set_defaults(run=owner_address)


def _backup_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("backup", help="write the whole library into a file; Dateline may run")
    one.add_argument("file", type=file_name, metavar="FILE", help="an SQLite file, which is itself a library")
    one.add_argument("--force", action="store_true", help="in place of a file that is there")
    one.set_defaults(run=back_up)
    one = commands.add_parser("restore", help="put the library of a backup in place of this one; Dateline is stopped")
    one.add_argument("file", type=file_name, metavar="FILE", help="what “backup” wrote, also of an older version")
    one.add_argument(
        "--replace", action="store_true", help="also where the library holds something, which is backed up first"
    )
    one.set_defaults(run=restore)
