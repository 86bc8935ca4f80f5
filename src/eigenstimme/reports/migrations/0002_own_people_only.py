"""Law 3 in the database: what the company wants of its voice is set by own people."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("reports_voicelimit", "set_by_id"),
        own_person_only("reports_voicelimit", "ended_by_id"),
    ]
