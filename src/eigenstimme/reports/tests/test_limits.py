"""The boss sets a limit and lifts it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from eigenstimme.audit.models import Entry
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.reports import actions
from eigenstimme.reports.errors import NotAShare
from eigenstimme.reports.models import VoiceLimit


def test_set_limit_is_on_record(cast: Cast) -> None:
    limit = actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    assert (limit.percent, limit.channel, limit.set_by) == (60, None, cast.amira)
    entry = Entry.objects.get(verb="voice_limit.set")
    assert (entry.membership_id, entry.params["percent"]) == (cast.amira.pk, 60)


def test_a_new_limit_ends_the_one_before(cast: Cast) -> None:
    first = actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    second = actions.set_voice_limit(70, actor=cast.actor(cast.amira))
    first.refresh_from_db()
    assert first.ended_by == cast.amira
    assert list(VoiceLimit.objects.in_force()) == [second]


def test_the_same_limit_twice_is_one(cast: Cast) -> None:
    first = actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    assert actions.set_voice_limit(60, actor=cast.actor(cast.amira)) == first
    assert Entry.objects.filter(verb="voice_limit.set").count() == 1


def test_a_channel_has_a_limit_beside_the_companys(cast: Cast) -> None:
    actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    actions.set_voice_limit(80, channel=cast.blog, actor=cast.actor(cast.amira))
    assert VoiceLimit.objects.in_force().count() == 2


@pytest.mark.parametrize("percent", [0, 101, -5])
def test_a_limit_is_a_share(cast: Cast, percent: int) -> None:
    with pytest.raises(NotAShare):
        actions.set_voice_limit(percent, actor=cast.actor(cast.amira))
    assert not VoiceLimit.objects.exists()


def test_who_does_not_lead_sets_and_lifts_no_limit(cast: Cast) -> None:
    limit = actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    for member in (cast.ben, cast.clara, cast.robo):
        with pytest.raises(Denied):
            actions.set_voice_limit(10, actor=cast.actor(member))
        with pytest.raises(Denied):
            actions.lift_voice_limit(limit, actor=cast.actor(member))
    assert VoiceLimit.objects.in_force().get().percent == 60


def test_a_limit_is_not_set_on_somebody_elses_channel(cast: Cast) -> None:
    theirs = make_channel(cast.elsewhere, cast.dora, name="Kanzlei")
    with pytest.raises(Denied):
        actions.set_voice_limit(60, channel=theirs, actor=cast.actor(cast.amira))


def test_lifted_twice_is_lifted_once(cast: Cast) -> None:
    limit = actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    for _ in range(2):
        actions.lift_voice_limit(limit, actor=cast.actor(cast.amira))
    assert not VoiceLimit.objects.in_force().exists()
    assert Entry.objects.filter(verb="voice_limit.lifted").count() == 1


def test_the_database_takes_no_limit_by_an_outside_person(cast: Cast) -> None:
    limit = actions.set_voice_limit(60, actor=cast.actor(cast.amira))
    with pytest.raises(IntegrityError):
        VoiceLimit.objects.filter(pk=limit.pk).update(set_by=cast.clara)
