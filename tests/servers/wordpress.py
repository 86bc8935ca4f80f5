"""A real WordPress on loopback: Debian's ``wordpress``, MariaDB on a socket, PHP's own web server.

Packages: wordpress wordpress-theme-twentytwentythree php-cli php-mysql php-gd php-xml php-mbstring php-curl
php-zip php-intl mariadb-server.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.servers.process import free_port, running, wait_until

FILES = Path(__file__).parent / "wordpress"
PACKAGED = Path("/usr/share/wordpress")
PACKAGED_CONTENT = Path("/var/lib/wordpress/wp-content")
BINARIES = ("php", "mariadbd", "mariadb", "mariadb-install-db")


@dataclass(frozen=True)
class User:
    name: str
    password: str
    application_password: str


@dataclass(frozen=True)
class WordPress:
    """A running blog. Users: admin, editor1, author1, subscriber1."""

    url: str
    users: Mapping[str, User]
    site: Path
    environment: Mapping[str, str]

    def run(self, code: str) -> str:
        """Run PHP inside WordPress and return what it printed."""
        return _php(["-r", f"require 'wp-load.php'; {code}"], self.site, self.environment)

    def comment(self, post_id: str, text: str, name: str = "Gerda Busch", parent: str = "0") -> None:
        """Comment as a visitor does, through the form under the post."""
        form = {
            "comment_post_ID": post_id,
            "comment_parent": parent,
            "author": name,
            "email": f"{name.split()[0].lower()}@example.org",
            "comment": text,
        }
        answer = httpx.post(f"{self.url}/wp-comments-post.php", data=form)
        assert answer.status_code == 302, answer.text


def missing() -> str:
    """Name what must be installed first; empty when all is there."""
    absent = [name for name in BINARIES if not shutil.which(name)]
    return ", ".join([*absent, *([] if PACKAGED.is_dir() else ["wordpress"])])


@contextmanager
def wordpress(folder: Path) -> Iterator[WordPress]:
    """Install WordPress in ``folder``, serve it on a free port, and take everything down at the end."""
    database, site, url = folder / "db", folder / "site", f"http://127.0.0.1:{free_port()}"
    environment = {
        **os.environ,
        "WP_SOCKET": str(database / "s.sock"),
        "WP_URL": url,
        "PHP_CLI_SERVER_WORKERS": "4",
    }
    with ExitStack() as stack:
        _start_database(stack, database, folder / "mariadb.log")
        _lay_out(site)
        users = json.loads(_php([str(FILES / "install.php")], site, environment))
        serve = [
            "php",
            *_settings(),
            "-S",
            url.removeprefix("http://"),
            "-t",
            str(site),
            str(FILES / "router.php"),
        ]
        stack.enter_context(running(serve, folder / "php.log", environment))
        wait_until(lambda: httpx.get(f"{url}/wp-json/").is_success, "WordPress")
        yield WordPress(url, {name: User(name, **user) for name, user in users.items()}, site, environment)


def _start_database(stack: ExitStack, data: Path, log: Path) -> None:
    user = f"--user={'root' if os.geteuid() == 0 else os.environ['USER']}"
    install = ["mariadb-install-db", "--no-defaults", user, f"--datadir={data}", "--skip-test-db"]
    subprocess.run([*install, "--auth-root-authentication-method=normal"], check=True, capture_output=True)
    connection = f"--socket={data / 's.sock'}"
    serve = ["mariadbd", "--no-defaults", user, f"--datadir={data}", connection, "--skip-networking"]
    stack.enter_context(running([*serve, "--innodb-flush-log-at-trx-commit=0"], log, os.environ))
    client = ["mariadb", "--no-defaults", connection, "-uroot", "-e"]
    wait_until(lambda: _succeeds([*client, "select 1"]), "MariaDB")
    create = "create database wp character set utf8mb4; create user wp@localhost identified by 'wp';"
    subprocess.run([*client, f"{create} grant all on wp.* to wp@localhost"], check=True)


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def _lay_out(site: Path) -> None:
    shutil.copytree(PACKAGED, site, ignore=shutil.ignore_patterns("wp-config.php"), dirs_exist_ok=True)
    shutil.copytree(PACKAGED_CONTENT, site / "wp-content", dirs_exist_ok=True)
    shutil.copy(FILES / "wp-config.php", site)
    plugins = site / "wp-content" / "mu-plugins"
    plugins.mkdir()
    shutil.copy(FILES / "tests.php", plugins)


def _settings() -> list[str]:
    values = ("sendmail_path=/bin/true", "upload_max_filesize=20M", "post_max_size=25M")
    return [part for value in values for part in ("-d", value)]


def _php(arguments: list[str], site: Path, environment: Mapping[str, str]) -> str:
    command = ["php", *_settings(), *arguments]
    return subprocess.run(
        command, cwd=site, env=environment, check=True, capture_output=True, text=True
    ).stdout
