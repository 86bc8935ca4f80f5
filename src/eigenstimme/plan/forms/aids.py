"""What people type into the writing aids."""

from __future__ import annotations

from typing import Any

import regex
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.core.forms import TextField
from eigenstimme.people.actor import Actor
from eigenstimme.plan.actions import SnippetDraft
from eigenstimme.plan.models import LinkRules, Snippet, SnippetKind
from eigenstimme.plan.models.writing_aids import LONGEST_SNIPPET
from eigenstimme.plan.queries import channels_to_draft_on, topics_to_draft_on
from eigenstimme.strategy.models import Topic

_DOMAIN = regex.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class SnippetForm(forms.Form):
    """A text or hashtags to put in while writing."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SnippetKind.choices)
    text = TextField(longest=LONGEST_SNIPPET, label=gettext_lazy("Text"), rows=4)
    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label=gettext_lazy("Only for the channel"),
        required=False,
        empty_label=gettext_lazy("all channels"),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Only for the topic"),
        required=False,
        empty_label=gettext_lazy("all topics"),
    )

    def __init__(self, data: Any = None, *, snippet: Snippet | None = None, actor: Actor) -> None:
        names = ("name", "kind", "text", "channel", "topic")
        super().__init__(data, initial={name: getattr(snippet, name) for name in names} if snippet else None)
        channel, topic = self.fields["channel"], self.fields["topic"]
        channel.queryset = channels_to_draft_on(actor)  # type: ignore[attr-defined]
        topic.queryset = topics_to_draft_on(actor)  # type: ignore[attr-defined]

    def draft(self) -> SnippetDraft:
        """Of a valid form."""
        return SnippetDraft(**self.cleaned_data)


class LinkRulesForm(forms.Form):
    """How links to the own pages are named. Each pattern may stay empty: then that mark is left out."""

    domains = TextField(
        longest=1000,
        rows=2,
        label=gettext_lazy("Your own pages"),
        required=False,
        help_text=gettext_lazy(
            "One domain a line, like maler-kern.de. Only links there are marked; everything below a domain counts too."
        ),
    )
    source = forms.CharField(label=gettext_lazy("Source (utm_source)"), max_length=80, required=False)
    medium = forms.CharField(label=gettext_lazy("Medium (utm_medium)"), max_length=80, required=False)
    campaign = forms.CharField(
        label=gettext_lazy("Campaign (utm_campaign)"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "{network}, {channel}, {topic}, {campaign} and {title} stand for what the post has there."
        ),
    )
    content = forms.CharField(label=gettext_lazy("Content (utm_content)"), max_length=80, required=False)

    def __init__(self, data: Any = None, *, rules: LinkRules | None) -> None:
        known = rules or LinkRules()
        names = ("source", "medium", "campaign", "content")
        initial = {name: getattr(known, name) for name in names} | {"domains": "\n".join(known.domains)}
        super().__init__(data, initial=initial)

    def clean_domains(self) -> list[str]:
        """Bare names, whatever was pasted."""
        lines = self.cleaned_data["domains"].lower().split()
        typed = [regex.sub(r"^https?://|/.*$", "", line) for line in lines]
        for domain in typed:
            if not _DOMAIN.fullmatch(domain):
                raise forms.ValidationError(_("“%(domain)s” is no domain.") % {"domain": domain})
        return list(dict.fromkeys(typed))
