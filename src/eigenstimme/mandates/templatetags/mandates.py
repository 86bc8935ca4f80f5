"""``{% mandate_sentences as sentences %}{% for each in sentences|of:member.pk %}``: mandates in words on any page."""

from __future__ import annotations

from collections import defaultdict

from django import template
from django.utils import timezone

from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.words import sentence

register = template.Library()

Sentences = dict[int, list[str]]


@register.simple_tag(takes_context=True)
def mandate_sentences(context: template.Context) -> Sentences:
    """By membership, the mandates that are not over and that the reader may see. A fixed number of queries."""
    mandates = Mandate.objects.visible_to(context["request"].actor).not_over(timezone.now())
    sentences: Sentences = defaultdict(list)
    for mandate in mandates.for_words():
        sentences[mandate.holder_id].append(sentence(mandate))
    return sentences


@register.filter
def of(sentences: Sentences, membership_id: int) -> list[str]:
    return sentences.get(membership_id, [])
