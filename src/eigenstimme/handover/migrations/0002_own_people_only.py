"""Law 3 in the database: who says which tasks are ours and who does them is of the company."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("handover", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("handover_ourtask", "chosen_by_id"),
        own_person_only("handover_taskholder", "named_by_id"),
        own_person_only("handover_leftalone", "left_by_id"),
    ]
