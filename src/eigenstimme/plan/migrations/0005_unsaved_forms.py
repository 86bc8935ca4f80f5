import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_tell_persons_from_machines"),
        ("plan", "0004_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unsaved",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form_key", models.UUIDField(help_text="of the form of a new piece", null=True)),
                ("form", models.TextField(help_text="the form as it would have been sent, without uploads")),
                ("typed_at", models.DateTimeField()),
                (
                    "idea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.idea",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsaved",
                        to="people.membership",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsaved",
                        to="plan.piece",
                    ),
                ),
            ],
            options={
                "ordering": ["-typed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("member"), models.F("piece"), name="one_unsaved_form_per_piece"
                    ),
                    models.UniqueConstraint(
                        models.F("member"), models.F("form_key"), name="one_row_per_new_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("piece__isnull", False), ("form_key__isnull", False), _connector="XOR"
                        ),
                        name="unsaved_of_a_piece_or_of_a_new_form",
                    ),
                ],
            },
        ),
    ]
