"""Every path to every right, each as one small callable that says whether it let somebody through.

An act went through if the company's history holds it afterwards; reading, if the reader met what stands there.
Whoever adds a verb with an ``actor``, or an address, adds its line here: ``test_matrix`` misses it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from eigenstimme.audit.models import Entry
from eigenstimme.channels import actions as channels
from eigenstimme.channels.models import Channel
from eigenstimme.inbox import actions as inbox
from eigenstimme.inbox.models import Conversation
from eigenstimme.mandates import actions as mandates
from eigenstimme.media import upload
from eigenstimme.media.models import Picture
from eigenstimme.people import actions as people
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.links import approval_path
from eigenstimme.plan.models import Piece
from eigenstimme.publishing import actions as publishing
from eigenstimme.publishing.engine import carry_out
from eigenstimme.publishing.models import Publication, State
from eigenstimme.strategy import actions as strategy
from tests.permissions.scene import MARK, Scene, Someone

Go = Callable[[Scene, Someone], bool]
Verb = Callable[..., Any]
Call = Callable[[Scene, Actor], object]
Prepare = Callable[[Scene], tuple[list[object], dict[str, Any]]]


@dataclass(frozen=True)
class Path:
    """One way to use one right. ``verb`` is the action that is called directly, ``address`` the page that is asked."""

    right: str
    how: str
    go: Go
    verb: Verb | None = None
    address: str = ""

    def __str__(self) -> str:
        return f"{self.right} by {self.how}"


PATHS: list[Path] = []


def act(right: str, verb: Verb, call: Call) -> None:
    """The action itself, as the worker, the command line and every page call it."""

    def go(scene: Scene, someone: Someone) -> bool:
        before = scene.acts_on_record()
        try:
            call(scene, someone.actor)
        except Denied:
            return False
        return scene.acts_on_record() > before

    room = verb.__module__.split(".")[1]
    PATHS.append(Path(right, f"action {room}.{verb.__name__}", go, verb=verb))


def reaches(right: str, verb: Verb, call: Call) -> None:
    """An action that goes on to ask a network: whatever happens there, it was let through."""

    def go(scene: Scene, someone: Someone) -> bool:
        try:
            with transaction.atomic():
                call(scene, someone.actor)
        except Denied:
            return False
        except Exception:
            return True
        return True

    room = verb.__module__.split(".")[1]
    PATHS.append(Path(right, f"action {room}.{verb.__name__}", go, verb=verb))


def post(right: str, name: str, prepare: Prepare) -> None:
    """A form sent to an address; ``prepare`` makes the address's arguments and what is typed."""

    def go(scene: Scene, someone: Someone) -> bool:
        arguments, typed = prepare(scene)
        before = scene.acts_on_record()
        someone.browser().post(reverse(name, args=arguments), typed)
        return scene.acts_on_record() > before

    PATHS.append(Path(right, f"form {name}", go, address=name))


def get(right: str, name: str, prepare: Callable[[Scene], list[object]]) -> None:
    """A page that shows ``MARK``, or is there at all only for whoever may."""

    def go(scene: Scene, someone: Someone) -> bool:
        answer = someone.browser().get(reverse(name, args=prepare(scene)))
        return answer.status_code == 200 and MARK in answer.content.decode()

    PATHS.append(Path(right, f"page {name}", go, address=name))


def opens(right: str, name: str, prepare: Callable[[Scene], list[object]]) -> None:
    """A page of this company that is only there for whoever may."""

    def go(scene: Scene, someone: Someone) -> bool:
        answer = someone.browser().get(reverse(name, args=prepare(scene)))
        return answer.status_code == 200 and scene.cast.company.name in answer.content.decode()

    PATHS.append(Path(right, f"page {name}", go, address=name))


def other(right: str, how: str, go: Go, address: str = "") -> None:
    PATHS.append(Path(right, how, go, address=address))


def nothing(_scene: Scene) -> list[object]:
    return []


# --- reading --------------------------------------------------------------------------------------------------


def _reads(model: Any, make: Callable[[Scene], Any]) -> Go:
    return lambda scene, someone: model.objects.visible_to(someone.actor).filter(pk=make(scene).pk).exists()


