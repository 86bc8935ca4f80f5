from django.urls import path

from eigenstimme.calendar import views

app_name = "calendar"

urlpatterns = [
    path("", views.month, name="month"),
    path("list/", views.listing, name="list"),
]
