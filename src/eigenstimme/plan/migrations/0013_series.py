import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_short_signs"),
        ("plan", "0012_formats"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
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
                ("started_at", models.DateTimeField(auto_now_add=True)),
                (
                    "form_key",
                    models.UUIDField(
                        editable=False,
                        help_text="of the form it came from: sent twice, it makes one series",
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series",
                        to="people.company",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="piece",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="plan.series",
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__isnull", False), ("count__isnull", False), _connector="OR"),
                name="series_has_an_end",
            ),
        ),
    ]
