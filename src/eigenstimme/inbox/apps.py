from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "eigenstimme.inbox"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.contracts import leftovers
        from eigenstimme.core import frame, ticks
        from eigenstimme.inbox import fetching, history, measuring, queries, reacting, receivers, results
        from eigenstimme.inbox.leftovers import open_recommendations
        from eigenstimme.people import notices
        from eigenstimme.plan import results as plan_results
        from eigenstimme.strategy import measures

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM)
        notices.register(history.NOTICES)
        ticks.register(fetching.tick)
        ticks.register(reacting.tick)
        receivers.connect()
        plan_results.register(results.talks)
        measures.register(measuring.ANSWERED, measuring.FIRST_ANSWER)
        leftovers.register_recommendations(open_recommendations)
        frame.register(
            frame.Entry(
                "inbox:inbox",
                _("Inbox"),
                "inbox",
                order=50,
                badge=queries.waiting,
                shown=queries.reads_somewhere,
                phone=True,
                topics=("inbox",),
            )
        )
