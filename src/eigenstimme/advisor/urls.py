from django.urls import path

from eigenstimme.advisor.views import catalogue, weighing

app_name = "advisor"

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("tasks/<slug:key>/", catalogue.task, name="task"),
    path("rules/", catalogue.rules, name="rules"),
    path("weighings/", weighing.weighings, name="weighings"),
    path("weighings/new/", weighing.describe, name="describe"),
    path("weighings/new/questions/", weighing.questions, name="questions"),
    path("weighings/<int:pk>/", weighing.weighing, name="weighing"),
    path("weighings/<int:pk>/suggestion/", weighing.suggestion, name="suggestion"),
]
