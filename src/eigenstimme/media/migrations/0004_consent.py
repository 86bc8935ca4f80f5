"""Consent of people who are shown; licences that run out."""

import django.db.models.deletion
from django.db import migrations, models

import eigenstimme.media.models.consent


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_daily_check"),
        ("media", "0003_library"),
        ("people", "0003_region_of_holidays"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(help_text="who is shown", max_length=120)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("written", "consent in writing"),
                            ("spoken", "spoken consent"),
                            (
                                "not_needed",
                                "no consent is needed (§ 23 KUG: background, crowd, public figure)",
                            ),
                        ],
                        default="written",
                        max_length=10,
                    ),
                ),
                ("every_channel", models.BooleanField(default=True)),
                ("purpose", models.CharField(blank=True, max_length=300)),
                ("given_on", models.DateField()),
                ("valid_until", models.DateField(blank=True, help_text="the last day", null=True)),
                (
                    "form",
                    models.FileField(
                        blank=True,
                        help_text="the signed form",
                        upload_to=eigenstimme.media.models.consent._path,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end_told_at",
                    models.DateTimeField(
                        blank=True, help_text="when people heard that it has run out", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["-given_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="asset",
            name="licence_end_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="asset",
            name="people_shown",
            field=models.BooleanField(default=False, help_text="people can be recognised on it"),
        ),
        migrations.AddIndex(
            model_name="asset",
            index=models.Index(
                condition=models.Q(("licence_end_told_at", None)),
                fields=["licence_until"],
                name="licence_running_out",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="assets",
            field=models.ManyToManyField(related_name="consents", to="media.asset"),
        ),
        migrations.AddField(
            model_name="consent",
            name="channels",
            field=models.ManyToManyField(blank=True, related_name="+", to="channels.channel"),
        ),
        migrations.AddField(
            model_name="consent",
            name="company",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="people.company"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.membership",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(
                condition=models.Q(("end_told_at", None), ("withdrawn_at", None)),
                fields=["valid_until"],
                name="consent_running_out",
            ),
        ),
    ]
