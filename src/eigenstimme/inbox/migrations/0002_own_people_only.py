"""Law 3 in the database: what belongs to own people cannot be stored for anybody else."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("inbox_conversation", "responsible_id"),
        own_person_only("inbox_message", "author_id"),
        own_person_only("inbox_reaction", "by_id"),
        own_person_only("inbox_recommendation", "adopted_by_id"),
    ]
