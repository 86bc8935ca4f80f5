from django.urls import path

from eigenstimme.strategy.views import departments, topics, words

app_name = "strategy"

urlpatterns = [
    path("", topics.topics, name="topics"),
    path("new/", topics.add_topic, name="add_topic"),
    path("words/", words.words, name="words"),
    path("words/new/", words.add_word, name="add_word"),
    path("words/address/", words.change_address, name="change_address"),
    path("words/<int:pk>/", words.word, name="word"),
    path("words/<int:pk>/removal/", words.remove_word, name="remove_word"),
    path("<int:pk>/muted/", departments.mute, name="mute"),
    path("departments/new/", departments.add_department, name="add_department"),
    path("departments/<int:pk>/", departments.department, name="department"),
    path("departments/<int:pk>/retirement/", departments.retire_department, name="retire_department"),
    path("<int:pk>/", topics.topic, name="topic"),
    path("<int:pk>/retirement/", topics.retire_topic, name="retire_topic"),
]
