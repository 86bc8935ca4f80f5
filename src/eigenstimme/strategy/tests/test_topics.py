"""Topics: leads decide on them, delicate ones name their expert."""

from __future__ import annotations

import pytest
from django.test import Client

from eigenstimme.audit.models import Entry
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy import actions, errors
from eigenstimme.strategy.actions import TopicDraft
from eigenstimme.strategy.models import Topic

pytestmark = pytest.mark.django_db

NORMAL = TopicDraft(name="Fassaden", content_class="B")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_topic_is_added_changed_and_retired_on_record(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    topic = actions.add_topic(NORMAL, actor=amira)
    actions.change_topic(topic, TopicDraft("Fassaden", "C", cast.ben), actor=amira)
    actions.retire_topic(topic, actor=amira)

    topic.refresh_from_db()
    assert (topic.content_class, topic.expert, topic.retired_at is None) == ("C", cast.ben, False)
    verbs = Entry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["topic.added", "topic.changed", "topic.retired"]


def test_nobody_but_leads_decides_on_topics(cast: Cast) -> None:
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        actor = cast.actor(member)
        if member != cast.dora:
            with pytest.raises(Denied):
                actions.add_topic(NORMAL, actor=actor)
        with pytest.raises(Denied):
            actions.change_topic(cast.law, NORMAL, actor=actor)
        with pytest.raises(Denied):
            actions.retire_topic(cast.law, actor=actor)
    cast.law.refresh_from_db()
    assert (cast.law.name, cast.law.retired_at) == ("Recht", None)


def test_delicate_topic_needs_a_present_own_expert_of_the_company(cast: Cast) -> None:
    for wrong in (None, cast.clara, cast.robo, cast.dora):
        with pytest.raises(errors.NeedsExpert):
            actions.add_topic(TopicDraft("Preise", "C", wrong), actor=cast.actor(cast.amira))


def test_name_is_taken_once_until_it_is_retired(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.NameTaken):
        actions.add_topic(TopicDraft("Farben", "A"), actor=amira)

    actions.retire_topic(cast.colours, actor=amira)
    actions.add_topic(TopicDraft("Farben", "A"), actor=amira)

    with pytest.raises(errors.Retired):
        actions.change_topic(cast.colours, NORMAL, actor=amira)
    with pytest.raises(errors.Retired):
        actions.retire_topic(cast.colours, actor=amira)


def test_pages_are_read_by_all_and_written_by_leads(client: Client, cast: Cast) -> None:
    client.force_login(cast.clara.person)
    assert "Farben" in client.get("/topics/").content.decode()
    for address in ("new/", f"{cast.law.pk}/"):
        assert client.get(f"/topics/{address}").status_code == 403
        assert client.post(f"/topics/{address}", {"name": "X", "content_class": "A"}).status_code == 403
    assert client.post(f"/topics/{cast.law.pk}/retirement/").status_code == 403

    client.force_login(cast.amira.person)
    assert client.post("/topics/new/", {"name": "Preise", "content_class": "C"}).status_code == 422
    assert client.post("/topics/new/", {"name": "Farben", "content_class": "A"}).status_code == 422
    client.post("/topics/new/", {"name": "Preise", "content_class": "C", "expert": cast.ben.pk})
    client.post(
        f"/topics/{cast.law.pk}/", {"name": "Recht und Steuern", "content_class": "C", "expert": cast.ben.pk}
    )
    client.post(f"/topics/{cast.everyday.pk}/retirement/")

    assert list(Topic.objects.in_use().values_list("name", flat=True)) == [
        "Farben",
        "Preise",
        "Recht und Steuern",
    ]


def test_topics_of_another_company_are_not_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.dora.person)

    assert "Farben" not in client.get("/topics/").content.decode()
    assert client.get(f"/topics/{cast.law.pk}/").status_code == 404
    assert client.post(f"/topics/{cast.law.pk}/retirement/").status_code == 404
