from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide
from eigenstimme.plan.models import Campaign, Piece
from eigenstimme.strategy.models import ContentClass, Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

A_SENTENCE, A_PARAGRAPH = 300, 3000


class State(models.TextChoices):
    """Where an order stands; the values are keys of ``ui.states``. How it came there say its rows and its history."""

    DRAFT = "draft", pgettext_lazy("order", "being written")
    ORDERED = "ordered", pgettext_lazy("order", "sent, waits for an answer")
    ASKED_BACK = "asked_back", pgettext_lazy("order", "a question is open")
    DECLINED = "order_declined", pgettext_lazy("order", "declined")
    IN_WORK = "in_work", pgettext_lazy("order", "in work")
    DELIVERED = "delivered", pgettext_lazy("order", "delivered")
    RETURNED = "returned", pgettext_lazy("order", "returned")
    ACCEPTED = "order_accepted", pgettext_lazy("order", "accepted")
    CLOSED = "closed", pgettext_lazy("order", "closed")
    CANCELLED = "cancelled", pgettext_lazy("order", "cancelled")


WITH_SPECIALIST = (State.ORDERED, State.IN_WORK, State.RETURNED)
WITH_US = (State.DRAFT, State.ASKED_BACK, State.DECLINED, State.DELIVERED, State.ACCEPTED)
ENDED = (State.CLOSED, State.CANCELLED)
UNSEEN = (State.DRAFT,)
"""What the specialist does not know of yet."""

MOVES: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.ORDERED, State.CANCELLED),
    State.ORDERED: (State.IN_WORK, State.ASKED_BACK, State.DECLINED, State.CANCELLED),
    State.ASKED_BACK: (State.ORDERED, State.IN_WORK, State.DECLINED, State.CANCELLED),
    State.DECLINED: (State.ORDERED, State.CANCELLED),
    State.IN_WORK: (State.DELIVERED, State.DECLINED, State.CANCELLED),
    State.DELIVERED: (State.DELIVERED, State.ACCEPTED, State.RETURNED, State.DECLINED, State.CANCELLED),
    State.RETURNED: (State.DELIVERED, State.DECLINED, State.CANCELLED),
    State.ACCEPTED: (State.CLOSED,),
    State.CLOSED: (),
    State.CANCELLED: (),
}
"""Every step an order can take. While work goes on, only a specialist who leaves the company lets it be declined."""


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, actor: Actor) -> OrderQuerySet:
        """Own people see all orders of the company; a specialist those that were sent to them, and no others."""
        here = self.filter(company_id=actor.company_id)
        if decide(actor, "order.read", Subject(actor.company_id)):
            return here
        return here.filter(specialist_id=actor.membership_id or 0).exclude(state__in=UNSEEN)

    def of(self, actor: Actor) -> OrderQuerySet:
        """Those this person has a part in."""
        here, me = self.filter(company_id=actor.company_id), actor.membership_id or 0
        working = Q(specialist_id=me) & ~Q(state__in=UNSEEN)
        return here.filter(Q(responsible_id=me) | Q(placed_by_id=me) | working)

    def open(self) -> OrderQuerySet:
        return self.exclude(state__in=ENDED)

    def waiting_for(self, actor: Actor) -> OrderQuerySet:
        """Those whose next move is this person's."""
        here, me = self.filter(company_id=actor.company_id), actor.membership_id or 0
        mine = Q(specialist_id=me, state__in=WITH_SPECIALIST)
        ours = Q(responsible_id=me, state__in=[each for each in WITH_US if each != State.DRAFT])
        return here.filter(mine | ours | Q(placed_by_id=me, state=State.DRAFT))

    def for_lists(self) -> OrderQuerySet:
        """With everything a row shows, in a fixed number of queries."""
        people = ("specialist__person", "responsible__person", "placed_by__person")
        return self.select_related("company", *people).prefetch_related("channels")


