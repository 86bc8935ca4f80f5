"""The addresses of this room: ``strategy/`` for what is decided, ``topics/`` for topics, words and departments."""

from django.urls import include, path

from eigenstimme.strategy.views import chapters, departments, goals, playbook, topics, words

app_name = "strategy"

topic_addresses = [
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

playbook_addresses = [
    path("", playbook.playbook, name="playbook"),
    path("beginning/", playbook.start, name="start_playbook"),
    path("versions/", playbook.versions, name="playbook_versions"),
    path("versions/<int:number>/", playbook.version, name="playbook_version"),
    path("difference/", playbook.difference, name="playbook_difference"),
    path("draft/", chapters.draft, name="playbook_draft"),
    path("draft/publication/", chapters.publish, name="publish_playbook"),
    path("draft/languages/", chapters.add_language, name="add_playbook_language"),
    path("draft/care/", chapters.care, name="playbook_care"),
    path("draft/comments/<int:pk>/settlement/", chapters.settle, name="settle_comment"),
    path("draft/<slug:key>/", chapters.chapter, name="chapter"),
    path("draft/<slug:key>/comments/", chapters.comment, name="comment_chapter"),
    path("draft/<slug:key>/<slug:language>/", chapters.chapter, name="chapter_in"),
]

goal_addresses = [
    path("", goals.goals, name="goals"),
    path("new/", goals.new, name="new_goal"),
    path("<int:pk>/", goals.goal_page, name="goal"),
    path("<int:pk>/edit/", goals.change, name="change_goal"),
    path("<int:pk>/values/", goals.measure, name="measure_goal"),
    path("<int:pk>/ending/", goals.end, name="end_goal"),
]

urlpatterns = [
    path("strategy/goals/", include(goal_addresses)),
    path("strategy/playbook/", include(playbook_addresses)),
    path("topics/", include(topic_addresses)),
]
