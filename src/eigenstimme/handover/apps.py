from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "eigenstimme.handover"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.handover import history, navigation, receivers

        sentences.register(history.SENTENCES, history.ICONS)
        receivers.connect()
        navigation.register()
