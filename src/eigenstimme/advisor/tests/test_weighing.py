"""Weighing a task, suggesting it, and the mandate that comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from eigenstimme.advisor import actions
from eigenstimme.advisor.criteria import Answers, Check, Sender, Verdict
from eigenstimme.advisor.errors import AlreadyGranted, AlreadySuggested
from eigenstimme.advisor.models import Suggestion, Weighing
from eigenstimme.audit.models import Entry
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast

pytestmark = pytest.mark.django_db

COMMENTS = Answers(sender=Sender.SPEAKS, check=Check.FEEL)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def ben(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ben.person)
    return client


def weighed(cast: Cast, by: Membership | None = None, answers: Answers = COMMENTS, **named: Any) -> Weighing:
    actor = cast.actor(by or cast.ben)
    return actions.weigh("Kommentare beantworten", answers, actor=actor, **named)


def typed(**changes: str) -> dict[str, str]:
    return {"words": "Kommentare beantworten", **COMMENTS.stored(), **changes}


# --- weighing -------------------------------------------------------------------------------------------------


def test_weighing_is_a_row_with_its_reasons_and_on_record(cast: Cast) -> None:
    weighing = weighed(cast, known_as="answer_comments")
    assert (weighing.verdict, weighing.fired) == (Verdict.OWN_WITH_PREPARATION, ["voice"])
    assert (weighing.by, weighing.given(), weighing.today()) == (cast.ben, COMMENTS, None)
    entry = Entry.objects.get()
    assert (entry.verb, entry.mandate_id) == ("weighing.made", None)


def test_only_own_people_weigh(cast: Cast) -> None:
    for member in (cast.clara, cast.robo):
        grant(member, ["plan.read"], by=cast.amira)
        with pytest.raises(Denied):
            weighed(cast, by=member)
    assert not Weighing.objects.exists()


def test_same_form_twice_is_one_weighing(cast: Cast) -> None:
    key = uuid4()
    assert weighed(cast, form_key=key) == weighed(cast, form_key=key)
    assert Entry.objects.count() == 1


def test_weighing_of_another_company_is_not_there(cast: Cast, ben: Client) -> None:
    theirs = weighed(cast, by=cast.dora)
    assert ben.get(theirs.get_absolute_url()).status_code == 404
    assert ben.post(reverse("advisor:suggestion", args=[theirs.pk])).status_code == 404
    with pytest.raises(Denied):
        actions.suggest(theirs, actor=cast.actor(cast.ben))


def test_page_says_when_the_rules_say_something_else_today(cast: Cast, ben: Client) -> None:
    weighing = weighed(cast)
    assert "geändert" not in ben.get(weighing.get_absolute_url()).content.decode()
    Weighing.objects.update(verdict=Verdict.HANDOVER, fired=["standard", "a_rule_of_old"])

    page = ben.get(weighing.get_absolute_url()).content.decode()
    assert "Die Regeln haben sich seither geändert." in page
    assert "Es spricht als Betrieb zu Menschen." in page  # what would decide today
    assert "Es läuft nach Muster" in page  # what decided then


def test_page_says_when_an_answer_no_longer_exists(cast: Cast, ben: Client) -> None:
    weighing = weighed(cast)
    Weighing.objects.update(answers={**weighing.answers, "speed": "yesterday"})
    page = ben.get(weighing.get_absolute_url())
    assert page.status_code == 200
    assert "Die Fragen haben sich seither geändert." in page.content.decode()


# --- on the page ----------------------------------------------------------------------------------------------


def test_description_suggests_answers_that_can_all_be_changed(ben: Client) -> None:
    page = ben.get(reverse("advisor:questions"), {"words": "Kommentare auf Englisch beantworten"})
    form = page.context["form"]
    assert (form.initial["known_as"], form.initial["sender"]) == ("answer_foreign", "speaks")
    other = ben.get(
        reverse("advisor:questions"), {"words": "Kommentare auf Englisch beantworten", "like": ""}
    )
    assert "sender" not in other.context["form"].initial


def test_questions_are_answered_and_lead_to_the_verdict(ben: Client) -> None:
    answer = ben.post(reverse("advisor:questions"), typed(about="person", known_as="answer_comments"))
    weighing = Weighing.objects.get()
    assert answer["Location"] == weighing.get_absolute_url()
    assert (weighing.verdict, weighing.known_as) == (Verdict.OWN_ONLY, "answer_comments")
    page = ben.get(answer["Location"]).content.decode()
    assert "nur eigene Leute" in page
    assert "Es gilt einem bestimmten Menschen." in page


def test_missing_answer_is_asked_for_and_nothing_is_lost(ben: Client) -> None:
    answer = ben.post(reverse("advisor:questions"), typed(speed="", words="Kommentare an Frau Öztürk"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wählen Sie, was am nächsten kommt." in page
    assert "Kommentare an Frau Öztürk" in page
    assert answer.context["form"]["sender"].value() == "speaks"
    assert not Weighing.objects.exists()


def test_empty_description_is_refused_with_a_sentence(ben: Client) -> None:
    assert ben.get(reverse("advisor:questions"), {"words": " "}).status_code == 422
    assert ben.get(reverse("advisor:questions"), {"words": "x" * 301}).status_code == 422


def test_made_up_known_task_is_none(ben: Client) -> None:
    ben.post(reverse("advisor:questions"), typed(known_as="<script>"))
    assert Weighing.objects.get().known_as == ""


@pytest.mark.parametrize("name", ["catalogue", "rules", "weighings", "describe"])
def test_pages_are_for_own_people(name: str, cast: Cast, client: Client) -> None:
    grant(cast.clara, ["plan.read"], by=cast.amira)
    client.force_login(cast.clara.person)
    assert client.get(reverse(f"advisor:{name}")).status_code == 403
    assert "Was lässt sich abgeben?" not in client.get(reverse("mandates:mandates")).content.decode()


def test_catalogue_is_filtered_and_searched_without_script(ben: Client) -> None:
    def names(**query: str) -> set[str]:
        shelves = ben.get(reverse("advisor:catalogue"), query).context["shelves"]
        return {task.key for shelf in shelves for task in shelf.tasks}

    assert len(names()) == 59
    assert "answer_messages" in names(verdict="own_only")
    assert "crop_pictures" not in names(verdict="own_only")
    assert names(q="zuschneiden") == {"crop_pictures"}
    assert "speak_in_crisis" in names(q="shitstorm")
    assert names(q="rasen mähen") == set()


def test_every_known_task_has_its_page(ben: Client) -> None:
    page = ben.get(reverse("advisor:task", args=["answer_comments"])).content.decode()
    assert "Antworten empfehlen" in page  # what from outside
    assert "Menschen antworten" in page or "Leuten antworten" in page
    assert ben.get(reverse("advisor:task", args=["mow_the_lawn"])).status_code == 404


def test_lists_ask_a_fixed_number_of_questions(cast: Cast, ben: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert ben.get(reverse("advisor:weighings")).status_code == 200
        return len(queries)

    weighed(cast)
    ben.get(reverse("advisor:weighings"))
    once = asked()
    for _ in range(4):
        suggested = weighed(cast)
        actions.suggest(suggested, actor=cast.actor(cast.ben))
        actions.note_mandate(
            suggested, grant(cast.clara, ["plan.read"], by=cast.amira), actor=cast.actor(cast.amira)
        )
    assert asked() == once <= 12


# --- suggesting -----------------------------------------------------------------------------------------------


def test_whoever_may_not_grant_suggests_it_and_the_lead_is_told(cast: Cast, ben: Client) -> None:
    weighing = weighed(cast)
    page = ben.get(weighing.get_absolute_url()).content.decode()
    assert "Dieses Mandat erteilen" not in page

    ben.post(reverse("advisor:suggestion", args=[weighing.pk]))
    assert Suggestion.objects.get().by == cast.ben
    notice = Notice.objects.get(membership=cast.amira)
    assert (notice.code, notice.path) == ("weighing.suggested", weighing.get_absolute_url())
    assert "Die Leitung weiß davon." in ben.get(weighing.get_absolute_url()).content.decode()


def test_suggesting_twice_is_said_and_changes_nothing(cast: Cast, ben: Client) -> None:
    weighing = weighed(cast)
    actions.suggest(weighing, actor=cast.actor(cast.ben))
    with pytest.raises(AlreadySuggested):
        actions.suggest(weighing, actor=cast.actor(cast.ben))
    page = ben.post(reverse("advisor:suggestion", args=[weighing.pk]), follow=True).content.decode()
    assert "schon vorgeschlagen" in page
    assert Notice.objects.filter(code="weighing.suggested").count() == 1


def test_suggesting_what_has_a_mandate_comes_too_late(cast: Cast) -> None:
    weighing, amira = weighed(cast), cast.actor(cast.amira)
    actions.note_mandate(weighing, grant(cast.clara, ["plan.read"], by=cast.amira), actor=amira)
    with pytest.raises(AlreadyGranted):
        actions.suggest(weighing, actor=cast.actor(cast.ben))
    with pytest.raises(AlreadyGranted):
        actions.note_mandate(weighing, grant(cast.clara, ["plan.read"], by=cast.amira), actor=amira)


# --- granting -------------------------------------------------------------------------------------------------


def test_lead_grants_the_mandate_from_the_weighing(cast: Cast, client: Client) -> None:
    weighing = weighed(cast, known_as="answer_comments")
    actions.suggest(weighing, actor=cast.actor(cast.ben))
    client.force_login(cast.amira.person)
    choose = f"{reverse('mandates:choose_person')}?weighing={weighing.pk}"
    assert choose in client.get(weighing.get_absolute_url()).content.decode()
    form_address = f"{reverse('mandates:grant', args=[cast.clara.pk])}?weighing={weighing.pk}"
    assert form_address in client.get(choose).content.decode()

    initial = client.get(form_address).context["form"].initial
    assert initial["acts"] == ["inbox.recommend"]
    day = timezone.localdate() + timedelta(days=1)
    client.post(form_address, {**initial, "where": "every", "about": "every", "first_day": day.isoformat()})

    weighing.refresh_from_db()
    assert weighing.mandate == Mandate.objects.get(holder=cast.clara)
    assert Notice.objects.filter(membership=cast.ben, code="weighing.granted").count() == 1
    assert Entry.objects.order_by("-number")[0].verb == "weighing.granted"


def test_what_stays_inside_offers_colleagues_only(cast: Cast, client: Client) -> None:
    weighing = weighed(cast, answers=Answers(sender=Sender.SPEAKS, about="person"))  # type: ignore[arg-type]
    client.force_login(cast.amira.person)
    page = client.get(f"{reverse('mandates:choose_person')}?weighing={weighing.pk}")
    assert (page.context["own"], page.context["others"]) == ([cast.ben], [])


def test_occasion_of_others_or_nonsense_is_nothing(cast: Cast, client: Client) -> None:
    theirs = weighed(cast, by=cast.dora)
    client.force_login(cast.amira.person)
    for value in (theirs.pk, "abc", "9" * 40, "-1", "²"):
        page = client.get(reverse("mandates:choose_person"), {"weighing": value})
        assert (page.status_code, page.context["occasion"]) == (200, None)


def test_mandate_of_another_company_is_not_noted(cast: Cast) -> None:
    weighing = weighed(cast)
    with pytest.raises(Denied):
        actions.note_mandate(
            weighing, grant(cast.dora, ["plan.read"], by=cast.dora), actor=cast.actor(cast.amira)
        )
    with pytest.raises(Denied):
        actions.note_mandate(
            weighing, grant(cast.clara, ["plan.read"], by=cast.amira), actor=cast.actor(cast.ben)
        )
