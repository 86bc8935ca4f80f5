from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "eigenstimme.orders"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import ticks
        from eigenstimme.orders import history, navigation, receivers, reminders
        from eigenstimme.people import notices

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM, needed=history.NEEDED)
        notices.register(history.NOTICES)
        ticks.register(reminders.tick)
        receivers.connect()
        navigation.register()
