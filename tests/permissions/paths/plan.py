"""Ideas, pieces, approvals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from eigenstimme.people.actor import Actor
from eigenstimme.plan import actions as plan
from eigenstimme.plan.forms.series import SeriesForm
from eigenstimme.plan.links import approval_path
from eigenstimme.plan.models import Comment, Format, Piece, Series, Version
from eigenstimme.plan.rhythm import Pattern, Rhythm
from eigenstimme.plan.versions import content_of
from tests.permissions.scene import Scene, Someone
from tests.permissions.ways import Call, Go, Path, Prepare, act, get, in_days, listed, other, post, reads


def _draft(scene: Scene) -> plan.Draft:
    return plan.Draft(
        title="Neu", text="Neu", topic=scene.cast.everyday, variants=[plan.VariantDraft(scene.cast.blog)]
    )


def _edit(scene: Scene, actor: Actor) -> None:
    piece = scene.piece()
    plan.edit_piece(piece, _draft(scene), revision=piece.revision, actor=actor)


def _move(scene: Scene, actor: Actor) -> None:
    piece = scene.piece()
    plan.move_piece(
        piece, at=piece.planned_for, to=timezone.now() + timedelta(days=3), revision=1, actor=actor
    )


def _hand_in(scene: Scene, actor: Actor) -> None:
    plan.hand_in(
        scene.piece(), approver=scene.lead, deadline=timezone.now() + timedelta(hours=4), actor=actor
    )


SNIPPET = {"name": "Gruß", "text": "Bis bald!", "kind": "text"}


def _snippet() -> plan.SnippetDraft:
    return plan.SnippetDraft(name=SNIPPET["name"], text=SNIPPET["text"], kind=SNIPPET["kind"])


def _with_snippet(scene: Scene) -> list[object]:
    scene.snippet()
    return []


def _name_links(scene: Scene, actor: Actor) -> None:
    rules = {"source": "{network}", "medium": "social", "campaign": "", "content": ""}
    plan.change_link_rules(scene.cast.company, domains=["kern.example"], actor=actor, **rules)


FORMAT = {
    "name": "Neu",
    "pattern": "weekly",
    "weekdays": ["4"],
    "step": "1",
    "clock": "18:00",
    "first_day": "2026-11-20",
}


def _format_draft() -> plan.FormatDraft:
    return plan.FormatDraft("Neu", Rhythm(Pattern.WEEKLY, time(18), date(2026, 11, 20), weekdays=(4,)))


def _change_format(scene: Scene, actor: Actor) -> None:
    plan.change_format(scene.format(), _format_draft(), actor=actor)


def _in_series(scene: Scene) -> Piece:
    """The first of two."""
    first, second = scene.piece(), scene.piece()
    series = Series(company=scene.cast.company, started_by=scene.lead, count=1)
    series.rhythm = replace(_format_draft().rhythm, count=1)
    series.save()
    Piece.objects.filter(pk__in=[first.pk, second.pk]).update(series=series)
    Piece.objects.filter(pk=second.pk).update(planned_for=timezone.now() + timedelta(days=8), text="Anders")
    return Piece.objects.get(pk=first.pk)


def _typed_series(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    piece = scene.piece()
    typed = {**FORMAT, "count": "1", "first_day": "2027-01-01"}
    sent = QueryDict(mutable=True)
    for name, value in {**typed, "weekdays": "4"}.items():
        sent[name] = str(value)
    form = SeriesForm(sent, piece=piece)
    form.full_clean()
    return [piece.pk], {**typed, "seen": form.seen}


def _release(content_class: str) -> Call:
    return lambda scene, actor: plan.release(scene.piece(content_class), actor=actor)


def _approve(check: str) -> Call:
    return lambda scene, actor: plan.approve(scene.asked(check), actor=actor)


def _return(check: str) -> Call:
    return lambda scene, actor: plan.return_with_wish(scene.asked(check), wish="x", actor=actor)


def _refuse(check: str) -> Call:
    return lambda scene, actor: plan.refuse(scene.asked(check), wish="x", actor=actor)


def _version(scene: Scene) -> Version:
    piece = scene.piece()
    return Version.objects.create(
        piece=piece, number=piece.revision, content=content_of(piece), saved_by=scene.lead
    )


def _to_version(scene: Scene) -> list[object]:
    version = _version(scene)
    return [version.piece_id, version.number]


def _comment(scene: Scene, actor: Actor) -> Comment:
    return plan.comment(_version(scene), text="x", actor=actor)


def _talk(scene: Scene) -> Comment:
    return _comment(scene, Actor.of(scene.lead))


def _typed_piece(scene: Scene) -> dict[str, Any]:
    channel = scene.cast.blog
    return {
        "title": "Neu",
        "text": "Neu",
        "topic": scene.cast.everyday.pk,
        "responsible": scene.lead.pk,
        f"channel-{channel.pk}": "on",
    }


def _to_release(content_class: str) -> Prepare:
    return lambda scene: ([scene.piece(content_class).pk], {})


def _mail_link(check: str) -> Go:
    """The link names a person; what they may do is asked when it is used. Nobody has none."""

    def go(scene: Scene, someone: Someone) -> bool:
        approval = scene.asked(check)
        link = reverse("plan:approval_by_link", args=["x"])
        if someone.membership:
            link = approval_path(approval, someone.membership)
        before = scene.acts_on_record()
        Someone("nobody", None).browser().post(link, {"answer": "approve"})
        return scene.acts_on_record() > before

    return go


PATHS: list[Path] = [
    other("plan.read", "reading pieces", reads(Piece, lambda s: s.piece())),
    get("plan.read", "plan:piece", lambda s: [s.piece().pk]),
    other("plan.read", "page plan:ideas", listed("plan:ideas", Scene.idea), "plan:ideas"),
    other(
        "plan.read", "page plan:reading_list", listed("plan:reading_list", Scene.find), "plan:reading_list"
    ),
    act("idea.suggest", plan.suggest_idea, lambda s, a: plan.suggest_idea(text="Neu", actor=a)),
    act("piece.draft", plan.drop_idea, lambda s, a: plan.drop_idea(s.idea(), actor=a)),
    act("piece.draft", plan.draft_piece, lambda s, a: plan.draft_piece(_draft(s), actor=a)),
    act("piece.draft", plan.edit_piece, _edit),
    act("piece.draft", plan.move_piece, _move),
    act("piece.draft", plan.drop_piece, lambda s, a: plan.drop_piece(s.piece(), actor=a)),
    act("piece.draft", plan.hand_in, _hand_in),
    act("piece.draft", plan.withdraw_request, lambda s, a: plan.withdraw_request(s.asked().piece, actor=a)),
    act("plan.read", plan.comment, _comment),
    act("plan.read", plan.answer_comment, lambda s, a: plan.answer_comment(_talk(s), text="x", actor=a)),
    get("plan.read", "plan:versions", lambda s: [s.piece().pk]),
    post("plan.read", "plan:comment", lambda s: (_to_version(s), {"text": "x"})),
    post("plan.read", "plan:comment_answer", lambda s: ([_talk(s).pk], {"text": "x"})),
    post("piece.draft", "plan:comment_settled", lambda s: ([_talk(s).pk], {})),
    post("piece.draft", "plan:restored", lambda s: (_to_version(s), {})),
    post("piece.approve", "plan:approve_several", lambda s: ([], {"approval": s.asked().pk})),
    *(act(f"piece.publish/{letter}", plan.release, _release(letter)) for letter in "ABC"),
    act("crisis.speak", plan.release, _release("D")),
    act("piece.approve", plan.approve, _approve("approval")),
    act("piece.approve", plan.return_with_wish, _return("approval")),
    act("piece.approve", plan.refuse, _refuse("approval")),
    act("piece.check", plan.approve, _approve("expert")),
    act("piece.check", plan.return_with_wish, _return("expert")),
    act("piece.check", plan.refuse, _refuse("expert")),
    other("piece.approve", "mail link", _mail_link("approval"), "plan:approval_by_link"),
    other("piece.check", "mail link", _mail_link("expert"), "plan:approval_by_link"),
    act("piece.draft", plan.add_snippet, lambda s, a: plan.add_snippet(_snippet(), actor=a)),
    act(
        "piece.draft",
        plan.change_snippet,
        lambda s, a: plan.change_snippet(s.snippet(), _snippet(), actor=a),
    ),
    act("piece.draft", plan.remove_snippet, lambda s, a: plan.remove_snippet(s.snippet(), actor=a)),
    act("company.manage", plan.change_link_rules, _name_links),
    get("piece.draft", "plan:snippet_menu", _with_snippet),
    get("piece.draft", "plan:aids", _with_snippet),
    post("piece.draft", "plan:new_snippet", lambda s: ([], SNIPPET)),
    post("piece.draft", "plan:snippet", lambda s: ([s.snippet().pk], SNIPPET)),
    post("piece.draft", "plan:snippet_removed", lambda s: ([s.snippet().pk], {})),
    post("company.manage", "plan:links", lambda s: ([], {"domains": "kern.example"})),
    other("plan.read", "reading formats", reads(Format, lambda s: s.format())),
    other("plan.read", "page plan:formats", listed("plan:formats", lambda s: s.format()), "plan:formats"),
    act("topic.manage", plan.add_format, lambda s, a: plan.add_format(_format_draft(), actor=a)),
    act("topic.manage", plan.change_format, _change_format),
    act("topic.manage", plan.retire_format, lambda s, a: plan.retire_format(s.format(), actor=a)),
    post("topic.manage", "plan:new_format", lambda s: ([], FORMAT)),
    post("topic.manage", "plan:format", lambda s: ([s.format().pk], FORMAT)),
    post("topic.manage", "plan:format_retired", lambda s: ([s.format().pk], {})),
    post("piece.draft", "plan:repeat", _typed_series),
    post("piece.draft", "plan:series_words", lambda s: ([_in_series(s).pk], {})),
    post("piece.draft", "plan:series_end", lambda s: ([_in_series(s).pk], {})),
    post("idea.suggest", "plan:capture", lambda s: ([], {"text": "Neu"})),
    post("piece.draft", "plan:idea_dropped", lambda s: ([s.idea().pk], {})),
    post("piece.draft", "plan:new", lambda s: ([], _typed_piece(s))),
    post("piece.draft", "plan:edit", lambda s: ([s.piece().pk], {**_typed_piece(s), "revision": 1})),
    post(
        "piece.draft",
        "plan:request",
        lambda s: ([s.piece().pk], {"approver": s.lead.pk, "deadline": in_days(1)}),
    ),
    post("piece.draft", "plan:dropped", lambda s: ([s.piece().pk], {})),
    post("piece.draft", "plan:request_withdrawn", lambda s: ([s.asked().piece_id], {})),
    *(post(f"piece.publish/{letter}", "plan:release", _to_release(letter)) for letter in "ABC"),
    post("crisis.speak", "plan:release", _to_release("D")),
    post("piece.approve", "plan:answer", lambda s: ([s.asked().pk], {"answer": "approve"})),
    post("piece.check", "plan:answer", lambda s: ([s.asked("expert").pk], {"answer": "approve"})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "app_start": "leads home",
    "capture_empty": "shows an empty form, the same to everybody",
    "capture_shared": "fills a form; taking in its files asks what catching an idea asks",
    "capture_ticket": "says to a browser who is signed in with it",
    "worker": "is a script, the same for everybody",
    "approvals": "lists what one was asked oneself",
    "approvals_week": "lists what one was asked oneself",
    "own_and_shared": "counts the posts one sees",
    "lead_times": "counts the requests one sees",
    "writers": "names who writes in a piece one may see; nobody else finds it",
    "channel_part": "the empty fields of a channel one may draft on; for others there is none",
    "channel_crops": "fields of a channel one may draft on, for files that visible_to lets through",
    "unsaved_discarded": "throws away what one typed oneself",
}

PARTS_OF_OTHERS = {
    "eigenstimme.plan.actions.series.repeat_piece": "drafting each of them asks once more",
    "eigenstimme.plan.actions.series.carry_on": "editing each of them asks once more",
    "eigenstimme.plan.actions.series.end_series": "dropping each of them asks once more",
    "eigenstimme.plan.actions.comments.settle_comment": "asks what editing asks",
    "eigenstimme.plan.actions.versions.restore_version": "editing asks first",
    "eigenstimme.plan.actions.approvals.reopen": "editing and dropping ask first",
    "eigenstimme.plan.actions.release.release_as_approved": "approving asks first",
}
