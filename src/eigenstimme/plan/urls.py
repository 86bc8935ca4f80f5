from django.urls import path

from eigenstimme.plan.views import answers, composing, ideas, pieces

app_name = "plan"

urlpatterns = [
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/new/", ideas.capture, name="capture"),
    path("ideas/<int:pk>/dropped/", ideas.drop, name="idea_dropped"),
    path("new/", composing.new, name="new"),
    path("<int:pk>/", pieces.piece_page, name="piece"),
    path("<int:pk>/edit/", composing.edit, name="edit"),
    path("<int:pk>/writers/", composing.writers, name="writers"),
    path("unsaved/<int:pk>/discarded/", composing.discard, name="unsaved_discarded"),
    path("<int:pk>/request/", pieces.request_approval, name="request"),
    path("<int:pk>/request/withdrawn/", pieces.withdraw_request, name="request_withdrawn"),
    path("<int:pk>/release/", pieces.release, name="release"),
    path("<int:pk>/dropped/", pieces.drop, name="dropped"),
    path("approvals/", answers.approvals, name="approvals"),
    path("approvals/<int:pk>/", answers.answer, name="answer"),
    path("approval/<str:token>/", answers.by_link, name="approval_by_link"),
]
