"""What people type into orders. The six bold fields come first; a form that fails keeps everything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.core.forms import AmountField, TextField
from eigenstimme.media.forms import AttachmentsForm, FilesField, FilesInput
from eigenstimme.orders import queries
from eigenstimme.orders.actions import Brief, Parcel, add_document
from eigenstimme.orders.documents import ACCEPT
from eigenstimme.orders.errors import OrderError
from eigenstimme.orders.models import Delivery, DeliveryFile, Order, Reply, StepKind
from eigenstimme.orders.models.order import A_PARAGRAPH
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Kind, Membership
from eigenstimme.plan.models import Campaign, Piece
from eigenstimme.plan.models.piece import LONGEST_TEXT
from eigenstimme.plan.queries import campaigns_to_write_for, channels_to_draft_on, topics_to_draft_on
from eigenstimme.plan.times import LocalTimeField, unless_changed
from eigenstimme.plan.working_days import WorkingTime
from eigenstimme.strategy.models import ContentClass, Topic

USUAL_SPAN = 5  # working days from an order to its delivery, as the form proposes
BOLD = ("goal", "audience", "message", "format", "channels", "due_at", "responsible")
FOLDED = (
    "occasion",
    "proof",
    "call_to_action",
    "tone",
    "mandatory",
    "off_limits",
    "material",
    "examples",
    "expert",
    "topic",
    "raised_class",
    "publish_at",
    "success",
    "review_on",
    "piece",
    "campaign",
)
AGREED = ("agreed_rounds", "agreed_hours", "agreed_fee")
KINDS = {
    Kind.OWN: gettext_lazy("In the company"),
    Kind.OUTSIDE: gettext_lazy("From outside"),
    Kind.MACHINE: gettext_lazy("Machines"),
}


def _said(name: str, rows: int, help_text: Any = "") -> TextField:
    """A field for a text of the order, as long and as needed as its column says."""
    column: models.Field[Any, Any] = Order._meta.get_field(name)  # type: ignore[assignment]
    return TextField(
        longest=column.max_length or A_PARAGRAPH,
        rows=rows,
        label=capfirst(column.verbose_name),
        required=not column.blank,
        help_text=help_text,
    )


class BriefForm(forms.Form):
    """An order: done in a minute with the six bold fields."""

    title = forms.CharField(
        label=gettext_lazy("What is needed?"),
        max_length=200,
        help_text=gettext_lazy("A short name, like “Article on lime paint”."),
    )
    specialist = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Who does it?"),
        empty_label=gettext_lazy("Please choose"),
    )
    goal = _said("goal", 2, gettext_lazy("What should be different afterwards? One figure is enough."))
    audience = _said("audience", 2)
    message = _said("message", 2, gettext_lazy("One sentence."))
    format = _said("format", 1, gettext_lazy("Like “blog article, about 600 words, three pictures”."))
    channels = forms.ModelMultipleChoiceField(
        Channel.objects.none(),
        label=gettext_lazy("Channels"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    due_at = LocalTimeField(label=gettext_lazy("To be delivered by"))
    responsible = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Who accepts it?"),
        empty_label=gettext_lazy("Please choose"),
        help_text=gettext_lazy("The contact in the company; also for questions."),
    )

    occasion = _said("occasion", 2)
    proof = _said("proof", 2)
    call_to_action = _said("call_to_action", 1)
    tone = _said("tone", 2, gettext_lazy("Only where it should differ from how the company speaks."))
    mandatory = _said("mandatory", 2, gettext_lazy("Prices, labelling, alt texts, captions."))
    off_limits = _said("off_limits", 2)
    material = _said("material", 2, gettext_lazy("What is there, and what may be done with it."))
    examples = _said("examples", 2)
    expert = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Whom to ask about the matter"),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topic"),
        required=False,
        empty_label=gettext_lazy("none yet"),
    )
    raised_class = forms.ChoiceField(
        label=gettext_lazy("Look more closely"),
        required=False,
        choices=[("", gettext_lazy("as the topic says")), *ContentClass.choices[1:]],
    )
    publish_at = LocalTimeField(label=gettext_lazy("Publication"), required=False)
    success = _said("success", 1)
    review_on = forms.DateField(
        label=gettext_lazy("Looking back on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    piece = forms.ModelChoiceField(
        Piece.objects.none(),
        label=gettext_lazy("Belongs to the post"),
        required=False,
        empty_label=gettext_lazy("none yet"),
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=gettext_lazy("Belongs to the campaign"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("What it costs counts against the campaign's budget."),
    )

    agreed_rounds = forms.IntegerField(
        label=gettext_lazy("Rounds of correction"), min_value=0, max_value=20, initial=2
    )
    agreed_hours = AmountField(label=gettext_lazy("Hours agreed"), max_digits=6, required=False)
    agreed_fee = AmountField(label=gettext_lazy("Fee agreed (€)"), max_digits=9, required=False)

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        actor: Actor,
        order: Order | None = None,
        piece: Piece | None = None,
        asked: QueryDict | None = None,
    ) -> None:
        """``asked`` is what the page that led here suggests: ``specialist`` and ``title``."""
        fresh = _from(order) if order else self._fresh(actor, piece) | _suggested(asked)
        super().__init__(data, initial=fresh)
        self.sent = data or QueryDict()
        for kind in StepKind:
            self.fields[f"step_{kind}"] = AmountField(label=kind.label, max_digits=6, required=False)
        self._offer("specialist", queries.specialists(actor), Membership.introduced)
        self._offer("responsible", queries.own_people(actor), str)
        self._offer("expert", queries.own_people(actor), Membership.introduced)
        self._offer("channels", queries.channels_to_order_for(actor), str)
        self._offer("topic", queries.topics_to_order_about(actor), str)
        self._offer("piece", queries.pieces_to_order_for(actor, also=order.piece_id if order else None), str)
        self._offer("campaign", campaigns_to_write_for(actor, also=order.campaign if order else None), str)
        self._group_specialists()

    @property
    def steps(self) -> list[forms.BoundField]:
        return [self[f"step_{kind}"] for kind in StepKind]

    @property
    def bold(self) -> list[forms.BoundField]:
        return [self[name] for name in BOLD]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in FOLDED]

    @property
    def unfolded(self) -> bool:
        """Whether the rest of the brief stands open: something is in it, or wrong with it."""
        return any(each.errors or each.value() for each in [*self.folded, *self.steps])

    def clean_due_at(self) -> datetime:
        """A new date lies ahead; one that was there before may have passed."""
        before: datetime | None = self.initial.get("due_at") if self.initial.get("revision") else None
        due: datetime | None = unless_changed(self.cleaned_data["due_at"], before)
        if due is None or (due < timezone.now() and due != before):
            raise forms.ValidationError(_("This time has passed. Choose a later one."))
        return due

    def accept_revision(self, revision: int) -> None:
        """Saving again goes on top of ``revision``: the writer has now seen it."""
        sent = self.sent.copy()
        sent["revision"] = str(revision)
        self.data = self.sent = sent

    def brief(self) -> Brief:
        """Of a valid form."""
        values = {name: self.cleaned_data[name] for name in ("title", "specialist", *BOLD, *FOLDED, *AGREED)}
        hours = {str(kind): self.cleaned_data[f"step_{kind}"] for kind in StepKind}
        return Brief(**values, steps={kind: each for kind, each in hours.items() if each})

    def _offer(self, name: str, rows: models.QuerySet[Any], label: Any) -> None:
        field: Any = self.fields[name]
        field.queryset, field.label_from_instance = rows, label

    def _group_specialists(self) -> None:
        """Colleagues first, under their headings."""
        field: Any = self.fields["specialist"]
        people = list(field.queryset)
        groups = [
            (str(label), [(each.pk, each.introduced()) for each in people if each.kind == kind])
            for kind, label in KINDS.items()
        ]
        field.choices = [("", field.empty_label), *(group for group in groups if group[1])]

    @staticmethod
    def _fresh(actor: Actor, piece: Piece | None) -> dict[str, Any]:
        works = WorkingTime.of(Company.objects.get(pk=actor.company_id))
        due = works.same_clock(timezone.now(), USUAL_SPAN)
        fresh: dict[str, Any] = {
            "form_key": uuid4(),
            "due_at": due.replace(hour=17, minute=0, second=0, microsecond=0),
            "responsible": actor.membership_id,
        }
        if piece:
            return fresh | {"piece": piece, "title": piece.title, "topic": piece.topic_id}
        return fresh


def _suggested(asked: QueryDict | None) -> dict[str, Any]:
    return {name: asked[name] for name in ("specialist", "title") if asked and asked.get(name)}


def _from(order: Order) -> dict[str, Any]:
    plain = ("title", "specialist", *BOLD, *FOLDED, *AGREED, "revision")
    values = {name: getattr(order, name) for name in plain if name != "channels"}
    steps = {f"step_{step.kind}": step.estimated for step in order.steps.all()}
    return values | steps | {"channels": list(order.channels.all())}


class ReplyForm(forms.Form):
    """The specialist's answer. A question or a no says why."""

    reply = forms.ChoiceField(choices=Reply.choices)
    reason = TextField(
        longest=A_PARAGRAPH, rows=3, label=gettext_lazy("Your question, or why not"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("reply") in (Reply.ASKED, Reply.DECLINED) and not cleaned.get("reason"):
            self.add_error("reason", _("Please say in a sentence what you want to know, or why not."))
        return cleaned


class QuestionForm(forms.Form):
    text = TextField(longest=A_PARAGRAPH, rows=3, label=gettext_lazy("Your answer"))


class DeliveryForm(forms.Form):
    """A version: text, documents, a link, and what it took."""

    text = TextField(longest=LONGEST_TEXT, rows=10, label=gettext_lazy("Text"), required=False)
    documents = FilesField(
        label=gettext_lazy("Documents"),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("PDF, Word or OpenDocument, 40 MB each at most."),
    )
    kept = forms.ModelMultipleChoiceField(
        DeliveryFile.objects.none(), required=False, widget=forms.MultipleHiddenInput
    )
    link = forms.URLField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("To a video, a landing page, a folder."),
    )
    note = TextField(longest=A_PARAGRAPH, rows=2, label=gettext_lazy("A word on it"), required=False)
    hours = AmountField(label=gettext_lazy("Hours it took"), max_digits=6, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        order: Order,
        actor: Actor,
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.order, self.actor = order, actor
        self.sent, self.uploads = data or QueryDict(), files or MultiValueDict()
        self.pictures = AttachmentsForm(data, files, prefix="media", actor=actor)
        mine: Any = self.fields["kept"]
        mine.queryset = order.documents.not_delivered().filter(added_by_id=actor.membership_id)

    def take(self) -> None:
        """Keep what was uploaded at once, so that no mistake elsewhere in the form costs it."""
        self.pictures.take()
        kept = self.sent.copy()
        for upload in self.uploads.getlist("documents"):
            try:
                kept.appendlist("kept", str(add_document(self.order, upload, actor=self.actor).pk))
            except OrderError as error:
                self.add_error("documents", str(error))
        self.data = self.sent = kept

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.pictures.is_valid()])  # both: every mistake is shown at once

    @property
    def documents_kept(self) -> Sequence[DeliveryFile]:
        """Those that came with an earlier try of this form."""
        chosen = [pk for pk in self.sent.getlist("kept") if pk.isdecimal()]
        mine: Any = self.fields["kept"]
        return list(mine.queryset.filter(pk__in=chosen))

    def parcel(self) -> Parcel:
        """Of a valid form."""
        given = self.cleaned_data
        return Parcel(
            given["text"],
            given["link"],
            given["note"],
            self.pictures.attachments,
            given["kept"],
            given["hours"],
        )