other("plan.read", "reading pieces", _reads(Piece, lambda s: s.piece()))
other("plan.read", "reading publications", _reads(Publication, lambda s: s.publication()))
other("plan.read", "reading channels", _reads(Channel, lambda s: s.cast.blog))
get("plan.read", "plan:piece", lambda s: [s.piece().pk])
get("plan.read", "publishing:publication", lambda s: [s.publication().pk])
other("inbox.read", "reading conversations", _reads(Conversation, lambda s: s.message().conversation))
get("inbox.read", "inbox:conversation", lambda s: [s.message().conversation_id])
get("inbox.read", "inbox:thread", lambda s: [s.message().conversation_id])


def _listed(name: str, make: Callable[[Scene], object]) -> Go:
    def go(scene: Scene, someone: Someone) -> bool:
        make(scene)
        answer = someone.browser().get(reverse(name))
        return answer.status_code == 200 and MARK in answer.content.decode()

    return go


for address, made in (("plan:month", Scene.piece), ("plan:list", Scene.piece), ("plan:ideas", Scene.idea)):
    other("plan.read", f"page {address}", _listed(address, made), address)
for address in ("inbox:inbox", "inbox:list"):
    other("inbox.read", f"page {address}", _listed(address, Scene.message), address)


def _history(scene: Scene, someone: Someone) -> bool:
    people.change_profile(scene.lead.person, name=MARK, language="de", time_zone="Europe/Berlin")
    return Entry.objects.visible_to(someone.actor).exists()


def _history_page(scene: Scene, someone: Someone) -> bool:
    people.change_profile(scene.lead.person, name=MARK, language="de", time_zone="Europe/Berlin")
    return MARK in someone.browser().get(reverse("audit:history")).content.decode().partition("<main")[2]


other("history.read", "reading entries", lambda s, w: _history(s, w) and _of_the_company(s, w))
other("history.read", "page audit:history", _history_page, "audit:history")


def _of_the_company(scene: Scene, someone: Someone) -> bool:
    return Entry.objects.visible_to(someone.actor).filter(company=scene.cast.company).exists()


# --- plan -----------------------------------------------------------------------------------------------------


def _draft(scene: Scene) -> plan.Draft:
    return plan.Draft(
        title="Neu", text="Neu", topic=scene.cast.everyday, variants=[plan.VariantDraft(scene.cast.blog)]
    )


def _edit(scene: Scene, actor: Actor) -> None:
    piece = scene.piece()
    plan.edit_piece(piece, _draft(scene), revision=piece.revision, actor=actor)


def _hand_in(scene: Scene, actor: Actor) -> None:
    plan.hand_in(
        scene.piece(), approver=scene.lead, deadline=timezone.now() + timedelta(hours=4), actor=actor
    )


act("idea.suggest", plan.suggest_idea, lambda s, a: plan.suggest_idea(text="Neu", actor=a))
act("idea.suggest", upload.add_picture, lambda s, a: upload.add_picture(_photo(), alt="", actor=a))
act(
    "idea.suggest",
    upload.describe_picture,
    lambda s, a: upload.describe_picture(_picture(s), alt="Neu", actor=a),
)
act("piece.draft", plan.drop_idea, lambda s, a: plan.drop_idea(s.idea(), actor=a))
act("piece.draft", plan.draft_piece, lambda s, a: plan.draft_piece(_draft(s), actor=a))
act("piece.draft", plan.edit_piece, _edit)
act("piece.draft", plan.drop_piece, lambda s, a: plan.drop_piece(s.piece(), actor=a))
act("piece.draft", plan.hand_in, _hand_in)
act("piece.draft", plan.withdraw_request, lambda s, a: plan.withdraw_request(s.asked().piece, actor=a))


def _release(content_class: str) -> Call:
    return lambda scene, actor: plan.release(scene.piece(content_class), actor=actor)


def _approve(check: str) -> Call:
    return lambda scene, actor: plan.approve(scene.asked(check), actor=actor)


def _return(check: str) -> Call:
    return lambda scene, actor: plan.return_with_wish(scene.asked(check), wish="x", actor=actor)


