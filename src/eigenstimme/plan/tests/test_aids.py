"""Snippets, sets of hashtags, rules for links: made by whoever drafts, and by the lead."""

from __future__ import annotations

import pytest
from django.urls import reverse

from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import SnippetDraft
from eigenstimme.plan.models import LinkRules, Snippet
from eigenstimme.plan.tests.pieces import queries_of, signed_in

TYPED = {"name": "Schluss", "text": "Bis bald!\nIhr Team", "kind": "text"}


def a_snippet(cast: Cast, **changes: object) -> Snippet:
    fields = {"name": "Schluss", "text": "Bis bald!", "kind": "text", **changes}
    return actions.add_snippet(SnippetDraft(**fields), actor=cast.actor(cast.amira))  # type: ignore[arg-type]


def test_snippet_is_made_changed_and_removed(cast: Cast) -> None:
    client = signed_in(cast.amira)

    client.post(reverse("plan:new_snippet"), TYPED)
    snippet = Snippet.objects.get()
    client.post(reverse("plan:snippet", args=[snippet.pk]), {**TYPED, "text": "Tschüss!"})

    assert Snippet.objects.get().text == "Tschüss!"
    client.post(reverse("plan:snippet_removed", args=[snippet.pk]))
    assert not Snippet.objects.exists()


def test_second_of_the_same_name_is_refused_in_words(cast: Cast) -> None:
    a_snippet(cast)
    answer = signed_in(cast.amira).post(reverse("plan:new_snippet"), TYPED)
    assert (answer.status_code, Snippet.objects.count()) == (422, 1)
    assert "Ihr Team" in answer.content.decode()


def test_menu_offers_what_belongs_to_the_readers_channels(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)
    a_snippet(cast, name="Überall")
    a_snippet(cast, name="Hier", channel=cast.blog)
    a_snippet(cast, name="Woanders", channel=other)

    menu = signed_in(cast.clara).get(reverse("plan:snippet_menu")).content.decode()

    assert ("Überall" in menu, "Hier" in menu, "Woanders" in menu) == (True, True, False)


def test_text_is_put_in_as_it_is(cast: Cast) -> None:
    a_snippet(cast, text='Ruf "an" <jetzt>')
    menu = signed_in(cast.amira).get(reverse("plan:snippet_menu")).content.decode()
    assert 'data-insert="Ruf &quot;an&quot; &lt;jetzt&gt;"' in menu


def test_snippet_of_another_company_is_none(cast: Cast) -> None:
    snippet = a_snippet(cast, name="Nur bei uns")
    client = signed_in(cast.dora)
    assert client.get(reverse("plan:snippet", args=[snippet.pk])).status_code == 404
    assert snippet.name not in client.get(reverse("plan:aids")).content.decode()


def test_lead_names_the_links(cast: Cast) -> None:
    domains = "https://Kern.example/seite\nkern.shop.example"
    typed = {"domains": domains, "source": "{network}", "medium": "social"}
    answer = signed_in(cast.amira).post(reverse("plan:links"), typed)

    rules = LinkRules.objects.get()
    assert (answer.status_code, rules.domains) == (302, ["kern.example", "kern.shop.example"])
    assert (rules.source, rules.campaign) == ("{network}", "")


@pytest.mark.parametrize("domains", ["kein Name", "<script>", "kern"])
def test_what_is_no_domain_is_refused(cast: Cast, domains: str) -> None:
    answer = signed_in(cast.amira).post(reverse("plan:links"), {"domains": domains})
    assert (answer.status_code, LinkRules.objects.exists()) == (422, False)


def test_page_costs_a_fixed_number_of_queries(cast: Cast) -> None:
    client, address = signed_in(cast.amira), reverse("plan:aids")
    a_snippet(cast, name="1", channel=cast.blog, topic=cast.colours)
    one = queries_of(client, address)
    for number in range(2, 6):
        a_snippet(cast, name=str(number), channel=cast.blog, topic=cast.colours)
    assert queries_of(client, address) == one <= 15
