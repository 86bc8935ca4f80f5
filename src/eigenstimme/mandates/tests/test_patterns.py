"""Patterns fill in the grant form, and never more than a mandate can give (law 3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eigenstimme.mandates import actions, occasions
from eigenstimme.mandates.forms import GrantForm
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.patterns import PATTERNS, Pattern, for_kind
from eigenstimme.mandates.permissions import Permission, acts_for
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.tests.cast import Cast, make_cast

FITTING = [(pattern, kind) for pattern in PATTERNS for kind in sorted(pattern.kinds)]


@pytest.mark.parametrize(("pattern", "kind"), FITTING, ids=str)
def test_pattern_holds_only_what_its_kinds_can_be_granted(pattern: Pattern, kind: Kind) -> None:
    assert set(pattern.acts) <= set(acts_for(kind))
    assert (Permission.PIECE_PUBLISH in pattern.acts) == bool(pattern.publishes_up_to)
    assert pattern.publishes_up_to in {"", "A", "B"}


def test_every_kind_has_patterns_with_names_of_their_own() -> None:
    assert all(for_kind(kind) for kind in Kind)
    assert len({pattern.key for pattern in PATTERNS}) == len(PATTERNS)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def grant_page(cast: Cast, client: Client, holder: Membership, query: str) -> GrantForm:
    client.force_login(cast.amira.person)
    answer = client.get(f"{reverse('mandates:grant', args=[holder.pk])}?{query}")
    assert answer.status_code == 200
    form: GrantForm = answer.context["form"]
    return form


def holder_of(cast: Cast, kind: str) -> Membership:
    return {Kind.OWN: cast.ben, Kind.OUTSIDE: cast.clara, Kind.MACHINE: cast.robo}[Kind(kind)]


@pytest.mark.parametrize(("pattern", "kind"), FITTING, ids=str)
def test_form_filled_by_a_pattern_grants_exactly_it(
    pattern: Pattern, kind: str, cast: Cast, client: Client
) -> None:
    holder = holder_of(cast, kind)
    filled = grant_page(cast, client, holder, f"pattern={pattern.key}").initial
    sent = GrantForm({**filled, "where": "every", "about": "every", "first_day": today()}, holder=holder)
    assert sent.is_valid(), sent.errors
    mandate = actions.grant(sent.terms(), actor=cast.actor(cast.amira))

    implied_too = set(mandate.acts)
    assert implied_too == set(pattern.acts)
    assert mandate.publishes_up_to == pattern.publishes_up_to
    assert mandate.ends_at is not None
    assert mandate.ends_at - timezone.now() < timedelta(days=pattern.days + 2)


def today() -> str:
    return timezone.localdate().isoformat()


def test_grant_page_offers_the_patterns_of_the_kind_and_says_what_is_left_out(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.amira.person)
    page = client.get(reverse("mandates:grant", args=[cast.clara.pk]) + "?pattern=adviser").content.decode()
    assert "Fotografin" in page
    assert "Auszubildende" not in page
    assert "Wer berät, entscheidet nicht" in page


@pytest.mark.parametrize(
    "query",
    ["act=inbox.reply", "act=nonsense", "pattern=trainee", "pattern=nonsense", "act=mandate.grant", "task=x"],
)
def test_what_cannot_be_granted_to_this_person_is_left_out_without_an_error(
    query: str, cast: Cast, client: Client
) -> None:
    initial = grant_page(cast, client, cast.clara, query).initial
    assert (initial["acts"], "publishes_up_to" in initial) == ([], False)


def test_acts_named_in_the_address_are_ticked(cast: Cast, client: Client) -> None:
    initial = grant_page(cast, client, cast.clara, "act=piece.draft&act=inbox.recommend").initial
    assert initial["acts"] == ["piece.draft", "inbox.recommend"]


def test_publishing_named_in_the_address_means_routine(cast: Cast, client: Client) -> None:
    initial = grant_page(cast, client, cast.clara, "act=piece.publish").initial
    assert (initial["acts"], initial["publishes_up_to"]) == ([], "A")
    assert "publishes_up_to" not in grant_page(cast, client, cast.robo, "act=piece.publish").initial


def test_occasion_goes_along_from_choosing_to_the_mandate(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, Mandate]] = []

    def find(_actor: Actor, value: str) -> occasions.Occasion | None:
        acts = {str(Kind.OUTSIDE): ["piece.draft", "inbox.reply"]}
        return occasions.Occasion("Bilder zuschneiden", acts) if value == "7" else None

    monkeypatch.setattr(occasions, "_finders", {"sample": find})
    monkeypatch.setattr(
        occasions, "_listeners", {"sample": lambda _actor, value, mandate: heard.append((value, mandate))}
    )
    client.force_login(cast.amira.person)
    chosen = client.get(reverse("mandates:choose_person") + "?sample=7").content.decode()
    address = f"{reverse('mandates:grant', args=[cast.clara.pk])}?sample=7"
    assert "Bilder zuschneiden" in chosen
    assert address in chosen

    initial = client.get(address).context["form"].initial
    assert (initial["acts"], initial["note"]) == (["piece.draft"], "Bilder zuschneiden")
    client.post(address, {**initial, "where": "every", "about": "every", "first_day": today()})
    assert heard == [("7", Mandate.objects.get())]
