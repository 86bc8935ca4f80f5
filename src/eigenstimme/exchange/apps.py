from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "eigenstimme.exchange"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.exchange import history

        sentences.register(history.SENTENCES, history.ICONS)
