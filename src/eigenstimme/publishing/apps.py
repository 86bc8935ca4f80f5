from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "eigenstimme.publishing"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.channels import actions as channels
        from eigenstimme.channels import tending
        from eigenstimme.core import frame, ticks
        from eigenstimme.mandates import queries as mandates
        from eigenstimme.mandates import rules
        from eigenstimme.media import uses
        from eigenstimme.people import notices
        from eigenstimme.plan import results as plan_results
        from eigenstimme.publishing import banners, dispatch, history, measuring, queries, receivers, results
        from eigenstimme.publishing.uses import in_publications
        from eigenstimme.strategy import measures

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM, needed=history.NEEDED)
        notices.register(history.NOTICES)
        rules.count_uses_with(queries.uses_of_mandate)
        ticks.register(dispatch.tick)
        receivers.connect()
        uses.register(in_publications)
        plan_results.register(results.posts_out)
        measures.register(measuring.PUBLISHED)
        channels.count_planned_with(queries.planned_on)
        tending.count_published_with(queries.published_between)
        mandates.list_planned_with(queries.planned_under)
        frame.register(
            frame.Entry(
                "publishing:stopped",
                _("Decisions"),
                "octagon-pause",
                order=60,
                badge=queries.decided_by,
                topics=("plan", "holds"),
            )
        )
        frame.register_banners(banners.of_holds)
