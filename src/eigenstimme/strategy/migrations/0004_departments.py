import django.db.models.deletion
from django.db import migrations, models

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [("people", "0004_short_signs"), ("strategy", "0003_house_words")]

    operations = [
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departments",
                        to="people.company",
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True, related_name="departments", to="people.membership", verbose_name="people"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("company"),
                        models.F("name"),
                        condition=models.Q(("retired_at", None)),
                        name="department_name_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            "topic",
            "departments",
            models.ManyToManyField(
                blank=True,
                related_name="topics",
                to="strategy.department",
                verbose_name="interested departments",
            ),
        ),
        migrations.AddField(
            "topic",
            "muted_by",
            models.ManyToManyField(
                blank=True,
                help_text="people of its departments who do not want to hear of each post",
                related_name="muted_topics",
                to="people.membership",
            ),
        ),
        own_person_only("strategy_department_people", "membership_id"),
    ]
