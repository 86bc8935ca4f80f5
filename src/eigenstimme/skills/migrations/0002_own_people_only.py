"""Law 3 in the database: a lead's wish is about own people, and comes from one."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("skills", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("skills_shouldlearn", "membership_id"),
        own_person_only("skills_shouldlearn", "wished_by_id"),
    ]
