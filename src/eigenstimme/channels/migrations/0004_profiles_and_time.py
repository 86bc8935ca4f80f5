import django.db.models.deletion
from django.db import migrations, models

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_daily_check"),
        ("people", "0004_short_signs"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChannelProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=200, verbose_name="audience")),
                (
                    "answer_hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="a goal, not a promise to anybody outside",
                        null=True,
                        verbose_name="answers within (hours)",
                    ),
                ),
                (
                    "business_hours",
                    models.BooleanField(default=True, verbose_name="counted in business hours"),
                ),
                ("formats", models.CharField(blank=True, max_length=200, verbose_name="what it shows")),
                (
                    "posts_a_week",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=3, null=True, verbose_name="posts a week"
                    ),
                ),
                ("imprint_url", models.URLField(blank=True, max_length=500, verbose_name="imprint")),
                ("netiquette_url", models.URLField(blank=True, max_length=500, verbose_name="netiquette")),
                ("privacy_url", models.URLField(blank=True, max_length=500, verbose_name="privacy notice")),
                (
                    "label_notes",
                    models.TextField(blank=True, max_length=1000, verbose_name="how posts are labelled"),
                ),
                (
                    "channel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to="channels.channel",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HourlyRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "euros",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="an hour costs (€)"),
                ),
                (
                    "company",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hourly_rate",
                        to="people.company",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("euros__gte", 0)), name="an_hour_costs_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="channels.channel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="people.membership",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "ordering": ["-minutes", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("channel"),
                        models.F("person"),
                        condition=models.Q(("until", None)),
                        name="one_promise_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 10080)),
                        name="promise_of_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="promise_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="what")),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="time_given",
                        to="channels.channel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="time_given",
                        to="people.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["-week", "-pk"],
                "indexes": [models.Index(fields=["channel", "week"], name="time_by_channel_and_week")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("week__iso_week_day", 1)), name="week_is_its_monday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 10080)),
                        name="time_of_minutes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekly_time",
                        to="people.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__lte", 10080)), name="no_week_has_more_minutes"
                    )
                ],
            },
        ),
        own_person_only("channels_promise", "person_id"),
        own_person_only("channels_timegiven", "person_id"),
        own_person_only("channels_weeklytime", "person_id"),
    ]
