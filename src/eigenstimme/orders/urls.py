from django.urls import path

from eigenstimme.orders.views import brief, moves, order, orders

app_name = "orders"

urlpatterns = [
    path("", orders.orders, name="orders"),
    path("new/", brief.new, name="new"),
    path("<int:pk>/", order.order_page, name="order"),
    path("<int:pk>/edit/", brief.edit, name="edit"),
    path("<int:pk>/difference/", order.difference_page, name="difference"),
    path("<int:pk>/sent/", moves.send, name="sent"),
    path("<int:pk>/reply/", moves.reply, name="reply"),
    path("<int:pk>/question/", moves.question, name="question"),
    path("<int:pk>/deliveries/", moves.deliver, name="deliveries"),
    path("<int:pk>/acceptance/", moves.accept, name="acceptance"),
    path("<int:pk>/return/", moves.return_it, name="return"),
    path("<int:pk>/comments/", moves.comment, name="comments"),
    path("<int:pk>/effort/", moves.effort, name="effort"),
    path("<int:pk>/piece/", moves.piece, name="piece"),
    path("<int:pk>/closed/", moves.close, name="closed"),
    path("<int:pk>/cancelled/", moves.cancel, name="cancelled"),
    path("files/<int:pk>/", order.file, name="file"),
]
