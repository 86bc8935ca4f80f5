"""Keep the German catalogues complete, without GNU gettext.

    messages.py update [room …]   read the sources, merge what is new into the room's catalogue
    messages.py compile           make the .mo files Django reads
    messages.py check             fail on anything missing, doubtful or left over

Every room (a folder of `src/eigenstimme/`) has one catalogue, `<room>/locale/de/LC_MESSAGES/django.po`.
Source strings are English. In Python they are marked by Django's functions or by `_`, which a room without
Django imports from `connectors.text` (`gettext_noop as _`); in templates by `translate` and `blocktranslate`.
A comment that begins with `Translators:` above a string goes into the catalogue.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "eigenstimme"
LANGUAGE = "de"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0+ ]*[\d.]*[a-zA-Z]|%[sdrf]|\{\w*\}|</?[a-zA-Z]+")
VOLATILE = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
)
HEADER = "# German catalogue. Source strings are English; address the reader with “Sie”."

Key = tuple[str | None, str | tuple[str, ...]]


def main() -> None:
    """Run the named command."""
    parser = argparse.ArgumentParser(description="Keep the German catalogues complete.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update").add_argument("rooms", nargs="*", help="default: every room")
    commands.add_parser("compile")
    commands.add_parser("check")
    arguments = parser.parse_args()
    if arguments.command == "update":
        update(arguments.rooms or rooms())
    elif arguments.command == "compile":
        compile_all()
    elif problems := list(check()):
        sys.exit("\n".join(problems))


def rooms() -> list[str]:
    """Return the names of all folders that hold Python or templates."""
    return sorted(folder.parent.name for folder in PACKAGE.glob("*/__init__.py"))


def update(names: Iterable[str]) -> None:
    """Merge what the sources say into the catalogues; what is gone from the sources goes from them too.

    A string another room has translated already gets the same translation.
    """
    known = {
        _key(message): message for room in rooms() for message in stored(room) if _is_translated(message)
    }
    for room in names:
        found = extracted(room)
        if not len(found) and not po_file(room).exists():
            continue
        catalog = stored(room)
        catalog.update(found, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        for message in catalog:
            if message.id and not _is_translated(message) and _key(message) in known:
                message.string = known[_key(message)].string
        po_file(room).parent.mkdir(parents=True, exist_ok=True)
        po_file(room).write_text(_as_text(catalog))
        missing = sum(1 for message in catalog if message.id and not _is_translated(message))
        print(f"{room}: {len(catalog)} strings, {missing} to translate")


def compile_all() -> None:
    """Write a .mo file beside every catalogue."""
    for room in rooms():
        if po_file(room).exists():
            target = io.BytesIO()
            write_mo(target, stored(room))
            po_file(room).with_suffix(".mo").write_bytes(target.getvalue())


def check() -> Iterator[str]:
    """Say everything that is wrong with the catalogues, one sentence each."""
    seen: dict[Key, tuple[str, list[str]]] = {}
    for room in rooms():
        yield from _room_problems(room)
        for message in filter(_is_translated, stored(room)):
            other, translations = seen.setdefault(_key(message), (room, _translations(message)))
            if message.id and translations != _translations(message):
                yield f"{room}: {_quoted(message)} has another translation in {other}, and Django uses one"


def _room_problems(room: str) -> Iterator[str]:
    found, catalog = {_key(m): m for m in extracted(room)}, {_key(m): m for m in stored(room)}
    for key in sorted(found.keys() - catalog.keys(), key=str):
        yield f"{room}: {_quoted(found[key])} is not in the catalogue (messages.py update {room})"
    for key in sorted(catalog.keys() - found.keys(), key=str):
        yield f"{room}: {_quoted(catalog[key])} is not in the sources any more (messages.py update {room})"
    if stored(room).obsolete:
        yield f"{room}: the catalogue holds obsolete strings (messages.py update {room})"
    for message in catalog.values():
        if message.id:
            yield from (f"{room}: {_quoted(message)} {fault}" for fault in _faults(message))


def _faults(message: Message) -> Iterator[str]:
    translations = _translations(message)
    if message.fuzzy:
        yield "is marked as fuzzy"
    if not _is_translated(message):
        yield "is not translated"
        return
    allowed = [_placeholders(source) for source in _sources(message)]
    if any(_placeholders(text) not in allowed for text in translations):
        yield "has other placeholders or tags in its translation"
    source = _sources(message)[0]
    if any(
        (text[0] == "\n", text[-1] == "\n") != (source[0] == "\n", source[-1] == "\n")
        for text in translations
    ):
        yield "begins or ends with a line break on one side only"


def extracted(room: str) -> Catalog:
    """Return a catalogue of all strings in the room's sources, without translations."""
    catalog = Catalog(fuzzy=False)
    for file in _sources_of(room):
        code = _template_code(file) if file.suffix in {".html", ".txt"} else file.read_bytes()
        for line, text, comments, context in extract("python", io.BytesIO(code), KEYWORDS, ("Translators:",)):
            where = (file.relative_to(PACKAGE).as_posix(), line)
            catalog.add(text, locations=[where], auto_comments=comments, context=context)
    return catalog


def _sources_of(room: str) -> list[Path]:
    folder = PACKAGE / room
    files = [*folder.rglob("*.py"), *folder.rglob("templates/**/*.html"), *folder.rglob("templates/**/*.txt")]
    return sorted(file for file in files if not {"tests", "migrations"} & set(file.relative_to(folder).parts))


def _template_code(file: Path) -> bytes:
    """Return the template as Python calls, without the indentation the tokenizer would stumble over."""
    code = templatize(file.read_text(), origin=str(file))
    return "\n".join(line.lstrip() for line in code.splitlines()).encode()


def stored(room: str) -> Catalog:
    """Return the room's German catalogue, empty if there is none yet."""
    if not po_file(room).exists():
        return Catalog(locale=LANGUAGE, fuzzy=False)
    with po_file(room).open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def po_file(room: str) -> Path:
    """Return the place of the room's German catalogue."""
    return PACKAGE / room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def _as_text(catalog: Catalog) -> str:
    catalog.header_comment, catalog.fuzzy = HEADER, False
    target = io.BytesIO()
    write_po(target, catalog, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = target.getvalue().decode().splitlines(keepends=True)
    noise = tuple(f'"{name}:' for name in (*VOLATILE, "Project-Id-Version", "Generated-By"))
    return "".join(line for line in lines if not line.startswith(noise))


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def _sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _translations(message: Message) -> list[str]:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [])
    plural = not isinstance(message.id, str)
    return texts if len(texts) == 1 + plural else [""]


def _is_translated(message: Message) -> bool:
    return all(_translations(message))


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def _quoted(message: Message) -> str:
    return f"“{_sources(message)[0]}”"


if __name__ == "__main__":
    main()
