"""The form of a whole piece. One that fails keeps everything, uploaded files too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import OuterRef
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Limits
from eigenstimme.media.crop_forms import CropRow, CropsForm
from eigenstimme.media.crops import parsed
from eigenstimme.media.forms import AttachmentsForm
from eigenstimme.media.models import Attachment
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership
from eigenstimme.plan.actions import Draft
from eigenstimme.plan.checks import Content
from eigenstimme.plan.forms.piece import PieceForm, VariantForm
from eigenstimme.plan.forms.values import rewritten, values_of
from eigenstimme.plan.link_marks import Marks, links_home, marked
from eigenstimme.plan.merging import Merged, as_text, fingerprints, from_text, merge
from eigenstimme.plan.models import Campaign, Format, Idea, LinkRules, Piece, Variant
from eigenstimme.plan.queries import (
    as_choices,
    campaigns_to_write_for,
    channels_to_draft_on,
    formats_to_write_for,
)
from eigenstimme.plan.remarks import Composed
from eigenstimme.plan.sources import beside, has_own_words
from eigenstimme.plan.threads import finished
from eigenstimme.strategy.models import Topic

SOURCE = ("source_url", "source_name", "source_author")
COPIED = (
    "title",
    "text",
    "topic",
    "format",
    "raised_class",
    "brief",
    "first_comment",
    "plain_links",
    *SOURCE,
)
"""What a new piece takes from the one it is modelled on."""
OF_A_CHANNEL = ("own_title", "own_text", "own_first_comment", "without_media")

Choices = list[tuple[int, str]]
TAKE = "take:"
"""Begins the name of a box that chooses the other version of a field."""


class ChannelPart:
    """A channel in the composer: whether it is chosen, and what it has of its own.

    Its forms are made when they are needed: of many channels few have anything of their own.
    """

    def __init__(
        self,
        channel: Channel,
        variant: Variant | None = None,
        *,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        actor: Actor,
        unfinished: bool = False,
        copied: bool = False,
        of_all: AttachmentsForm | None = None,
    ) -> None:
        """``copied``: the variant is that of another piece, and its time is not taken over.

        ``of_all``: the files of the piece, for a channel that has none of its own.
        """
        self._names = OF_A_CHANNEL if copied else tuple(VariantForm.base_fields)
        self.channel, self.prefix = channel, f"channel-{channel.pk}"
        self.chosen = self.prefix in data if data is not None else variant is not None
        self._variant, self._data, self._files = variant, data, files
        self._actor, self._unfinished, self._of_all = actor, unfinished, of_all

    @cached_property
    def form(self) -> VariantForm:
        initial = {name: getattr(self._variant, name) for name in self._names} if self._variant else {}
        form = VariantForm(self._data, prefix=self.prefix, initial=initial)
        form.unfinished = self._unfinished
        return form

    @cached_property
    def media(self) -> AttachmentsForm:
        attached = self._variant.attached if self._variant else []
        return AttachmentsForm(
            self._data, self._files, prefix=f"{self.prefix}-media", attached=attached, actor=self._actor
        )

    @cached_property
    def crops(self) -> CropsForm:
        kept = parsed(self._variant.crops) if self._variant else {}
        return CropsForm(self._data, prefix=f"{self.prefix}-crop", kept=kept, shapes=self.limits.shapes)

    @property
    def shown(self) -> list[Attachment]:
        """What goes out on this channel as the form stands: its own files, or those of all."""
        if self.form["without_media"].value():
            return []
        files = self.media.attachments or (self._of_all.attachments if self._of_all else [])
        return [replace(each, crop=self.crops.of(each.asset)) for each in files]

    @property
    def crop_rows(self) -> list[CropRow]:
        return self.crops.rows(self.shown)

    @cached_property
    def limits(self) -> Limits:
        return self.channel.limits

    @cached_property
    def opened(self) -> bool:
        """Whether its fields are on the page: the others are fetched when they are asked for."""
        if self._data is not None:
            typed = any(value for name, value in self._data.items() if name.startswith(f"{self.prefix}-"))
            return typed or self._data.get("open") == str(self.channel.pk)
        variant = self._variant
        if variant is None:
            return False
        own = any(getattr(variant, name) for name in self._names)
        return own or bool(variant.crops or variant.attached)


class Composer:
    """The form of a whole piece: itself, its pictures, and a part for each channel.

    A new one can begin with an ``idea``, with the words and channels of another piece that it is modelled ``like``,
    with a ``campaign`` it is for, with the time at which its place in the calendar was chosen, and with what the
    ``format`` says whose slot that is.
    """

    def __init__(
        self,
        actor: Actor,
        *,
        piece: Piece | None = None,
        idea: Idea | None = None,
        find: bool = False,
        like: Piece | None = None,
        at: datetime | None = None,
        campaign: Campaign | None = None,
        format: Format | None = None,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        unfinished: bool = False,
        member: Membership | None = None,
        form_key: UUID | None = None,
    ) -> None:
        """``unfinished``: taken up again, and not to be judged before it is sent. ``member``: the actor, if at hand.

        ``find``: the idea is a link to somebody else's content, and that is what the piece shares.
        ``form_key``: of a new piece's form, so that one form makes one piece.
        """
        self.member, self._form_key, self._find = member, form_key, find
        self.actor, self.piece, self.idea, self.like = actor, piece, idea, like
        self.at, self.campaign, self.format = at, campaign, format
        self._chosen_topic: list[Topic | None] | None = None
        self.data, self.files = data, files
        self.form = PieceForm(data, initial=self._initial(), actor=actor)
        self.form.unfinished = self.unfinished = unfinished
        self.media = AttachmentsForm(
            data, files, prefix="media", attached=_attached_to(piece or like or idea), actor=actor
        )
        self.parts = self._parts()
        if piece and data is None:
            self.form.initial["base"] = as_text(fingerprints(values_of(self)))

    @property
    def forms(self) -> list[forms.Form]:
        chosen = [each for part in self.parts if part.chosen for each in (part.form, part.media)]
        return [self.form, self.media, *chosen]

    def is_valid(self) -> bool:
        self.take()
        valid = [each.is_valid() for each in self.forms]  # all of them: every mistake is shown at once
        return all(valid)

    def take(self) -> None:
        """Take uploads in: they are kept whatever else is wrong."""
        for media in [self.media, *(part.media for part in self.parts if part.chosen)]:
            media.take()

    def draft(self) -> Draft:
        """Of a valid form."""
        values = dict(self.form.cleaned_data)
        values.pop("revision")
        values.pop("form_key")
        values.pop("base")
        variants = [
            part.form.draft(part.channel, part.media.attachments, part.crops.all(part.shown))
            for part in self.parts
            if part.chosen
        ]
        return Draft(**values, attachments=self.media.attachments, variants=variants)

    @property
    def has_comments(self) -> bool:
        """Whether a first comment can go out anywhere."""
        return any(part.limits.first_comment for part in self.parts) or bool(
            self.form["first_comment"].value()
        )

    @property
    def source(self) -> dict[str, str]:
        """Whose content is shared, as it is typed at this moment."""
        return {name: str(self.form[name].value() or "").strip() for name in SOURCE}

    @property
    def revision(self) -> int:
        return self.form.cleaned_data["revision"] or 0

    @property
    def form_key(self) -> UUID | None:
        key: UUID | None = self.form.cleaned_data["form_key"]
        return key

    def merged_with(self, theirs: Composer) -> tuple[Composer, Merged]:
        """This form on top of what somebody else has saved meanwhile; where both changed a field, with this one's."""
        assert self.data is not None and theirs.piece is not None
        base = from_text(self.data.get("base", "")) or {}
        merged = merge(base, values_of(self), values_of(theirs))
        files = [name for name in merged.values if name.endswith("media")]  # among them just uploaded ones
        data = rewritten(self.data, merged.values, [*merged.taken, *files])
        data["revision"], data["base"] = str(theirs.piece.revision), theirs.form.initial["base"]
        return Composer(self.actor, piece=theirs.piece, data=data), merged

    def with_theirs(self, theirs: Composer) -> Composer:
        """Of two versions the other one, wherever the writer chose it on the page that showed both."""
        assert self.data is not None
        chosen = [name.removeprefix(TAKE) for name in self.data if name.startswith(TAKE) and self.data[name]]
        if not chosen:
            return self
        data = rewritten(self.data, values_of(theirs), chosen)
        return Composer(self.actor, piece=self.piece, data=data, files=self.files)

    def contents(self) -> list[Composed]:
        """What stands on each chosen channel at this moment, whether it could be saved or not."""
        return [self._place(part) for part in self.parts if part.chosen]

    def _place(self, part: ChannelPart) -> Composed:
        own, time = part.form, self._field(part, "planned_for", "own_time")
        media = part.media if part.media.attachments else self.media
        title, text, comment = (self._typed(part, name) for name in ("title", "text", "first_comment"))
        limits, marks = part.limits, self._marks(part.channel)
        content = Content(
            part.channel,
            title,
            finished(text, marks, self._sign()),
            part.shown,
            _as_time(time),
            marked(comment, marks) if limits.first_comment else "",
        )
        return Composed(
            content,
            text=self._field(part, "text", "own_text").id_for_label,
            title=self.form["title"].id_for_label,
            time=time.id_for_label,
            pictures=media["file"].id_for_label,
            own_text=own["own_text"].id_for_label,
            alts=[f"id_{row.alt_name}" for row in media.rows if not row.removed],
            crops=f"id_{part.crops.prefix}",
            comment=self._field(part, "first_comment", "own_first_comment").id_for_label,
            unheard_comment=bool(comment) and not limits.first_comment,
            plain_links=links_home(text, self.rules.domains) if self.rules and not marks else 0,
            **self._sharing(title, f"{text}\n{comment}"),
            marks=marks,
            sign=self._sign(),
        )

    def _sharing(self, title: str, text: str) -> dict[str, Any]:
        """What is to be said where somebody else's content is shared."""
        url, *names = self.source.values()
        if not url:
            return {}
        return {
            "unlinked_source": "" if url in text else url,
            "only_shared": not has_own_words(text, [title, *names]),
        }

    def _field(self, part: ChannelPart, name: str, own: str) -> BoundField:
        """What counts for a channel: its own field where something stands there, else that of all."""
        return part.form[own] if part.form[own].value() else self.form[name]

    def _typed(self, part: ChannelPart, name: str) -> str:
        return str(self._field(part, name, f"own_{name}").value() or "").replace("\r\n", "\n")

    def _marks(self, channel: Channel) -> Marks | None:
        plain = "plain_links" in self.form.fields and bool(self.form["plain_links"].value())
        if self.rules is None or plain:
            return None
        topic, title = self._topic(), str(self.form["title"].value() or "")
        return self.rules.marks(
            channel, topic=topic.name if topic else "", campaign=self._campaign(), title=title
        )

    def _campaign(self) -> str:
        """Its name, as chosen at this moment."""
        if "campaign" not in self.form.fields:
            return ""
        chosen, offered = str(self.form["campaign"].value() or ""), self.form.fields["campaign"]
        names = {str(pk): str(name) for pk, name in offered.choices if pk}  # type: ignore[attr-defined]
        return names.get(chosen, "")

    def _topic(self) -> Topic | None:
        """As chosen at this moment."""
        if self._chosen_topic is None:
            chosen = str(self.form["topic"].value() or "")
            topics: Any = self.form.fields["topic"]
            self._chosen_topic = [topics.queryset.filter(pk=chosen).first() if chosen.isdecimal() else None]
        return self._chosen_topic[0]

    def _sign(self) -> str:
        ticked = "signed" in self.form.fields and bool(self.form["signed"].value())
        return str(self.form.initial["sign"]) if ticked else ""

    def _initial(self) -> dict[str, Any]:
        if self.piece:
            piece = self.piece
            own = (*COPIED, "planned_for", "responsible", "campaign", "revision")
            fields = {name: getattr(piece, name) for name in own}
            return {**self._aids(), **fields, "signed": piece.signed_by_id is not None}
        fresh: dict[str, Any] = {
            "form_key": self._form_key or uuid4(),
            "planned_for": self.at,
            "campaign": self.campaign,
            **self._aids(),
        }
        if self.format:
            fresh |= {name: getattr(self.format, name) for name in ("topic", "brief")} | {
                "format": self.format
            }
        if self.idea:
            first_line = self.idea.text.strip().partition("\n")[0]
            fresh |= {"title": first_line[:80], "text": self.idea.text, "topic": self.idea.topic}
            if self._find and (link := self.idea.link):
                title = beside(self.idea.text, link).partition("\n")[0]
                fresh |= {"title": title[:200], "text": link, "source_url": link}
        if self.like:
            fresh |= {name: getattr(self.like, name) for name in COPIED}
            fresh |= {name: _if_in_use(fresh[name]) for name in ("topic", "format")}
            if self.like.campaign_id in {pk for pk, _name in fresh["campaigns"]}:
                fresh["campaign"] = self.like.campaign
        return fresh

    def _aids(self) -> dict[str, Any]:
        """What decides which fields there are: rules for links, open campaigns, formats, and a sign of one's own."""
        me = Membership.objects.select_related("person").filter(pk=self.actor.membership_id or 0)
        member = self.member or me.first()
        self.rules, campaigns, formats = self._house()
        signs = member is not None and member.can_be_responsible
        sign = self.piece.sign if self.piece and self.piece.sign else member.sign if member and signs else ""
        return {"rules": self.rules, "sign": sign, "campaigns": campaigns, "formats": formats}

    def _house(self) -> tuple[LinkRules | None, Choices, Choices]:
        """What the company has for everybody who writes, in one query."""
        campaigns = campaigns_to_write_for(self.actor).filter(company=OuterRef("pk"))
        formats = formats_to_write_for(self.actor).filter(company=OuterRef("pk"))
        companies = Company.objects.filter(pk=self.actor.company_id).select_related("link_rules")
        company = companies.annotate(open_campaigns=as_choices(campaigns), used=as_choices(formats)).get()
        return getattr(company, "link_rules", None), company.open_campaigns, company.used or []

    def _parts(self) -> list[ChannelPart]:
        source = self.piece or self.like
        existing: dict[int, Variant] = {v.channel_id: v for v in source.variants.all()} if source else {}
        channels = list(channels_to_draft_on(self.actor))
        offered = {channel.pk for channel in channels}
        if self.piece:  # closed meanwhile
            channels += [variant.channel for pk, variant in existing.items() if pk not in offered]
        parts = [self._part(channel, existing.get(channel.pk)) for channel in channels]
        if self.format and self.data is None:
            usual = set(self.format.channels.values_list("pk", flat=True))
            for part in parts:
                part.chosen = part.channel.pk in usual
        return parts

    def _part(self, channel: Channel, variant: Variant | None) -> ChannelPart:
        return ChannelPart(
            channel,
            variant,
            data=self.data,
            files=self.files,
            actor=self.actor,
            unfinished=self.unfinished,
            copied=self.piece is None,
            of_all=self.media,
        )


def _as_time(field: BoundField) -> datetime | None:
    """What was typed, if it is a time by now."""
    try:
        at: datetime | None = field.field.clean(field.field.widget.format_value(field.value()))
    except forms.ValidationError:
        return None
    return at


def _if_in_use(chosen: Topic | Format | None) -> Topic | Format | None:
    return None if chosen is None or chosen.retired_at else chosen


def _attached_to(source: Piece | Idea | None) -> list[Attachment]:
    return source.attached if source else []
