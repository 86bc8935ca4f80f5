"""Law 3 in the database: what belongs to own people cannot be stored for anybody else."""

from django.db import migrations

from eigenstimme.people.constraints import own_person_only, own_person_only_if


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial"), ("people", "0001_initial")]

    operations = [
        own_person_only("publishing_hold", "placed_by_id"),
        own_person_only_if(
            "publishing_publication",
            "authorised_by_id",
            "speaks",
            "variant_id IS NULL OR approval_id IS NOT NULL",
        ),
    ]