class ReturnForm(forms.Form):
    reason = TextField(
        longest=A_PARAGRAPH,
        rows=3,
        label=gettext_lazy("What should change?"),
        error_messages={"required": gettext_lazy("Please say in a sentence what should change.")},
    )
    due_at = LocalTimeField(label=gettext_lazy("Until when?"))

    def __init__(self, data: QueryDict | None = None, *, order: Order) -> None:
        """The date that was agreed stays as long as it leaves a working day."""
        later = WorkingTime.of(order.company).same_clock(timezone.now(), 2)
        due = max(order.due_at, later.replace(hour=17, minute=0, second=0, microsecond=0))
        super().__init__(data, initial={"due_at": due})

    def clean_due_at(self) -> datetime:
        due: datetime = self.cleaned_data["due_at"]
        if due <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Choose a later one."))
        return due


class CommentForm(forms.Form):
    """On the order, or on one version."""

    text = TextField(longest=A_PARAGRAPH, rows=2, label=gettext_lazy("Your comment"))
    about = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, order: Order, **options: Any) -> None:
        super().__init__(*args, **options)
        self._versions = {str(each.version): each for each in order.deliveries.all()}
        about: Any = self.fields["about"]
        named = [(number, _("version %(version)s") % {"version": number}) for number in self._versions]
        about.choices = [("", _("the order")), *named]
        if not self._versions:
            del self.fields["about"]

    @property
    def delivery(self) -> Delivery | None:
        """What it is about, of a valid form."""
        return self._versions.get(self.cleaned_data.get("about", ""))


class EffortForm(forms.Form):
    hours = AmountField(label=gettext_lazy("Hours"), max_digits=6, min_value=Decimal("0.01"))
    kind = forms.ChoiceField(
        label=gettext_lazy("For the step"),
        required=False,
        choices=[("", gettext_lazy("all of it")), *StepKind.choices],
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class CloseForm(forms.Form):
    billed_fee = AmountField(label=gettext_lazy("Fee billed (€)"), max_digits=9, required=False)


class CancelForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=300)


class PieceForm(forms.Form):
    """What the plan needs to know beside what was delivered."""

    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=gettext_lazy("Topic"), empty_label=gettext_lazy("Please choose")
    )
    channels = forms.ModelMultipleChoiceField(
        Channel.objects.none(),
        label=gettext_lazy("Channels"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, order: Order) -> None:
        super().__init__(data, initial={"topic": order.topic_id, "channels": list(order.channels.all())})
        topics: Any = self.fields["topic"]
        topics.queryset = topics_to_draft_on(actor)
        channels: Any = self.fields["channels"]
        channels.queryset = channels_to_draft_on(actor)
