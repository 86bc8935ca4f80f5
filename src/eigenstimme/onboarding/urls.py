from django.urls import path

from eigenstimme.onboarding.views import briefing, start

app_name = "onboarding"

urlpatterns = [
    path("<int:pk>/briefing/", briefing.briefing, name="briefing"),
    path("<int:pk>/briefing/confirmation/", briefing.confirmed, name="confirmed"),
    path("<int:pk>/briefing/document/", briefing.document, name="document"),
    path("<int:pk>/start/", start.start, name="start"),
    path("<int:pk>/start/list/", start.begun, name="begun"),
    path("<int:pk>/start/steps/", start.steps, name="steps"),
    path("<int:pk>/start/date/", start.date, name="date"),
    path("steps/<int:pk>/done/", start.done, name="done"),
    path("steps/<int:pk>/dropped/", start.dropped, name="dropped"),
]
