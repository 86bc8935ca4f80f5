"""Every saved version stays, differences are readable, and people talk about exact places."""

from __future__ import annotations

from uuid import uuid4

import pytest

from eigenstimme.media.models import Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.errors import PassageGone
from eigenstimme.plan.models import Comment, Outcome, Piece, Version
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, draft, handed_in, queries_of, signed_in
from eigenstimme.plan.versions import compared


def edited(cast: Cast, piece: Piece, **changes: object) -> Piece:
    revision = Piece.objects.get(pk=piece.pk).revision
    return actions.edit_piece(piece, draft(cast, **changes), revision=revision, actor=cast.actor(cast.amira))


def page(piece: Piece) -> str:
    return f"/plan/{piece.pk}/versions/"


def test_every_save_keeps_a_version_with_who_saved_it(cast: Cast) -> None:
    piece = a_piece_of_clara(cast, text="Erst so")
    edited(cast, piece, text="Dann so")

    kept = piece.versions.order_by("number")

    assert [(each.number, each.content["text"], each.saved_by) for each in kept] == [
        (1, "Erst so", cast.clara),
        (2, "Dann so", cast.amira),
    ]


def test_difference_shows_what_changed_on_each_channel(cast: Cast) -> None:
    piece = a_piece(cast)
    edited(cast, piece, variants=[VariantDraft(cast.blog, own_text="Nur hier")])
    old, new = piece.versions.order_by("number")

    changed = [each.label for each in compared(old.content, new.content) if each.changed]

    assert [label.split(":")[0] for label in changed] == ["Blog"]


def test_page_marks_new_and_gone_words(cast: Cast) -> None:
    piece = a_piece(cast, text="Wir malen Wände")
    edited(cast, piece, text="Wir streichen Wände")

    shown = signed_in(cast.amira).get(page(piece)).content.decode()

    assert "<ins>streichen</ins>" in shown and "<del>malen</del>" in shown


def test_going_back_brings_words_and_pictures_and_opens_the_approval(cast: Cast) -> None:
    wall = add_picture(a_picture(), alt="Wand", actor=cast.actor(cast.amira))
    piece = a_piece_of_clara(cast, text="Alt", attachments=[Attachment(wall, "Wand")])
    edited(cast, piece, text="Neu")
    asked = handed_in(cast, Piece.objects.get(pk=piece.pk))
    first = Version.objects.get(piece=piece, number=1)

    signed_in(cast.amira).post(f"{page(piece)}{first.number}/restored/")

    piece = Piece.objects.get(pk=piece.pk)
    asked.refresh_from_db()
    assert (piece.text, piece.attached, piece.revision) == ("Alt", [Attachment(wall, "Wand")], 3)
    assert asked.outcome == Outcome.REOPENED


def test_whoever_may_not_edit_cannot_go_back(cast: Cast) -> None:
    piece = a_piece(cast)
    edited(cast, piece, text="Neu")
    with pytest.raises(Denied):
        actions.restore_version(Version.objects.get(piece=piece, number=1), actor=cast.actor(cast.ben))


# --- comments -------------------------------------------------------------------------------------------------


def said(cast: Cast, piece: Piece, **fields: object) -> Comment:
    version = piece.versions.latest("number")
    return actions.comment(version, text="Wirklich?", actor=cast.actor(cast.ben), **fields)  # type: ignore[arg-type]


def test_comment_stands_at_its_passage_and_tells_the_author(cast: Cast) -> None:
    piece = a_piece_of_clara(cast, text="Farbe ist schön. Farbe hält.")

    comment = said(cast, piece, place="text", quote="Farbe", near=15)

    assert (comment.place, comment.start) == ("text", 17)
    assert Notice.objects.filter(membership=cast.clara, code="comment.written").count() == 1


def test_passage_that_is_not_there_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    piece = a_piece(cast)
    with pytest.raises(PassageGone):
        said(cast, piece, quote="steht hier nicht")

    form = {"quote": "steht hier nicht", "text": "Mein langer Hinweis", "form_key": uuid4()}
    answer = signed_in(cast.amira).post(f"{page(piece)}1/comments/", form)

    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert "Mein langer Hinweis" in answer.content.decode()


def test_comment_without_a_word_is_refused(cast: Cast) -> None:
    piece = a_piece(cast)
    answer = signed_in(cast.amira).post(f"{page(piece)}1/comments/", {"text": "  "})
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_same_form_sent_twice_makes_one_comment(cast: Cast) -> None:
    piece, form = a_piece(cast), {"text": "Schön", "form_key": uuid4()}
    for _ in range(2):
        signed_in(cast.amira).post(f"{page(piece)}1/comments/", form)
    assert Comment.objects.count() == 1


def test_answer_tells_everyone_in_the_talk_and_opens_it_again(cast: Cast) -> None:
    piece = a_piece(cast)
    first = said(cast, piece)
    actions.settle_comment(first, actor=cast.actor(cast.ben))

    signed_in(cast.amira).post(f"/plan/comments/{first.pk}/answers/", {"text": "Ja."})

    first.refresh_from_db()
    assert (first.settled_at, first.answers.get().text) == (None, "Ja.")
    assert Notice.objects.filter(membership=cast.ben, code="comment.written").exists()


def test_only_its_author_and_who_may_edit_settle_a_comment(cast: Cast) -> None:
    piece = a_piece(cast)
    first = actions.comment(piece.versions.get(), text="Ton prüfen", actor=cast.actor(cast.amira))

    with pytest.raises(Denied):
        actions.settle_comment(first, actor=cast.actor(cast.ben))
    actions.settle_comment(first, actor=cast.actor(cast.amira))

    first.refresh_from_db()
    assert first.settled_by == cast.amira


def test_whoever_does_not_see_the_piece_neither_reads_nor_comments(cast: Cast) -> None:
    piece = a_piece(cast)
    assert signed_in(cast.dora).get(page(piece)).status_code == 404
    assert signed_in(cast.dora).post(f"{page(piece)}1/comments/", {"text": "x"}).status_code == 404
    with pytest.raises(Denied):
        actions.comment(piece.versions.get(), text="x", actor=cast.actor(cast.dora))


def test_page_costs_the_same_with_one_comment_and_with_five(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    piece, client = a_piece(cast), signed_in(cast.amira)
    said(cast, piece)
    queries_of(client, page(piece))
    few = queries_of(client, page(piece))
    for number in range(4):
        said(cast, piece)
        edited(cast, piece, text=f"Fassung {number}")
    assert queries_of(client, page(piece)) == few
