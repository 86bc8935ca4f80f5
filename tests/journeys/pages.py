"""Every address of the product, and how a visitor comes to it. A new one belongs into one of these lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from eigenstimme.connectors import registry
from eigenstimme.people.invitation_links import invitation_path
from eigenstimme.plan.links import approval_path
from tests.journeys.scene import Scene

NOWHERE = "404"


def _words(text: str) -> list[str]:
    return text.split()


PLAIN = _words(
    """
    plan:formats plan:new_format plan:aids plan:links plan:new_snippet
    today:today people:people people:invite people:add_machine people:profile people:address people:company
    channels:channels channels:new audit:history inbox:inbox mandates:mandates mandates:mine
    mandates:choose_person calendar:month calendar:week calendar:day
    exchange:export exchange:own_calendar exchange:import
    calendar:list calendar:board calendar:events calendar:add_event plan:ideas plan:capture plan:new plan:approvals
    plan:campaigns plan:new_campaign
    media:library media:consents
    plan:approvals_week plan:lead_times plan:reading_list plan:own_and_shared
    orders:orders orders:new contracts:contracts contracts:new
    contracts:levy contracts:costs
    publishing:stopped publishing:holds publishing:place_hold strategy:topics strategy:add_topic
    strategy:words strategy:add_word strategy:change_address
    strategy:add_department strategy:goals strategy:new_goal
    strategy:playbook strategy:playbook_versions strategy:playbook_draft strategy:playbook_difference
    strategy:publish_playbook strategy:playbook_care
    channels:comparison channels:hourly_rate channels:my_time
    advisor:catalogue advisor:rules advisor:weighings advisor:describe
    handover:who skills:skills skills:mine skills:exercises
    reports:voice reports:voice_posts reports:voice_sheet
    usersessions_list account_logout account_change_password account_reauthenticate
    mfa_index mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes
    mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate
    """
)
"""Pages that need nothing but somebody who is signed in."""

ENTRANCE = _words(
    """
    plan:capture_empty account_login account_signup account_inactive account_reset_password account_reset_password_done
    account_reset_password_from_key_done account_email_verification_sent account_confirm_login_code
    """
)
"""Pages for people who have not signed in."""

ANSWER_FORMS = _words(
    """
    plan:unsaved_discarded plan:snippet_removed plan:campaign_closed plan:campaign_reopened plan:format_retired
    calendar:filter calendar:event_removed exchange:feed_made exchange:feed_ended
    exchange:columns exchange:corrected exchange:brought_in exchange:taken_back exchange:thrown_away
    today:notice_done people:withdraw_invitation people:self_approval people:sign people:switch ui:theme ui:language
    set_language media:add media:focus media:uploads media:upload
    media:deletion media:delete_shown media:moment
    media:add_consent media:withdraw_consent media:people media:captions media:check media:sector
    channels:check inbox:answers inbox:recommendations inbox:notes inbox:responsible
    inbox:closing inbox:like inbox:dismissal inbox:merger mandates:preview plan:idea_dropped
    plan:request plan:request_withdrawn plan:release plan:dropped plan:answer
    plan:comment plan:comment_answer plan:comment_settled plan:restored
    plan:approve_several plan:capture_shared practice:comments
    practice:likes publishing:lift_hold publishing:send_now publishing:new_time publishing:discard
    publishing:found publishing:absent publishing:posted_by_hand strategy:retire_topic strategy:remove_word
    strategy:retire_department strategy:mute
    strategy:start_playbook strategy:add_playbook_language strategy:comment_chapter strategy:settle_comment
    channels:take_back_time channels:end_promise advisor:suggestion handover:drop handover:end handover:leave
    onboarding:confirmed onboarding:begun onboarding:steps onboarding:date onboarding:done onboarding:dropped
    skills:tick skills:wish_taken_back reports:set_voice_limit reports:lift_voice_limit
    contracts:fees contracts:fee_struck contracts:exit_posts contracts:exit_handed_on
    contracts:exit_mandates contracts:exit_step contracts:exit_signed
    orders:sent orders:reply orders:question orders:deliveries orders:acceptance orders:return
    orders:comments orders:effort orders:piece orders:closed orders:cancelled
    """
)
"""What answers forms only; their pages are in the lists above."""

PARTS_AND_FILES = _words(
    """
    ui:counts ui:manifest plan:worker plan:capture_ticket
    inbox:list inbox:thread media:asset media:asset_by_link media:rendition media:tile
    plan:writers plan:snippet_menu plan:channel_part plan:channel_crops
    media:row media:choose media:consent_form media:track
    practice:video practice:track practice:picture practice:account
    mfa_download_recovery_codes mfa_login_webauthn
    orders:file exchange:feed contracts:file contracts:levy_sheet
    onboarding:document reports:voice_table media:delivered channels:reachable
    """
)
"""Parts of pages, pictures, and what programs ask for."""

ON_THE_WAY = _words(
    """
    plan:app_start channels:leave channels:returned
    mfa_authenticate account_email account_set_password account_confirm_email
    account_reset_password_from_key ui:patterns mfa_reauthenticate_webauthn people:confirm_address
    """
)
"""Pages seen only in the middle of something (the story and the rooms' own tests pass them), or while developing.
``account_email`` is ``people:address``, which stands in its place."""


def inside(scene: Scene) -> dict[str, str]:
    """The pages of somebody who is signed in, by a name for each."""
    return (
        {name: reverse(name) for name in PLAIN}
        | {name: reverse(address, args=arguments) for name, address, arguments in _with_rows(scene)}
        | {"calendar:move": f"{reverse('calendar:move')}?piece={scene.piece.pk}"}
        | {"advisor:questions": f"{reverse('advisor:questions')}?words=Texte"}
    )


def outside(scene: Scene) -> dict[str, str]:
    """The pages that need no sign-in."""
    wall, post = scene.wall.slug, scene.on_wall.pk
    return {name: reverse(name) for name in ENTRANCE} | {
        "people:accept_invitation": invitation_path(scene.invitation),
        "plan:approval_by_link": approval_path(scene.asked, scene.cast.amira),
        "practice:wall": reverse("practice:wall", args=[wall]),
        "practice:post": reverse("practice:post", args=[wall, post]),
        "people:accept_invitation dead": reverse("people:accept_invitation", args=["made-up"]),
        NOWHERE: "/nothing/there/",
    }


def _with_rows(scene: Scene) -> Iterator[tuple[str, str, list[object]]]:
    cast = scene.cast
    rows: dict[str, list[object]] = {
        "people:person": [cast.clara.pk],
        "people:goodbye": [cast.ben.pk],
        "channels:channel": [cast.blog.pk],
        "channels:edit": [cast.blog.pk],
        "channels:reconnect": [scene.elsewhere.pk],
        "channels:close": [cast.blog.pk],
        "channels:profile": [cast.blog.pk],
        "channels:promises": [cast.blog.pk],
        "advisor:task": ["write_posts"],
        "advisor:weighing": [scene.weighing.pk],
        "handover:task": ["write_posts"],
        "handover:comparison": ["write_posts"],
        "onboarding:briefing": [scene.mandate.pk],
        "onboarding:start": [scene.mandate.pk],
        "skills:person": [cast.ben.pk],
        "inbox:conversation": [scene.conversation.pk],
        "inbox:contact": [scene.conversation.contact_id],
        "media:file": [scene.picture.pk],
        "mandates:grant": [cast.clara.pk],
        "mandates:mandate": [scene.mandate.pk],
        "mandates:change": [scene.mandate.pk],
        "mandates:end": [scene.mandate.pk],
        "orders:order": [scene.order.pk],
        "orders:edit": [scene.order.pk],
        "orders:difference": [scene.order.pk],
        "contracts:contract": [scene.contract.pk],
        "contracts:end": [cast.ben.pk],
        "contracts:exit": [scene.exit.pk],
        "contracts:edit": [scene.contract.pk],
        "calendar:event": [scene.event.pk],
        "exchange:preview": [scene.table.pk],
        "plan:piece": [scene.asked.piece_id],
        "plan:edit": [scene.piece.pk],
        "plan:versions": [scene.piece.pk],
        "plan:repeat": [scene.piece.pk],
        "plan:series_words": [scene.piece.pk],
        "plan:series_end": [scene.piece.pk],
        "plan:format": [scene.format.pk],
        "plan:snippet": [scene.snippet.pk],
        "plan:campaign": [scene.campaign.pk],
        "plan:campaign_edit": [scene.campaign.pk],
        "plan:campaign_result": [scene.campaign.pk],
        "strategy:topic": [cast.law.pk],
        "strategy:word": [scene.word.pk],
        "strategy:department": [scene.department.pk],
        "strategy:goal": [scene.goal.pk],
        "strategy:change_goal": [scene.goal.pk],
        "strategy:measure_goal": [scene.goal.pk],
        "strategy:end_goal": [scene.goal.pk],
        "strategy:playbook_version": [1],
        "strategy:chapter": ["voice"],
        "strategy:chapter_in": ["voice", "en"],
        "mfa_edit_webauthn": [scene.passkey.pk],
        "mfa_remove_webauthn": [scene.passkey.pk],
    }
    yield from ((name, name, arguments) for name, arguments in rows.items())
    for network in registry.names():
        yield f"channels:connect {network}", "channels:connect", [network]
    for state, publication in scene.publications.items():
        yield f"publishing:publication {state}", "publishing:publication", [publication.pk]


def listed(scene: Scene) -> set[str]:
    """The names of all addresses in the lists of this file."""
    shown = {name.split(" ")[0] for name in (*inside(scene), *outside(scene))}
    return shown | set(ANSWER_FORMS) | set(PARTS_AND_FILES) | set(ON_THE_WAY)


def named() -> set[str]:
    """The names of all addresses the product has, and that of one it has not."""
    return {NOWHERE, *_names(get_resolver().url_patterns, "")}


def _names(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _names(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield f"{space}{each.name}"
