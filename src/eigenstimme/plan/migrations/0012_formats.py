import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_daily_check"),
        ("people", "0004_short_signs"),
        ("plan", "0011_campaigns"),
        ("strategy", "0002_own_people_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Format",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pattern",
                    models.CharField(
                        choices=[
                            ("weekly", "on days of the week"),
                            ("monthly_weekday", "on a weekday of the month"),
                            ("monthly_day", "on a day of the month"),
                        ],
                        max_length=20,
                    ),
                ),
                ("clock", models.TimeField()),
                ("first_day", models.DateField()),
                ("step", models.PositiveSmallIntegerField(default=1)),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("nth", models.SmallIntegerField(default=1)),
                ("month_day", models.PositiveSmallIntegerField(default=1)),
                ("last_day", models.DateField(blank=True, null=True)),
                ("count", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("brief", models.TextField(blank=True, max_length=2000)),
                (
                    "form_key",
                    models.UUIDField(
                        editable=False,
                        help_text="of the form it came from: sent twice, it makes one format",
                        null=True,
                        unique=True,
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "channels",
                    models.ManyToManyField(
                        blank=True, related_name="formats", to="channels.channel", verbose_name="channels"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="formats",
                        to="people.company",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formats",
                        to="strategy.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="piece",
            name="format",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="plan.format",
                verbose_name="format",
            ),
        ),
        migrations.AddConstraint(
            model_name="format",
            constraint=models.UniqueConstraint(
                models.F("company"),
                models.F("name"),
                condition=models.Q(("retired_at", None)),
                name="format_name_once",
            ),
        ),
    ]