class Order(models.Model):
    """Work ordered from a specialist: the brief, what was agreed, and who has the next move.

    The responsible own person is the contact inside and accepts what is delivered. Law 3 keeps outside people and
    machines out of ``placed_by``, ``responsible``, ``expert`` and ``ended_by`` in the database too.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="orders")
    title = models.CharField(_("title"), max_length=200)

    # The six that every brief needs; the sixth is the responsible person.
    goal = models.CharField(_("goal"), max_length=A_SENTENCE)
    audience = models.CharField(_("audience"), max_length=A_SENTENCE)
    message = models.CharField(_("core message"), max_length=A_SENTENCE)
    format = models.CharField(_("format and length"), max_length=A_SENTENCE)
    channels = models.ManyToManyField(Channel, blank=True, related_name="orders", verbose_name=_("channels"))
    due_at = models.DateTimeField(_("to be delivered by"))
    responsible = models.ForeignKey(
        Membership,
        models.PROTECT,
        related_name="responsible_for_orders",
        verbose_name=_("accepts it"),
    )

    # What else a brief can say.
    occasion = models.TextField(_("occasion"), blank=True, max_length=A_PARAGRAPH)
    proof = models.TextField(_("proof, source"), blank=True, max_length=A_PARAGRAPH)
    call_to_action = models.CharField(_("call to action"), blank=True, max_length=A_SENTENCE)
    tone = models.TextField(_("tone"), blank=True, max_length=A_PARAGRAPH)
    mandatory = models.TextField(_("mandatory statements"), blank=True, max_length=A_PARAGRAPH)
    off_limits = models.TextField(_("off limits"), blank=True, max_length=A_PARAGRAPH)
    material = models.TextField(_("material and rights"), blank=True, max_length=A_PARAGRAPH)
    examples = models.TextField(_("examples, good and bad"), blank=True, max_length=A_PARAGRAPH)
    expert = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expert_for_orders",
        verbose_name=_("whom to ask about the matter"),
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("topic")
    )
    raised_class = models.CharField(
        _("class"), max_length=1, blank=True, choices=[("", _("as the topic says")), *ContentClass.choices]
    )
    publish_at = models.DateTimeField(_("publication"), null=True, blank=True)
    success = models.CharField(_("measure of success"), blank=True, max_length=A_SENTENCE)
    review_on = models.DateField(_("looking back on"), null=True, blank=True)
    piece = models.ForeignKey(
        Piece, models.SET_NULL, null=True, blank=True, related_name="orders", verbose_name=_("post")
    )

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("campaign")
    )

    specialist = models.ForeignKey(
        Membership, models.PROTECT, related_name="orders", verbose_name=_("who does it")
    )
    agreed_rounds = models.PositiveSmallIntegerField(_("rounds of correction"), default=2)
    agreed_hours = models.DecimalField(
        _("hours agreed"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    agreed_fee = models.DecimalField(
        _("fee agreed (€)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    billed_fee = models.DecimalField(
        _("fee billed (€)"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    move_until = models.DateTimeField(
        null=True, blank=True, help_text="when whoever has the next move should have made it"
    )
    remind_at = models.DateTimeField(
        null=True, blank=True, help_text="when that person is reminded; None: not again"
    )
    placed_by = models.ForeignKey(Membership, models.PROTECT, related_name="placed_orders")
    mandate_id = models.BigIntegerField(
        null=True, help_text="the mandate it was placed under, if one was needed"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=A_SENTENCE, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="counts saved changes of the brief")
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="of the form it came from: sent twice, it makes one order",
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="order_state_known"),
            models.CheckConstraint(
                condition=~Q(specialist=F("responsible")), name="nobody_accepts_their_own_work"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="an_ended_order_names_who_ended_it",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.CANCELLED]) | Q(sent_at__isnull=False),
                name="what_is_under_way_was_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "state", "due_at"], name="order_by_state"),
            models.Index(
                fields=["remind_at"], condition=Q(remind_at__isnull=False), name="order_to_remind_of"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.pk])

    def subject(self) -> Subject:
        """Who placed it counts as its author; whoever does it is named from the moment it was sent to them."""
        return Subject(
            self.company_id,
            topic_id=self.topic_id,
            author_id=self.placed_by_id,
            responsible=str(self.responsible),
            responsible_id=self.responsible_id,
            specialist_id=None if self.state in UNSEEN else self.specialist_id,
        )

    @property
    def content_class(self) -> str:
        """The stricter of what the topic says and what was chosen; empty where neither says anything."""
        return max(self.topic.content_class if self.topic else "", self.raised_class)

    @property
    def mover(self) -> Membership | None:
        """Whose move is next."""
        if self.state in WITH_SPECIALIST:
            return self.specialist
        if self.state == State.DRAFT:
            return self.placed_by
        return self.responsible if self.state in WITH_US else None

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    def overdue(self, at: datetime) -> bool:
        return self.is_open and self.move_until is not None and self.move_until < at

    def can_become(self, state: State) -> bool:
        return state in MOVES[State(self.state)]