def _refuse(check: str) -> Call:
    return lambda scene, actor: plan.refuse(scene.asked(check), wish="x", actor=actor)


for letter in "ABC":
    act(f"piece.publish/{letter}", plan.release, _release(letter))
act("crisis.speak", plan.release, _release("D"))
for right, check in (("piece.approve", "approval"), ("piece.check", "expert")):
    act(right, plan.approve, _approve(check))
    act(right, plan.return_with_wish, _return(check))
    act(right, plan.refuse, _refuse(check))


def _photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return SimpleUploadedFile("wand.png", content.getvalue(), "image/png")


def _picture(scene: Scene) -> Picture:
    return upload.add_picture(_photo(), alt="", actor=Actor.of(scene.lead))


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


def _local(days: int) -> str:
    """What a browser sends for a time so many days ahead."""
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


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


other("piece.approve", "mail link", _mail_link("approval"), "plan:approval_by_link")
other("piece.check", "mail link", _mail_link("expert"), "plan:approval_by_link")

post("idea.suggest", "plan:capture", lambda s: ([], {"text": "Neu"}))
post("piece.draft", "plan:idea_dropped", lambda s: ([s.idea().pk], {}))
post("piece.draft", "plan:new", lambda s: ([], _typed_piece(s)))
post("piece.draft", "plan:edit", lambda s: ([s.piece().pk], {**_typed_piece(s), "revision": 1}))
post(
    "piece.draft", "plan:request", lambda s: ([s.piece().pk], {"approver": s.lead.pk, "deadline": _local(1)})
)
post("piece.draft", "plan:dropped", lambda s: ([s.piece().pk], {}))
post("piece.draft", "plan:request_withdrawn", lambda s: ([s.asked().piece_id], {}))
for letter in "ABC":
    post(f"piece.publish/{letter}", "plan:release", _to_release(letter))
post("crisis.speak", "plan:release", _to_release("D"))
post("piece.approve", "plan:answer", lambda s: ([s.asked().pk], {"answer": "approve"}))
post("piece.check", "plan:answer", lambda s: ([s.asked("expert").pk], {"answer": "approve"}))


# --- publishing -----------------------------------------------------------------------------------------------


def _sent_by(permission: str, content_class: str) -> Go:
    """The worker at the instant of sending. On a by-hand channel a person does the last step: no network is asked."""

    def go(scene: Scene, someone: Someone) -> bool:
        if someone.membership is None:
            return False  # nobody authorises nothing: the column cannot be empty
        try:
            with transaction.atomic():
                publication = scene.publication(
                    State.DUE,
                    by=someone.membership,
                    permission=permission,
                    content_class=content_class,
                    channel=scene.by_hand(),
                )
        except IntegrityError:
            return False  # the database refuses the row
        carry_out(publication.pk)
        publication.refresh_from_db()
        return publication.state != State.HELD

    return go


for letter in "ABC":
    other(f"piece.publish/{letter}", "worker", _sent_by("piece.publish", letter))
other("crisis.speak", "worker", _sent_by("crisis.speak", "D"))
other("piece.approve", "worker", _sent_by("piece.approve", "B"))
other("inbox.reply", "worker", _sent_by("inbox.reply", "A"))


def _posted_by_hand(scene: Scene) -> Publication:
    return scene.publication(State.DUE, channel=scene.by_hand(), reason="by_hand")


def _decided_in_the_list(scene: Scene) -> dict[str, Any]:
    publication = scene.publication()
    return {"publication": publication.pk, f"{publication.pk}-choice": "discard"}


LINK = "https://social.example/1"

act("publication.decide", publishing.send_on, lambda s, a: publishing.send_on(s.publication(), actor=a))
act("publication.decide", publishing.withdraw, lambda s, a: publishing.withdraw(s.publication(), actor=a))
act(
    "publication.decide",
    publishing.confirm_public,
    lambda s, a: publishing.confirm_public(s.publication(State.UNCLEAR), url=LINK, actor=a),
)
act(
    "publication.decide",
    publishing.confirm_absent,
    lambda s, a: publishing.confirm_absent(s.publication(State.UNCLEAR), actor=a),
)
act(
    "publication.decide",
    publishing.confirm_by_hand,
    lambda s, a: publishing.confirm_by_hand(_posted_by_hand(s), url=LINK, actor=a),
)
act(
    "hold.place",
    publishing.place_hold,
    lambda s, a: publishing.place_hold(company=s.cast.company, channel=s.cast.blog, reason="x", actor=a),
)
act("hold.place", publishing.lift_hold, lambda s, a: publishing.lift_hold(s.hold(), actor=a))

