from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "eigenstimme.audit"

    def ready(self) -> None:
        from eigenstimme.audit import navigation, record, sentences
        from eigenstimme.people import chronicle, history

        chronicle.install(record.record)
        sentences.register(history.SENTENCES, history.ICONS)
        navigation.register()
