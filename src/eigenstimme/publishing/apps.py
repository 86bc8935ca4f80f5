from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "eigenstimme.publishing"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import ticks
        from eigenstimme.mandates import rules
        from eigenstimme.people import notices
        from eigenstimme.publishing import dispatch, history, queries, receivers

        sentences.register(history.SENTENCES)
        notices.register(history.NOTICES)
        rules.count_uses_with(queries.uses_of_mandate)
        ticks.register(dispatch.tick)
        receivers.connect()
