from django.urls import path

from eigenstimme.plan.views import aids, answers, composing, ideas, pieces, pocket, versions, weeks

app_name = "plan"

urlpatterns = [
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/new/", ideas.capture, name="capture"),
    path("ideas/new/start/", pocket.start, name="app_start"),
    path("ideas/new/shared/", pocket.shared, name="capture_shared"),
    path("ideas/new/empty/", pocket.empty_page, name="capture_empty"),
    path("ideas/new/ticket/", pocket.ticket, name="capture_ticket"),
    path("ideas/new/worker.js", pocket.worker, name="worker"),
    path("ideas/<int:pk>/dropped/", ideas.drop, name="idea_dropped"),
    path("new/", composing.new, name="new"),
    path("<int:pk>/", pieces.piece_page, name="piece"),
    path("<int:pk>/edit/", composing.edit, name="edit"),
    path("channel-parts/<int:pk>/", composing.channel_part, name="channel_part"),
    path("channel-parts/<int:pk>/crops/", composing.channel_crops, name="channel_crops"),
    path("<int:pk>/writers/", composing.writers, name="writers"),
    path("unsaved/<int:pk>/discarded/", composing.discard, name="unsaved_discarded"),
    path("<int:pk>/request/", pieces.request_approval, name="request"),
    path("<int:pk>/request/withdrawn/", pieces.withdraw_request, name="request_withdrawn"),
    path("<int:pk>/release/", pieces.release, name="release"),
    path("<int:pk>/dropped/", pieces.drop, name="dropped"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/comments/", versions.comment, name="comment"),
    path("<int:pk>/versions/<int:number>/restored/", versions.restore, name="restored"),
    path("comments/<int:pk>/answers/", versions.answer, name="comment_answer"),
    path("comments/<int:pk>/settled/", versions.settle, name="comment_settled"),
    path("aids/", aids.aids, name="aids"),
    path("aids/menu/", aids.menu, name="snippet_menu"),
    path("aids/links/", aids.links, name="links"),
    path("aids/snippets/new/", aids.new_snippet, name="new_snippet"),
    path("aids/snippets/<int:pk>/", aids.snippet, name="snippet"),
    path("aids/snippets/<int:pk>/removed/", aids.remove_snippet, name="snippet_removed"),
    path("approvals/", answers.approvals, name="approvals"),
    path("approvals/week/", weeks.week, name="approvals_week"),
    path("approvals/week/approved/", weeks.approve_several, name="approve_several"),
    path("approvals/figures/", weeks.figures, name="lead_times"),
    path("approvals/<int:pk>/", answers.answer, name="answer"),
    path("approval/<str:token>/", answers.by_link, name="approval_by_link"),
]
