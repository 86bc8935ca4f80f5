from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "eigenstimme.reports"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import ticks
        from eigenstimme.people import notices
        from eigenstimme.reports import history, navigation, warnings

        sentences.register(history.SENTENCES, history.ICONS, places=history.PLACES)
        notices.register(history.NOTICES)
        ticks.register(warnings.tick)
        navigation.register()
