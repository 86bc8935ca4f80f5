"""Another address to sign in with: it counts once the person who is signed in has opened the link sent to it."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.signing import b64_decode
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from eigenstimme.audit.models import Entry
from eigenstimme.people.address_links import address_path
from eigenstimme.people.errors import ProofOfSomeoneElse
from eigenstimme.people.models import Person
from eigenstimme.people.tests.cast import PASSWORD, Cast, make_cast

pytestmark = pytest.mark.django_db

OLD, NEW = "ben@kern.example", "ben.arndt@kern.example"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def ben(client: Client, cast: Cast) -> Client:
    """Signed in, and has just shown that it is still he."""
    client.post("/account/login/", {"login": OLD, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def address() -> str:
    return Person.objects.get(name="Ben Arndt").email


def mails_arrive() -> None:
    for job in ProcrastinateJob.objects.filter(queue_name="mail").order_by("pk"):
        app.tasks[job.task_name].func(**job.args)


def link() -> str:
    """The path in the newest mail."""
    (url,) = re.findall(r"http\S+/account/email/\S+", str(mail.outbox[-1].body))
    return urlsplit(str(url)).path


def asked_for(ben: Client, email: str = NEW) -> str:
    assert ben.post("/account/email/", {"email": email})["Location"] == "/profile/"
    mails_arrive()
    return link()


def enters(email: str) -> bool:
    answer = Client().post("/account/login/", {"login": email, "password": PASSWORD})
    return answer.status_code == 302


def test_address_counts_once_the_link_was_opened(ben: Client) -> None:
    path = asked_for(ben, " Ben.Arndt@Kern.example ")
    assert ([*mail.outbox[-1].to], address()) == ([NEW], OLD)

    assert NEW in ben.get(path).content.decode()
    assert address() == OLD  # programs that look into mails open links too

    assert ben.post(path)["Location"] == "/profile/"
    assert address() == NEW
    assert Entry.objects.latest("pk").verb == "person.address_changed"


def test_old_address_is_told_and_opens_nothing_any_more(ben: Client) -> None:
    Client().post("/account/password/reset/", {"email": OLD})  # allauth remembers the address from then on
    assert EmailAddress.objects.filter(email=OLD).exists()
    ben.post(asked_for(ben))
    mails_arrive()

    told = mail.outbox[-1]
    assert ([*told.to], NEW in told.body) == ([OLD], True)
    assert (enters(OLD), enters(NEW)) == (False, True)


def test_link_works_once_and_for_a_day(ben: Client) -> None:
    path = asked_for(ben)
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        assert ben.get(path).status_code == ben.post(path).status_code == 410
    assert address() == OLD

    ben.post(path)
    Person.objects.filter(email=NEW).update(email="ben.neu@kern.example")  # and on to a third one
    assert ben.post(path).status_code == 410
    assert address() == "ben.neu@kern.example"


def test_link_alone_opens_nothing(ben: Client, cast: Cast) -> None:
    """Neither for whoever got the mail by mistake, nor for a colleague."""
    path = asked_for(ben)
    assert Client().post(path)["Location"].startswith("/account/login/?next=")
    clara = Client()
    clara.force_login(cast.clara.person)

    answer = clara.post(path)

    assert (answer.status_code, type(answer.context["error"])) == (410, ProofOfSomeoneElse)
    assert NEW not in answer.content.decode()
    assert Person.objects.get(pk=cast.clara.person_id).email == "clara@kern.example"
    assert address() == OLD


def test_link_does_not_tell_the_present_address(ben: Client) -> None:
    readable = asked_for(ben).split("/")[-2].split(":")[0]
    assert OLD not in b64_decode(readable.encode()).decode()


def test_made_up_link_is_refused(ben: Client) -> None:
    other = address_path(Person(pk=1, email=OLD), NEW).replace("/email/", "/email/x")
    for path in (other, "/account/email/nonsense/"):
        assert ben.post(path).status_code == 410
    assert address() == OLD


def test_address_of_another_person_stays_theirs(ben: Client, cast: Cast) -> None:
    """It is said to whoever opens the mail, not to whoever types addresses."""
    path = asked_for(ben, "amira@kern.example")

    answer = ben.post(path)

    assert (answer.status_code, "amira@kern.example" in answer.content.decode()) == (410, True)
    assert address() == OLD


@pytest.mark.parametrize("wrong", ["", "ben@", OLD, OLD.upper()])
def test_wrong_address_comes_back_with_what_was_typed(ben: Client, wrong: str) -> None:
    answer = ben.post("/account/email/", {"email": wrong})

    assert (answer.status_code, ProcrastinateJob.objects.count()) == (422, 0)
    assert not wrong or f'value="{wrong}"' in answer.content.decode()


def test_whoever_asks_shows_first_that_it_is_they(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben.person)

    answer = client.post("/account/email/", {"email": NEW})
    assert answer["Location"] == "/account/reauthenticate/?next=%2Faccount%2Femail%2F"
    assert ProcrastinateJob.objects.count() == 0

    client.post(answer["Location"], {"password": PASSWORD, "next": "/account/email/"})
    assert ProcrastinateJob.objects.get().args["email"] == NEW  # nothing typed was lost


def test_no_address_counts_unconfirmed(ben: Client) -> None:
    """What allauth's own page would do, if it stood there."""
    ben.post("/account/email/", {"action_add": "", "email": NEW})
    ben.post("/account/email/", {"action_primary": "", "email": NEW})

    assert address() == OLD
    assert not enters(NEW)
