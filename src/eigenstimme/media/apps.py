from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "eigenstimme.media"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.media import history

        sentences.register(history.SENTENCES)
