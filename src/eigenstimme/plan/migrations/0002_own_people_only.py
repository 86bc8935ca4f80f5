"""Law 3 in the database: what belongs to own people cannot be stored for anybody else."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("plan_piece", "responsible_id"),
        own_person_only("plan_approval", "approver_id"),
        own_person_only("plan_approval", "deputy_id"),
        own_person_only("plan_approval", "decided_by_id"),
    ]
