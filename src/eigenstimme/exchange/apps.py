from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "eigenstimme.exchange"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import ticks
        from eigenstimme.exchange import actions, history

        sentences.register(history.SENTENCES, history.ICONS)
        ticks.register(actions.tick)
