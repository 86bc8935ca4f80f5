from django.urls import path

from eigenstimme.strategy import views

app_name = "strategy"

urlpatterns = [
    path("", views.topics, name="topics"),
    path("new/", views.add_topic, name="add_topic"),
    path("<int:pk>/", views.topic, name="topic"),
    path("<int:pk>/retirement/", views.retire_topic, name="retire_topic"),
]
