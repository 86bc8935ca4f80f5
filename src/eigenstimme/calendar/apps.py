from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "eigenstimme.calendar"

    def ready(self) -> None:
        from eigenstimme.calendar import navigation

        navigation.register()
