"""Law 3 in the database: what belongs to own people cannot be stored for anybody else."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("strategy_topic", "expert_id"),
    ]
