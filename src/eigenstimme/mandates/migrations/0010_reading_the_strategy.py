"""Reading the playbook can be granted to anybody, advising on the strategy to persons (law 3 in the database).

These lists replace those of ``0004_machines_do_not_publish`` and ``0009_seeing_figures``; a test compares them with
``permissions``.
"""

from django.db import migrations

PERSONS_ONLY_ACTS = ["piece.publish", "strategy.comment", "strategy.read"]
GRANTABLE_ACTS = [
    *PERSONS_ONLY_ACTS,
    "campaign.start",
    "contract.manage",
    "contract.read",
    "cost.read",
    "crisis.speak",
    "figures.read",
    "hold.place",
    "idea.suggest",
    "inbox.note",
    "inbox.react",
    "inbox.read",
    "inbox.recommend",
    "inbox.reply",
    "order.place",
    "piece.approve",
    "piece.draft",
    "plan.read",
    "playbook.read",
    "publication.decide",
]


def _array(acts: list[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{act}'" for act in acts) + "]::varchar(30)[]"


class Migration(migrations.Migration):
    dependencies = [("mandates", "0009_seeing_figures")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE mandates_mandate DROP CONSTRAINT mandate_grants_what_can_be_granted",
                "ALTER TABLE mandates_mandate ADD CONSTRAINT mandate_grants_what_can_be_granted "
                f"CHECK (acts <@ {_array(GRANTABLE_ACTS)})",
                "ALTER TABLE mandates_mandate ADD COLUMN publishes_or_advises_person boolean "
                f"GENERATED ALWAYS AS (CASE WHEN acts && {_array(PERSONS_ONLY_ACTS)} THEN true END) STORED",
                "ALTER TABLE mandates_mandate ADD CONSTRAINT only_persons_publish_or_advise "
                "FOREIGN KEY (holder_id, publishes_or_advises_person) "
                "REFERENCES people_membership (id, is_person) DEFERRABLE INITIALLY IMMEDIATE",
                "ALTER TABLE mandates_mandate DROP CONSTRAINT only_persons_publish",
                "ALTER TABLE mandates_mandate DROP COLUMN publishes_person",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
