"""What a draft names belongs to the company, whoever calls the verb: forms offer nothing else, programs may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import SnippetDraft, VariantDraft
from eigenstimme.plan.errors import CannotBeResponsible, NobodyToAsk
from eigenstimme.plan.models import Idea, Piece, Snippet
from eigenstimme.plan.tests.pieces import a_piece, draft
from eigenstimme.strategy.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def their_topic(cast: Cast) -> Topic:
    return Topic.objects.create(company=cast.elsewhere, name="Mietrecht", content_class="A")


def their_picture(cast: Cast) -> Asset:
    return add_picture(a_picture(), alt="Akte", actor=cast.actor(cast.dora))


def their_idea(cast: Cast) -> Idea:
    return actions.suggest_idea(text="Urteil erklären", actor=cast.actor(cast.dora))


STRANGE: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "responsible": lambda cast: {"responsible": cast.dora},
    "topic": lambda cast: {"topic": their_topic(cast)},
    "channel": lambda cast: {
        "variants": [VariantDraft(make_channel(cast.elsewhere, cast.dora, name="Kanzlei"))]
    },
    "picture": lambda cast: {"attachments": [Attachment(their_picture(cast), "")]},
    "picture of one channel": lambda cast: {
        "variants": [VariantDraft(cast.blog, attachments=[Attachment(their_picture(cast), "")])]
    },
}


@pytest.mark.parametrize("what", STRANGE)
def test_new_piece_names_nothing_of_another_company(cast: Cast, what: str) -> None:
    strange = STRANGE[what](cast)

    with pytest.raises(Denied):
        actions.draft_piece(draft(cast, **strange), actor=cast.actor(cast.amira))

    assert not Piece.objects.exists()


@pytest.mark.parametrize("what", STRANGE)
def test_changed_piece_names_nothing_of_another_company(cast: Cast, what: str) -> None:
    piece, strange = a_piece(cast), STRANGE[what](cast)

    with pytest.raises(Denied):
        actions.edit_piece(piece, draft(cast, **strange), revision=1, actor=cast.actor(cast.amira))

    assert Piece.objects.get().revision == 1


@pytest.mark.parametrize(
    "strange", [lambda cast: {"idea": their_idea(cast)}, lambda cast: {"author": cast.dora}]
)
def test_piece_comes_from_nobody_of_another_company(
    cast: Cast, strange: Callable[[Cast], dict[str, Any]]
) -> None:
    with pytest.raises(Denied):
        actions.draft_piece(draft(cast), **strange(cast), actor=cast.actor(cast.amira))


@pytest.mark.parametrize("who", ["clara", "robo", "ben"])
def test_only_own_people_who_are_here_are_responsible(cast: Cast, who: str) -> None:
    cast.ben.left_at = timezone.now()
    cast.ben.save()

    with pytest.raises(CannotBeResponsible):
        actions.draft_piece(draft(cast, responsible=getattr(cast, who)), actor=cast.actor(cast.amira))


def test_nobody_of_another_company_is_asked_for_approval(cast: Cast) -> None:
    piece, deadline = a_piece(cast), timezone.now() + timedelta(hours=1)
    amira = cast.actor(cast.amira)

    with pytest.raises(NobodyToAsk):
        actions.hand_in(piece, approver=cast.dora, deadline=deadline, actor=amira)
    with pytest.raises(NobodyToAsk):
        actions.hand_in(piece, approver=cast.amira, deputy=cast.dora, deadline=deadline, actor=amira)


def test_idea_shows_no_picture_of_another_company(cast: Cast) -> None:
    attachments = [Attachment(their_picture(cast), "")]

    with pytest.raises(Denied):
        actions.suggest_idea(text="Schau", attachments=attachments, actor=cast.actor(cast.amira))

    assert not Idea.objects.exists()


def test_snippet_belongs_to_no_channel_or_topic_of_another_company(cast: Cast) -> None:
    channel = make_channel(cast.elsewhere, cast.dora, name="Kanzlei")
    amira = cast.actor(cast.amira)

    for strange in ({"channel": channel}, {"topic": their_topic(cast)}):
        with pytest.raises(Denied):
            actions.add_snippet(SnippetDraft("Gruß", "Ihr Team", "text", **strange), actor=amira)

    assert not Snippet.objects.exists()
