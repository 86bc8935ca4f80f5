"""Find in the templates what the content security policy forbids or htmx 4 does not know.

No inline script, style or event handler; nothing loaded from another host; only attributes of htmx 4 (most examples
are for htmx 2, whose attributes would be ignored without a word).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "src" / "eigenstimme"
HTMX = re.compile(
    r"\shx-(?!(?:action|boost|config|confirm|delete|disable|encoding|get|headers|ignore|include|indicator|method"
    r"|morph-skip|patch|post|preserve|push-url|put|replace-url|select|select-oob|status|swap|swap-oob|sync|target"
    r"|trigger|validate|vals)\b(?!-))([a-z-]+)"
)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=\s*[\"']", re.IGNORECASE),
    "an event handler in an attribute": re.compile(r"<[^>{]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"(?:href|action)\s*=\s*[\"']\s*javascript:", re.IGNORECASE),
    "something from another host": re.compile(
        r"<(?:script|img|link|iframe|source|video)\b[^>]*(?:src|href)=[\"'](?:https?:)?//"
    ),
}


def main() -> None:
    """Print every fault with its place; fail if there is one."""
    if faults := [fault for file in sorted(SOURCES.rglob("templates/**/*.html")) for fault in _faults(file)]:
        sys.exit("\n".join(faults))


def _faults(file: Path) -> Iterator[str]:
    where = file.relative_to(SOURCES)
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        yield from (
            f"{where}:{number}: {name}" for name, pattern in FORBIDDEN.items() if pattern.search(line)
        )
        yield from (f"{where}:{number}: htmx 4 has no hx-{unknown}" for unknown in HTMX.findall(line))


if __name__ == "__main__":
    main()
