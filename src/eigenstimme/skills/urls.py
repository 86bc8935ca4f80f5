from django.urls import path

from eigenstimme.skills.views import skills

app_name = "skills"

urlpatterns = [
    path("", skills.skills, name="skills"),
    path("mine/", skills.mine, name="mine"),
    path("people/<int:pk>/", skills.person, name="person"),
    path("wishes/<int:pk>/removal/", skills.wish_taken_back, name="wish_taken_back"),
]
