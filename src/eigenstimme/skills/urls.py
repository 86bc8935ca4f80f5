from django.urls import path

from eigenstimme.skills.views import exercises, skills

app_name = "skills"

urlpatterns = [
    path("", skills.skills, name="skills"),
    path("mine/", skills.mine, name="mine"),
    path("exercises/", exercises.exercises, name="exercises"),
    path("exercises/<slug:key>/", exercises.tick, name="tick"),
    path("people/<int:pk>/", skills.person, name="person"),
    path("wishes/<int:pk>/removal/", skills.wish_taken_back, name="wish_taken_back"),
]
