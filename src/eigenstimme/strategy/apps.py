from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "eigenstimme.strategy"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import frame, ticks
        from eigenstimme.people import notices
        from eigenstimme.strategy import asking, history, reviews
        from eigenstimme.strategy.queries import reads_figures

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        ticks.register(reviews.tick)
        ticks.register(asking.tick)
        frame.register(
            frame.Entry("strategy:playbook", _("Strategy"), "book-open", order=230, section="strategy")
        )
        frame.register_tabs(
            "strategy",
            frame.Tab("strategy:playbook", _("Playbook"), order=10),
            frame.Tab("strategy:goals", _("Goals"), order=20, shown=reads_figures),
            frame.Tab("strategy:topics", _("Topics"), order=30),
            frame.Tab("strategy:words", _("Our words"), order=50),
        )
