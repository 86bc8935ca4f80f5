from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "eigenstimme.onboarding"

    def ready(self) -> None:
        from eigenstimme.audit import sentences
        from eigenstimme.core import ticks
        from eigenstimme.onboarding import asking, history, receivers
        from eigenstimme.people import notices

        sentences.register(history.SENTENCES, history.ICONS, calm=history.CALM)
        notices.register(history.NOTICES)
        ticks.register(asking.tick)
        receivers.connect()
