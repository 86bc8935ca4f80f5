from django.urls import path

from eigenstimme.ui import views

app_name = "ui"

urlpatterns = [
    path("appearance/", views.theme, name="theme"),
    path("appearance/language/", views.language, name="language"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("navigation/counts/", views.counts, name="counts"),
    path("werkstatt/", views.patterns, name="patterns"),
]
