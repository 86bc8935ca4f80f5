from django.urls import path

from eigenstimme.mandates import views

app_name = "mandates"

urlpatterns = [
    path("", views.mandates, name="mandates"),
    path("mine/", views.mine, name="mine"),
    path("new/", views.choose_person, name="choose_person"),
    path("new/<int:holder_pk>/", views.grant, name="grant"),
    path("new/<int:holder_pk>/sentence/", views.preview, name="preview"),
    path("<int:pk>/", views.mandate, name="mandate"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/end/", views.end, name="end"),
]
