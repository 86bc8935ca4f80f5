"""All addresses. Each room has its own; their prefixes stand here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("eigenstimme.today.urls")),
    path("", include("eigenstimme.people.urls")),
    path("", include("eigenstimme.ui.urls")),
    path("account/", include("allauth.urls")),
    path("channels/", include("eigenstimme.channels.urls")),
    path("handover/", include("eigenstimme.handover.urls")),
    path("history/", include("eigenstimme.audit.urls")),
    path("figures/", include("eigenstimme.reports.urls")),
    path("inbox/", include("eigenstimme.inbox.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("mandates/advisor/", include("eigenstimme.advisor.urls")),
    path("mandates/", include("eigenstimme.mandates.urls")),
    path("mandates/", include("eigenstimme.onboarding.urls")),
    path("media/", include("eigenstimme.media.urls")),
    path("orders/", include("eigenstimme.orders.urls")),
    path("contracts/", include("eigenstimme.contracts.urls")),
    path("plan/", include("eigenstimme.calendar.urls")),
    path("plan/", include("eigenstimme.exchange.urls")),
    path("plan/", include("eigenstimme.plan.urls")),
    path("practice/", include("eigenstimme.practice.urls")),
    path("publications/", include("eigenstimme.publishing.urls")),
    path("", include("eigenstimme.strategy.urls")),
    path("skills/", include("eigenstimme.skills.urls")),
]

handler403 = "eigenstimme.ui.views.refused"
