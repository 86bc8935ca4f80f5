"""Documents that come with a delivery: known by their content, never by their name.

puremagic 1.30 takes every ZIP archive for a Word document, so the two kinds of archive we take are told apart by what
their formats demand: a part that holds the text (ECMA-376, part 1), or a first entry ``mimetype`` (OpenDocument 1.3,
part 2).
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _

from eigenstimme.orders.errors import BadFile

LARGEST = 40 * 1024 * 1024  # bytes
ACCEPT = ".pdf,.docx,.odt"
PDF = ("pdf", "application/pdf")
DOCX = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT = ("odt", "application/vnd.oasis.opendocument.text")
MACROS = "vbaProject.bin"


@dataclass(frozen=True)
class Document:
    """A document whose kind is certain."""

    name: str
    content: bytes
    extension: str
    media_type: str


def known(upload: File[bytes]) -> Document:
    """Read and judged. Raises ``BadFile`` for what is no PDF, Word or OpenDocument text, or holds macros."""
    name = _clean_name(upload.name or "")
    if upload.size > LARGEST:
        raise BadFile(_("“%(name)s” is larger than 40 MB. Please deliver it as a link.") % {"name": name})
    upload.seek(0)
    content = upload.read()
    kind = _kind(upload, content)
    if kind is None:
        raise BadFile(
            _(
                "“%(name)s” is neither PDF nor Word nor OpenDocument (or it holds macros). Please choose another file."
            )
            % {"name": name}
        )
    return Document(name, content, *kind)


def _kind(upload: File[bytes], content: bytes) -> tuple[str, str] | None:
    if content.startswith(b"%PDF-"):
        return PDF
    try:
        with zipfile.ZipFile(upload.file or upload) as archive:
            return _kind_of_archive(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None


def _kind_of_archive(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    names = archive.namelist()
    if any(name.endswith(MACROS) or name.startswith("Basic/") for name in names):
        return None
    if "word/document.xml" in names and "[Content_Types].xml" in names:
        return DOCX
    first = archive.infolist()[0] if names else None
    if first and first.filename == "mimetype" and first.file_size == len(ODT[1]):
        return ODT if archive.read(first) == ODT[1].encode() else None
    return None


def _clean_name(name: str) -> str:
    """The last part of the name without what does not belong into a header; never empty."""
    bare = re.sub(r'[\x00-\x1f\x7f"\\/]+', " ", name.replace("\\", "/").rpartition("/")[2]).strip()
    return bare[-120:] or "document"
