"""The command `eigenstimme`: `run` starts everything on one machine, the others are parts and tools."""

from __future__ import annotations

import argparse
import os
import sys

from eigenstimme.cli.database import at_hand
from eigenstimme.cli.run import Stop, run
from eigenstimme.core.postgres import PostgresError
from eigenstimme.core.process import obey_supervisor

MORE = """
further commands, each with the database at hand (started for it, if need be):
  prepare            bring database and static files up to date (`run` does it by itself)
  demo               load the demo company
  found              found a company of your own, with its first lead
  check              look for faults in the installation
  rotate-key         seal all credentials with a new key
  verify-history     prove that no entry of the history was changed
  manage COMMAND     any other command of Django or of a room; `manage help` lists them

environment:
  EIGENSTIMME_DATA       folder of database, files and keys (./data)
  EIGENSTIMME_URL        the address people use (http://localhost:PORT)
  EIGENSTIMME_PORT       8000
  EIGENSTIMME_MAIL_URL   smtp://host:port; without it mails become files in the data folder
  DATABASE_URL           postgresql://user:password@host/name; without it the program runs its own server
"""


def main() -> None:
    """Run the command of the command line. Ends with one sentence where a person has to mend something."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eigenstimme.settings")
    os.environ.setdefault("EIGENSTIMME_HASHED_STATIC", "1")
    obey_supervisor()
    try:
        _obey(sys.argv[1:])
    except (PostgresError, Stop) as problem:
        sys.exit(f"Eigenstimme: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)


def _obey(words: list[str]) -> None:
    if words and words[0] not in _PARTS and not words[0].startswith("-"):
        _manage(words[1:] if words[0] == "manage" else [words[0].replace("-", "_"), *words[1:]])
        return
    given = _parser().parse_args(words)
    if given.command == "run":
        run(host=given.host, port=given.port, demo=given.demo)
    else:
        _part(given.command)


def _manage(words: list[str]) -> None:
    from django.core.management import execute_from_command_line

    with at_hand():
        execute_from_command_line(["eigenstimme", *words])


def _part(name: str) -> None:
    """One of the processes `run` starts; alone on its machine when DATABASE_URL leads to another."""
    import django

    with at_hand():
        django.setup()
        if name == "web":
            from eigenstimme.cli.web import serve

            serve()
        else:
            from eigenstimme.cli.worker import work

            work()


_PARTS = {
    "run": "start everything: database, web and worker",
    "web": "start the web server alone",
    "worker": "start the worker alone: publishing, mails, everything that takes time",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="eigenstimme", epilog=MORE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parsers = {name: commands.add_parser(name, help=text, description=text) for name, text in _PARTS.items()}
    port = int(os.environ.get("EIGENSTIMME_PORT", "8000"))
    host = os.environ.get("EIGENSTIMME_HOST", "127.0.0.1")
    parsers["run"].add_argument("--port", type=int, default=port, help="default: %(default)s")
    parsers["run"].add_argument("--host", default=host, help="address to listen on, default: %(default)s")
    parsers["run"].add_argument("--no-demo", dest="demo", action="store_false", help="start with nothing")
    return parser
