"""The briefing as a PDF: anybody can read it, also with a screen reader."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding.briefing import briefing
from eigenstimme.onboarding.document import document
from eigenstimme.onboarding.tests.books import GERMAN, publish
from eigenstimme.people.tests.cast import Cast, grant

pytestmark = pytest.mark.django_db


def read(cast: Cast, language: str) -> PdfReader:
    mandate = Mandate.objects.for_words().get(holder=cast.clara)
    with translation.override(language):
        return PdfReader(io.BytesIO(document(briefing(mandate))))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize(
    ("language", "title", "promise"),
    [
        ("de", "Briefing für Clara Frei", "dass Menschen gern heimkommen"),
        ("en", "Briefing for Clara Frei", "people like to come home to"),
    ],
)
def test_pdf_has_title_language_tags_and_text(cast: Cast, language: str, title: str, promise: str) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    publish(cast)

    pdf = read(cast, language)

    root: Any = pdf.trailer["/Root"]
    assert (pdf.metadata.title if pdf.metadata else "", root["/Lang"]) == (title, language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    text = text_of(pdf)
    assert promise in text
    assert GERMAN["voice"]["traits"][0]["after"] in text


def test_what_people_typed_is_text_and_never_a_template(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    publish(cast, promise='#panic("x") *fett* $x$ // weg "Ende" \\')
    assert '#panic("x") *fett* $x$ // weg "Ende" \\' in text_of(read(cast, "de"))


def test_long_content_runs_over_pages_with_numbers(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    publish(cast, promise="Donaudampfschifffahrtsgesellschaft und sehr viel mehr. " * 200)
    pdf = read(cast, "de")
    assert len(pdf.pages) > 2
    assert f"Seite 2 / {len(pdf.pages)}" in text_of(pdf)


def test_document_is_for_those_who_see_the_mandate(cast: Cast, client: Client) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.ben)
    publish(cast)
    address = reverse("onboarding:document", args=[mandate.pk])
    for member, expected in (
        (cast.clara, 200),
        (cast.ben, 200),
        (cast.amira, 200),
        (cast.robo, 404),
        (cast.dora, 404),
    ):
        client.force_login(member.person)
        assert client.get(address).status_code == expected