post("publication.decide", "publishing:send_now", lambda s: ([s.publication().pk], {}))
post("publication.decide", "publishing:discard", lambda s: ([s.publication().pk], {}))
post("publication.decide", "publishing:found", lambda s: ([s.publication(State.UNCLEAR).pk], {"url": LINK}))
post("publication.decide", "publishing:absent", lambda s: ([s.publication(State.UNCLEAR).pk], {}))
post("publication.decide", "publishing:posted_by_hand", lambda s: ([_posted_by_hand(s).pk], {"url": LINK}))
post("publication.decide", "publishing:new_time", lambda s: ([s.publication().pk], {"at": _local(1)}))
post("publication.decide", "publishing:stopped", lambda s: ([], _decided_in_the_list(s)))
post("hold.place", "publishing:place_hold", lambda s: ([], {"place": str(s.cast.blog.pk), "reason": "x"}))
post("hold.place", "publishing:lift_hold", lambda s: ([s.hold().pk], {}))


# --- inbox ----------------------------------------------------------------------------------------------------

act("inbox.recommend", inbox.recommend, lambda s, a: inbox.recommend(s.message(), "So?", actor=a))
act("inbox.note", inbox.write_note, lambda s, a: inbox.write_note(s.conversation(), "Notiz", actor=a))
act(
    "inbox.note",
    inbox.edit_contact,
    lambda s, a: inbox.edit_contact(s.message().handle.contact, name="Hedi", notes="", actor=a),  # type: ignore[union-attr]
)
act("inbox.reply", inbox.reply, lambda s, a: inbox.reply(s.message(), "Ja!", confirmed=True, actor=a))
act("inbox.reply", inbox.hand_over, lambda s, a: inbox.hand_over(s.conversation(), to=s.writer, actor=a))
act("inbox.reply", inbox.close, lambda s, a: inbox.close(s.conversation(), actor=a))
act(
    "inbox.reply",
    inbox.reopen,
    lambda s, a: inbox.reopen(s.conversation(closed_at=timezone.now(), closed_by=s.lead), actor=a),
)
act("inbox.reply", inbox.dismiss, lambda s, a: inbox.dismiss(s.recommendation(), actor=a))
act(
    "inbox.reply",
    inbox.merge_contacts,
    lambda s, a: inbox.merge_contacts(s.conversation().contact, into=s.conversation().contact, actor=a),  # type: ignore[arg-type]
)
act("inbox.react", inbox.like, lambda s, a: inbox.like(s.message(), actor=a))
act("inbox.react", inbox.unlike, lambda s, a: inbox.unlike(_liked(s), actor=a))


def _liked(scene: Scene) -> Any:
    message = scene.message()
    inbox.like(message, actor=Actor.of(scene.lead))
    return message


def _said(scene: Scene, **more: object) -> tuple[list[object], dict[str, Any]]:
    message = scene.message()
    return [message.conversation_id], {"message": message.pk, "text": "Gern!", "confirmed": "on", **more}


post("inbox.recommend", "inbox:recommendations", _said)
post("inbox.reply", "inbox:answers", _said)
post("inbox.note", "inbox:notes", _said)
post("inbox.reply", "inbox:closing", lambda s: ([s.conversation().pk], {"closed": "1"}))
post("inbox.reply", "inbox:responsible", lambda s: ([s.conversation().pk], {"to": s.writer.pk}))


