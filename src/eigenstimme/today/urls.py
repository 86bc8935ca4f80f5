from django.urls import path

from eigenstimme.today import views

app_name = "today"

urlpatterns = [
    path("", views.today, name="today"),
    path("today/notices/<int:pk>/done/", views.notice_done, name="notice_done"),
]
