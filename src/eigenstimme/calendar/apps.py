from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "eigenstimme.calendar"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.calendar import history, navigation

        sentences.register(history.SENTENCES, history.ICONS)
        navigation.register()
