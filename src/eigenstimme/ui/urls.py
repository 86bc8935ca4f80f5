from django.urls import path

from eigenstimme.ui import views

app_name = "ui"

urlpatterns = [
    path("darstellung/", views.theme, name="theme"),
    path("sprache/", views.language, name="language"),
    path("werkstatt/", views.patterns, name="patterns"),
]
