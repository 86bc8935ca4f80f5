from django.urls import path

from eigenstimme.people.views import address, arrival, people, settings

app_name = "people"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:pk>/withdrawal/", people.withdraw_invitation, name="withdraw_invitation"),
    path("people/machines/new/", people.add_machine, name="add_machine"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/goodbye/", people.goodbye, name="goodbye"),
    path("invitation/<str:token>/", arrival.accept_invitation, name="accept_invitation"),
    # In the place of allauth's page, where an address could count that nobody had confirmed.
    path("account/email/", address.address, name="address"),
    path("account/email/<str:token>/", address.confirm_address, name="confirm_address"),
    path("profile/", settings.profile, name="profile"),
    path("profile/sign/", settings.sign, name="sign"),
    path("company/", settings.company, name="company"),
    path("company/self-approval/", settings.self_approval, name="self_approval"),
    path("company/switch/", settings.switch, name="switch"),
]
