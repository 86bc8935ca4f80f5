from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "eigenstimme.strategy"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import frame
        from eigenstimme.strategy import history

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        frame.register(frame.Entry("strategy:topics", _("Topics"), "flag", order=230))
        frame.register_tabs(
            "strategy",
            frame.Tab("strategy:topics", _("Topics"), order=30),
            frame.Tab("strategy:words", _("Our words"), order=50),
        )
