from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "eigenstimme.strategy"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import frame, ticks
        from eigenstimme.people import notices
        from eigenstimme.strategy import history, reviews

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        ticks.register(reviews.tick)
        frame.register(
            frame.Entry("strategy:playbook", _("Strategy"), "book-open", order=230, section="strategy")
        )
        frame.register_tabs(
            "strategy",
            frame.Tab("strategy:playbook", _("Playbook"), order=10),
            frame.Tab("strategy:topics", _("Topics"), order=30),
            frame.Tab("strategy:words", _("Our words"), order=50),
        )
