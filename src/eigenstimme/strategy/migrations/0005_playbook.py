import django.db.models.deletion
from django.db import migrations, models

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_short_signs"),
        ("strategy", "0004_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Playbook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("languages", models.JSONField(default=list)),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="next review")),
                ("review_told_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "company",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="playbook",
                        to="people.company",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsible_for_playbooks",
                        to="people.membership",
                        verbose_name="responsible",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=30)),
                ("language", models.CharField(max_length=5)),
                ("content", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "playbook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapters",
                        to="strategy.playbook",
                    ),
                ),
            ],
            options={
                "ordering": ["key", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("playbook", "key", "language"), name="chapter_once_per_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaybookVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what changed")),
                ("asks_again", models.BooleanField(default=True)),
                ("binding_from", models.DateTimeField()),
                ("published_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="playbook_versions",
                        to="people.company",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "number"), name="playbook_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="playbook_numbers_from_one"
                    ),
                ],
            },
        ),
        own_person_only("strategy_playbook", "responsible_id"),
        own_person_only("strategy_playbookversion", "published_by_id"),
    ]
