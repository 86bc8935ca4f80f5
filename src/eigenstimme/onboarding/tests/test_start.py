"""Starting well: a list both sides tick off, and a regular date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.mandates import actions as mandates
from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding import actions, errors
from eigenstimme.onboarding.models import RegularDate, Side, Step
from eigenstimme.onboarding.tests.books import publish
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant

WEEKLY = actions.Agreed(weekday=1, clock=time(9, 30), weeks=1, first_day=date(2026, 11, 2), how="Telefon")


def granted(cast: Cast, **changes: object) -> Mandate:
    values = {"holder": cast.clara, "acts": ["piece.draft"], "contact": cast.ben, "starts_at": timezone.now()}
    terms = mandates.Grant(**{"channels": None, "topics": None, **values, **changes})  # type: ignore[arg-type]
    return mandates.grant(terms, actor=cast.actor(cast.amira))


def keys(mandate: Mandate) -> list[str]:
    return list(Step.objects.filter(mandate=mandate).values_list("key", flat=True))


def test_list_fits_what_somebody_is_to_do(cast: Cast) -> None:
    drafting = keys(granted(cast))
    assert "trial" in drafting and "answers" not in drafting


def test_colleagues_and_machines_get_no_list(cast: Cast) -> None:
    for holder in (cast.ben, cast.robo):
        mandate = granted(cast, holder=holder, contact=cast.amira)
        assert keys(mandate) == []
        with pytest.raises(errors.NotForThem):
            actions.begin(mandate, actor=cast.actor(cast.amira))


def test_second_mandate_does_not_start_over_unless_the_contact_says_so(cast: Cast) -> None:
    granted(cast)
    second = granted(cast, acts=["inbox.recommend"])
    assert keys(second) == []
    actions.begin(second, actor=cast.actor(cast.ben))
    assert "answers" in keys(second)
    with pytest.raises(errors.AlreadyBegun):
        actions.begin(second, actor=cast.actor(cast.ben))


def test_start_goes_on_under_other_terms(cast: Cast) -> None:
    old = granted(cast)
    actions.agree_date(old, WEEKLY, actor=cast.actor(cast.ben))
    terms = mandates.Grant(cast.clara, ["piece.draft"], None, None, cast.ben, timezone.now())
    new = mandates.change(old, terms, actor=cast.actor(cast.amira))
    assert keys(old) == [] and "trial" in keys(new)
    assert RegularDate.objects.get().mandate == new


def test_both_sides_tick_off_and_it_is_on_record(cast: Cast) -> None:
    mandate = granted(cast)
    for who, key in ((cast.clara, "access"), (cast.ben, "workshop")):
        step = mandate.steps.get(key=key)
        for _twice in range(2):
            actions.do_step(step, actor=cast.actor(who))
        step.refresh_from_db()
        assert step.done_by == who
    assert Entry.objects.filter(verb="onboarding.step_done").count() == 2
    actions.open_step_again(step, actor=cast.actor(cast.clara))
    step.refresh_from_db()
    assert (step.done_at, step.done_by) == (None, None)


def test_holder_ticks_but_does_not_decide_what_belongs_to_it(cast: Cast) -> None:
    mandate, clara = granted(cast), cast.actor(cast.clara)
    step = mandate.steps.get(key="access")
    with pytest.raises(Denied):
        actions.drop_step(step, actor=clara)
    with pytest.raises(Denied):
        actions.add_step(mandate, title="x", side=Side.CONTACT, actor=clara)
    assert Step.objects.filter(pk=step.pk).exists()


def test_contact_adds_and_drops(cast: Cast) -> None:
    mandate, ben = granted(cast), cast.actor(cast.ben)
    added = actions.add_step(mandate, title="Farbenlager ansehen", side=Side.HOLDER, actor=ben)
    for _twice in range(2):
        actions.drop_step(mandate.steps.get(key="words") if _twice == 0 else added, actor=ben)
    assert "words" not in keys(mandate) and not Step.objects.filter(pk=added.pk).exists()


def test_confirming_ticks_off_the_briefing_and_agreeing_the_date(cast: Cast) -> None:
    mandate, version = granted(cast), publish(cast)
    mandates.confirm_briefing(mandate, version, actor=cast.actor(cast.clara))
    actions.agree_date(mandate, WEEKLY, actor=cast.actor(cast.clara))
    done = set(mandate.steps.exclude(done_at=None).values_list("key", flat=True))
    assert done == {"briefing", "date"}


def test_next_dates_keep_day_and_clock_when_the_clocks_change(cast: Cast) -> None:
    mandate = granted(cast)
    regular = actions.agree_date(mandate, WEEKLY, actor=cast.actor(cast.ben))
    regular.mandate = mandate
    dates = regular.next_dates(datetime(2027, 3, 23, 8, 0, tzinfo=UTC), 2)
    assert [each.isoformat() for each in dates] == ["2027-03-23T09:30:00+01:00", "2027-03-30T09:30:00+02:00"]


def test_every_other_week_counts_from_the_first_day(cast: Cast) -> None:
    mandate = granted(cast)
    agreed = actions.Agreed(weekday=1, clock=time(9), weeks=2, first_day=date(2026, 12, 1), how="Telefon")
    regular = actions.agree_date(mandate, agreed, actor=cast.actor(cast.ben))
    regular.mandate = mandate
    after = regular.next_dates(datetime(2026, 12, 2, tzinfo=UTC), 2)
    assert [each.date() for each in after] == [date(2026, 12, 15), date(2026, 12, 29)]


# --- pages --------------------------------------------------------------------------------------------------


def test_page_ticks_off_and_agrees(cast: Cast, client: Client) -> None:
    mandate = granted(cast)
    client.force_login(cast.clara.person)
    step = mandate.steps.get(key="access")
    client.post(reverse("onboarding:done", args=[step.pk]))
    typed = {"weekday": "1", "clock": "09:30", "weeks": "1", "first_day": "2026-12-01", "how": "Am Telefon"}
    client.post(reverse("onboarding:date", args=[mandate.pk]), typed)
    page = client.get(reverse("onboarding:start", args=[mandate.pk])).content.decode()
    assert "2 von 8 erledigt" in page
    assert "Am Telefon" in page
    assert "Herausnehmen" not in page


def test_refused_form_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    mandate = granted(cast)
    client.force_login(cast.ben.person)
    answer = client.post(
        reverse("onboarding:date", args=[mandate.pk]), {"how": "Am Küchentisch", "weekday": "9"}
    )
    assert answer.status_code == 422
    assert "Am Küchentisch" in answer.content.decode()
    answer = client.post(reverse("onboarding:steps", args=[mandate.pk]), {"title": "", "side": "contact"})
    assert answer.status_code == 422


def test_nobody_else_sees_it(cast: Cast, client: Client) -> None:
    mandate = granted(cast)
    step = mandate.steps.get(key="access")
    for reader in (cast.robo, cast.dora):
        client.force_login(reader.person)
        assert client.get(reverse("onboarding:start", args=[mandate.pk])).status_code == 404
        assert client.post(reverse("onboarding:done", args=[step.pk])).status_code == 404


def test_today_counts_the_steps_of_ones_own_side(cast: Cast, client: Client) -> None:
    granted(cast)
    client.force_login(cast.ben.person)
    page = client.get(reverse("today:today")).content.decode()
    assert "Guter Einstieg für Clara Frei" in page
    assert "5 Schritte sind Ihre" in page


def test_mandate_page_shows_briefing_and_start(cast: Cast, client: Client) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.ben)
    publish(cast)
    client.force_login(cast.clara.person)
    page = client.get(mandate.get_absolute_url()).content.decode()
    assert reverse("onboarding:briefing", args=[mandate.pk]) in page
    assert reverse("onboarding:start", args=[mandate.pk]) in page
