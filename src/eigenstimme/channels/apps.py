from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "eigenstimme.channels"

    def ready(self) -> None:
        from eigenstimme.audit import sentences  # noqa: PLC0415 (models are loaded now)
        from eigenstimme.channels import history  # noqa: PLC0415
        from eigenstimme.people import notices  # noqa: PLC0415

        sentences.register(history.SENTENCES)
        notices.register(history.NOTICES)
