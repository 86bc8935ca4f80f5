"""Law 3 in the database: machines suggest and prepare; a mandate cannot let one publish."""

from django.db import migrations

PERSONS_ONLY_ACTS = ["piece.publish"]


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0003_told_before_the_end"),
        ("people", "0002_tell_persons_from_machines"),
    ]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE mandates_mandate ADD COLUMN publishes_person boolean "
                f"GENERATED ALWAYS AS (CASE WHEN acts && ARRAY['{PERSONS_ONLY_ACTS[0]}']::varchar(30)[] "
                "THEN true END) STORED",
                "ALTER TABLE mandates_mandate ADD CONSTRAINT only_persons_publish "
                "FOREIGN KEY (holder_id, publishes_person) REFERENCES people_membership (id, is_person) "
                "DEFERRABLE INITIALLY IMMEDIATE",
            ],
            reverse_sql=[
                "ALTER TABLE mandates_mandate DROP CONSTRAINT only_persons_publish",
                "ALTER TABLE mandates_mandate DROP COLUMN publishes_person",
            ],
        )
    ]
