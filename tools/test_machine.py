"""Install what the tests need beside Python: a browser, real servers. Only root on a machine with apt can.

What is there is skipped, what cannot be had is named; the tests that would need it are then skipped by name, which
fails the run where `CI` is set.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = [
    # the journeys
    "chromium",
    "fonts-dejavu-core",
    "fonts-noto-color-emoji",
    # a real WordPress
    "mariadb-server",
    "php-cli",
    "php-curl",
    "php-gd",
    "php-intl",
    "php-mbstring",
    "php-mysql",
    "php-xml",
    "php-zip",
    "wordpress",
    "wordpress-theme-twentytwentythree",
    # a real server with the Mastodon interface; on Debian 12 it comes from backports
    "snac2",
    # a real Bluesky network
    "g++",
    "gcc",
    "make",
    "postgresql",
    "postgresql-contrib",
    "redis-server",
]
BACKPORTS = Path("/etc/apt/sources.list.d/eigenstimme-backports.sources")
OWN_SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
NO_SERVICES = Path("/usr/sbin/policy-rc.d")


def main() -> None:
    """Install what is missing and say what could not be."""
    if absent := _absent(PACKAGES):
        _install(absent)
    for package in _absent(PACKAGES):
        print(f"test machine: {package} is not installed; the tests that need it are skipped")
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    install = [sys.executable, "-m", "tests.servers.bluesky", "install"]
    if subprocess.run(install, cwd=ROOT, env=environment).returncode:
        print("test machine: Bluesky's servers could not be installed; the tests that need them are skipped")


def _absent(packages: list[str]) -> list[str]:
    if not shutil.which("dpkg-query"):
        return packages
    ask = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\n", *packages]
    answer = subprocess.run(ask, capture_output=True, text=True).stdout
    present = {line.split()[1] for line in answer.splitlines() if line.startswith("installed ")}
    return [package for package in packages if package not in present]


def _install(packages: list[str]) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"test machine: installing {', '.join(packages)}", flush=True)
    started = _forbid_services()
    try:
        _apt("update")
        if "snac2" in packages and not _is_known("snac2") and _add_backports():
            _apt("update")
        if not _apt("install", *packages):
            for package in packages:  # one that cannot be had must not hold up the others
                _apt("install", package)
    finally:
        if started:
            NO_SERVICES.unlink()


def _apt(command: str, *packages: str) -> bool:
    options = ["--yes", "--quiet=2", "--option=DPkg::Lock::Timeout=300", "--no-install-recommends"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *options, command, *packages], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def _forbid_services() -> bool:
    """Keep apt from starting databases and servers of its own; true if that was not forbidden before."""
    if NO_SERVICES.exists():
        return False
    NO_SERVICES.write_text("#!/bin/sh\nexit 101\n")
    NO_SERVICES.chmod(0o755)
    return True


def _is_known(package: str) -> bool:
    return bool(subprocess.run(["apt-cache", "madison", package], capture_output=True, text=True).stdout)


def _add_backports() -> bool:
    """Name the machine's own mirror a second time, for the suite of backports."""
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line
    )
    if release.get("ID") != "debian" or not OWN_SOURCES.exists():
        return False
    first = OWN_SOURCES.read_text().split("\n\n")[0]
    suites = f"Suites: {release['VERSION_CODENAME']}-backports"
    lines = [suites if line.startswith("Suites:") else line for line in first.splitlines()]
    BACKPORTS.write_text("\n".join(lines) + "\n")
    return True


if __name__ == "__main__":
    main()
