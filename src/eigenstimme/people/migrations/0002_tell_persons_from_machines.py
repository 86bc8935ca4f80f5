"""A column other rooms point at where only a person, not a machine, may stand (see ``people.constraints``)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE people_membership ADD COLUMN is_person boolean "
                "GENERATED ALWAYS AS (kind <> 'machine') STORED",
                "ALTER TABLE people_membership ADD CONSTRAINT membership_is_person UNIQUE (id, is_person)",
            ],
            reverse_sql=[
                "ALTER TABLE people_membership DROP CONSTRAINT membership_is_person",
                "ALTER TABLE people_membership DROP COLUMN is_person",
            ],
        )
    ]
