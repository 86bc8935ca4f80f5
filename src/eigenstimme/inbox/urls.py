from django.urls import path

from eigenstimme.inbox.views import contact, conversation, inbox

app_name = "inbox"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("list/", inbox.lines, name="list"),
    path("<int:pk>/", conversation.conversation, name="conversation"),
    path("<int:pk>/thread/", conversation.thread, name="thread"),
    path("<int:pk>/answers/", conversation.answers, name="answers"),
    path("<int:pk>/recommendations/", conversation.recommendations, name="recommendations"),
    path("<int:pk>/notes/", conversation.notes, name="notes"),
    path("<int:pk>/responsible/", conversation.responsible, name="responsible"),
    path("<int:pk>/closing/", conversation.closing, name="closing"),
    path("<int:pk>/messages/<int:message>/like/", conversation.like, name="like"),
    path(
        "<int:pk>/recommendations/<int:recommendation>/dismissal/", conversation.dismissal, name="dismissal"
    ),
    path("contacts/<int:pk>/", contact.contact, name="contact"),
    path("contacts/<int:pk>/merger/", contact.merger, name="merger"),
]
