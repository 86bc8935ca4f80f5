from django.urls import path

from eigenstimme.reports import views

app_name = "reports"

urlpatterns = [
    path("voice/", views.voice, name="voice"),
    path("voice/posts/", views.posts, name="voice_posts"),
    path("voice/sheet/", views.sheet, name="voice_sheet"),
    path("voice/table.xlsx", views.table, name="voice_table"),
    path("voice/limits/", views.set_limit, name="set_voice_limit"),
    path("voice/limits/<int:pk>/lifting/", views.lift_limit, name="lift_voice_limit"),
]