def _to_leave(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    recommendation = scene.recommendation()
    return [recommendation.message.conversation_id, recommendation.pk], {}


def _to_merge(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    return [scene.conversation().contact_id], {"other": scene.conversation().contact_id}


post("inbox.reply", "inbox:dismissal", _to_leave)
post("inbox.reply", "inbox:merger", _to_merge)
post("inbox.note", "inbox:contact", lambda s: ([s.conversation().contact_id], {"name": "Hedi", "notes": ""}))


def _to_like(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    message = scene.message()
    return [message.conversation_id, message.pk], {"like": "1"}


post("inbox.react", "inbox:like", _to_like)


# --- channels -------------------------------------------------------------------------------------------------


def _wish(scene: Scene) -> channels.Wish:
    return channels.Wish(scene.cast.company.pk, "practice", "Übung", responsible_id=scene.lead.pk)


def _change(scene: Scene, actor: Actor) -> None:
    channels.change(
        scene.cast.blog,
        name="Neu",
        purpose="",
        responsible=scene.lead,
        late_after=timedelta(hours=1),
        actor=actor,
    )


def _typed_channel(scene: Scene) -> dict[str, Any]:
    return {"name": "Neu", "purpose": "", "responsible": scene.lead.pk, "late_after": "120"}


def _account_outside(scene: Scene) -> Channel:
    return make_channel(scene.cast.company, scene.lead, name="Werkstattblog", network="wordpress")


act("channel.manage", channels.begin, lambda s, a: channels.begin(_wish(s), {}, return_url="", actor=a))
reaches(
    "channel.manage", channels.finish, lambda s, a: channels.finish(_wish(s), {}, {}, return_url="", actor=a)
)
reaches("channel.manage", channels.check, lambda s, a: channels.check(s.cast.blog, actor=a))
act("channel.manage", channels.change, _change)
act("channel.manage", channels.close, lambda s, a: channels.close(s.cast.blog, with_planned=True, actor=a))
post("channel.manage", "channels:edit", lambda s: ([s.cast.blog.pk], _typed_channel(s)))
post("channel.manage", "channels:close", lambda s: ([s.cast.blog.pk], {"with_planned": "on"}))
opens("channel.manage", "channels:new", nothing)
opens("channel.manage", "channels:reconnect", lambda s: [_account_outside(s).pk])
opens("channel.manage", "channels:connect", lambda s: ["wordpress"])

# --- strategy, mandates, people -------------------------------------------------------------------------------

TOPIC = strategy.TopicDraft("Neu", "B")


def _terms(scene: Scene) -> mandates.Grant:
    return mandates.Grant(
        holder=scene.writer,
        acts=["piece.draft"],
        channels=None,
        topics=None,
        contact=scene.lead,
        starts_at=timezone.now(),
    )


def _typed_terms(scene: Scene) -> dict[str, Any]:
    return {
        "acts": ["piece.draft"],
        "publishes_up_to": "",
        "where": "every",
        "about": "every",
        "first_day": timezone.localdate().isoformat(),
        "contact": scene.lead.pk,
    }


act("topic.manage", strategy.add_topic, lambda s, a: strategy.add_topic(TOPIC, actor=a))
act("topic.manage", strategy.change_topic, lambda s, a: strategy.change_topic(s.cast.law, TOPIC, actor=a))
act("topic.manage", strategy.retire_topic, lambda s, a: strategy.retire_topic(s.cast.law, actor=a))
post("topic.manage", "strategy:add_topic", lambda s: ([], {"name": "Neu", "content_class": "B"}))
post("topic.manage", "strategy:topic", lambda s: ([s.cast.law.pk], {"name": "Neu", "content_class": "B"}))
post("topic.manage", "strategy:retire_topic", lambda s: ([s.cast.law.pk], {}))

act("mandate.grant", mandates.grant, lambda s, a: mandates.grant(_terms(s), actor=a))
act("mandate.grant", mandates.change, lambda s, a: mandates.change(s.mandate(), _terms(s), actor=a))
act("mandate.grant", mandates.end_now, lambda s, a: mandates.end_now(s.mandate(), reason="x", actor=a))
post("mandate.grant", "mandates:grant", lambda s: ([s.writer.pk], _typed_terms(s)))
post("mandate.grant", "mandates:change", lambda s: ([s.mandate().pk], _typed_terms(s)))
post("mandate.grant", "mandates:end", lambda s: ([s.mandate().pk], {"reason": "x"}))
opens("mandate.grant", "mandates:choose_person", nothing)


def _sees_a_sentence(scene: Scene, someone: Someone) -> bool:
    address = reverse("mandates:preview", args=[scene.writer.pk])
    return someone.browser().post(address, _typed_terms(scene)).status_code == 200


other("mandate.grant", "form mandates:preview", _sees_a_sentence, "mandates:preview")

INVITED = people.Invited(email="neu@kern.example", name="Neu", kind="own")


def _say_goodbye(scene: Scene, actor: Actor) -> None:
    people.say_goodbye(scene.leaver(), successors={}, actor=actor)


def _change_company(scene: Scene, actor: Actor) -> None:
    people.change_company(
        scene.cast.company, name="Neu", language="de", time_zone="Europe/Berlin", actor=actor
    )


act("people.manage", people.invite, lambda s, a: people.invite(INVITED, actor=a))
act(
    "people.manage",
    people.withdraw_invitation,
    lambda s, a: people.withdraw_invitation(s.invitation(), actor=a),
)
act(
    "people.manage",
    people.change_membership,
    lambda s, a: people.change_membership(s.writer, job="x", lead=False, actor=a),
)
act(
    "people.manage",
    people.add_machine,
    lambda s, a: people.add_machine(name="M", job="", sponsor=_sponsor(s, a), actor=a),
)
act("people.manage", people.say_goodbye, _say_goodbye)
act("company.manage", people.change_company, _change_company)
act(
    "company.manage",
    people.switch_self_approval,
    lambda s, a: people.switch_self_approval(s.cast.company, on=True, actor=a),
)


def _sponsor(scene: Scene, actor: Actor) -> Membership:
    """Of the actor's own company: a strange sponsor would be refused before anything else."""
    return scene.cast.dora if actor.company_id == scene.cast.elsewhere.pk else scene.lead


post(
    "people.manage",
    "people:invite",
    lambda s: ([], {"name": "Neu", "email": "neu@kern.example", "kind": "own", "language": "de"}),
)
post("people.manage", "people:withdraw_invitation", lambda s: ([s.invitation().pk], {}))
post("people.manage", "people:person", lambda s: ([s.writer.pk], {"job": "x"}))
post("people.manage", "people:add_machine", lambda s: ([], {"name": "M", "job": "", "sponsor": s.lead.pk}))
post("people.manage", "people:goodbye", lambda s: ([s.leaver().pk], {}))
post(
    "company.manage",
    "people:company",
    lambda s: ([], {"name": "Neu", "language": "de", "time_zone": "Europe/Vienna"}),
)
post("company.manage", "people:self_approval", lambda s: ([], {"on": "1"}))

# --- what no right stands before ------------------------------------------------------------------------------

OPEN_ADDRESSES = {
    "audit": {},
    "channels": {
        "channels": "lists what the reader may see",
        "channel": "shows what the reader may see",
        "check": "asks a network; channels.check is tried as an action",
        "leave": "goes on with what was begun in the same session",
        "returned": "finishes what was begun in the same session; channels.finish is tried as an action",
    },
    "inbox": {},
    "mandates": {
        "mandates": "lists one's own, or all for whoever grants",
        "mandate": "shows one's own, or all for whoever grants",
        "mine": "everyone learns what they may",
    },
    "media": {
        "picture": "shown with what it belongs to",
        "picture_by_link": "a signed address for networks",
    },
    "people": {
        "people": "everyone in a company knows who works there",
        "accept_invitation": "the signed link is the right",
        "profile": "one's own",
        "switch": "among one's own companies",
    },
    "plan": {"approvals": "lists what one was asked oneself"},
    "publishing": {"holds": "everyone sees that something stands still"},
    "strategy": {"topics": "everyone in a company knows what it speaks about"},
}
"""Addresses that only show what ``visible_to`` lets through, or that are a person's own, with the reason."""

PARTS_OF_OTHERS = {
    "eigenstimme.mandates.actions.end": "end_now and a goodbye ask first",
    "eigenstimme.plan.actions.approvals.reopen": "editing and dropping ask first",
    "eigenstimme.plan.actions.release.release_as_approved": "approving asks first",
}
"""Verbs that take an actor, and are only called by verbs that have asked."""
