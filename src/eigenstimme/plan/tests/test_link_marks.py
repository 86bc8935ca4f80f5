"""Links to the company's own pages say where a visitor comes from, as the company names it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.forms.composer import Composer
from eigenstimme.plan.link_marks import Marks, links_home, marked, named
from eigenstimme.plan.models import LinkRules, Outcome, Piece
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, draft, form, handed_in, signed_in

HOME = Marks(("kern.example",), "utm_source=practice")


@pytest.mark.parametrize(
    ("link", "sent"),
    [
        ("https://kern.example", "https://kern.example?utm_source=practice"),
        ("https://www.kern.example/a?x=1#top.", "https://www.kern.example/a?x=1&utm_source=practice#top."),
        ("https://notkern.example/", "https://notkern.example/"),
        ("https://kern.example.evil.example/", "https://kern.example.evil.example/"),
        ("https://kern.example/?utm_source=mail", "https://kern.example/?utm_source=mail"),
        ("https://KERN.example:443/", "https://KERN.example:443/?utm_source=practice"),
        ("kern.example", "kern.example"),
    ],
)
def test_only_links_home_are_marked(link: str, sent: str) -> None:
    assert marked(f"Siehe {link}", HOME) == f"Siehe {sent}"


def test_marking_twice_is_marking_once() -> None:
    once = marked("https://kern.example/a https://kern.example/b", HOME)
    assert marked(once, HOME) == once
    assert links_home(once, ["kern.example"]) == 0


def test_names_need_no_escaping() -> None:
    assert named("{topic} {network}", {"topic": "Farbe & Gestaltung – Größe", "network": "bluesky"}) == (
        "farbe-gestaltung-groesse-bluesky"
    )


@pytest.fixture
def rules(cast: Cast) -> LinkRules:
    return LinkRules.objects.create(company=cast.company, domains=["kern.example"])


def test_each_channel_is_named_as_source(cast: Cast, rules: LinkRules) -> None:
    sky = make_channel(cast.company, cast.amira, name="Himmel", network="bluesky")
    variants = [VariantDraft(cast.blog), VariantDraft(sky)]
    piece = a_piece(cast, text="https://kern.example/", variants=variants)

    assert {variant.text for variant in piece.variants.all()} == {
        f"https://kern.example/?utm_source={network}&utm_medium=social&utm_campaign=farben"
        for network in ("practice", "bluesky")
    }


def test_rule_that_changes_leaves_what_was_approved(cast: Cast, rules: LinkRules) -> None:
    piece = a_piece_of_clara(cast, text="https://kern.example/")
    approval = handed_in(cast, piece)
    rules.medium = "sozial"
    rules.save()

    actions.approve(approval, actor=cast.actor(cast.amira))

    assert "utm_medium=social&" in piece.variants.get().publications.get().text


def test_switching_marks_off_is_other_content(cast: Cast, rules: LinkRules) -> None:
    piece = a_piece_of_clara(cast, text="https://kern.example/")
    approval = handed_in(cast, piece)

    changed = draft(cast, text="https://kern.example/", plain_links=True, planned_for=piece.planned_for)
    actions.edit_piece(piece, changed, revision=1, actor=cast.actor(cast.clara))

    approval.refresh_from_db()
    assert (approval.outcome, Piece.objects.get().variants.get().text) == (
        Outcome.REOPENED,
        "https://kern.example/",
    )


def test_preview_and_limits_see_the_final_link(cast: Cast, rules: LinkRules) -> None:
    limit = cast.blog.limits.max_length or 0
    text = f"{'x' * (limit - 30)} https://kern.example/"
    page = signed_in(cast.amira).post("/plan/new/", form(cast, text=text, preview="1")).content.decode()

    assert "utm_source=practice" in page and 'data-fix="id_text"' in page
    assert "data-marks=" in page


def test_unmarked_links_are_a_hint(cast: Cast, rules: LinkRules) -> None:
    typed = form(cast, text="https://kern.example/", plain_links="on", preview="1")
    page = signed_in(cast.amira).post("/plan/new/", typed).content.decode()
    assert 'data-fix="id_plain_links"' in page


def test_campaign_of_the_post_can_name_its_links(cast: Cast, rules: LinkRules) -> None:
    LinkRules.objects.update(campaign="{campaign}")
    inside = a_piece(cast, text="https://kern.example/", campaign=a_campaign(cast))
    outside = a_piece(cast, text="https://kern.example/")

    assert [piece.variants.get().text.partition("medium=social")[2] for piece in (inside, outside)] == [
        "&utm_campaign=fassadenwochen",
        "",
    ]


def test_composer_shows_the_mark_of_the_campaign_that_is_chosen(cast: Cast, rules: LinkRules) -> None:
    LinkRules.objects.update(campaign="{campaign}")
    campaign = a_campaign(cast)
    values = form(cast, text="https://kern.example/", campaign=campaign.pk)
    typed = QueryDict(mutable=True)
    typed.update(values)

    composer = Composer(cast.actor(cast.amira), data=typed)

    assert "utm_campaign=fassadenwochen" in composer.contents()[0].content.text
