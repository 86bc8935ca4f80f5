import django.db.models.deletion
from django.db import migrations, models

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_short_signs"),
        ("strategy", "0007_reading_and_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sentence", models.CharField(max_length=200, verbose_name="goal")),
                ("serves", models.CharField(max_length=200, verbose_name="goal of the company")),
                ("measure", models.CharField(blank=True, max_length=40)),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                (
                    "start_value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="start value"),
                ),
                (
                    "target_value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="target value"),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("revision", models.PositiveIntegerField(default=1, help_text="counts saved changes")),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "value_asked_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="when the owner was last told that a value is missing",
                        null=True,
                    ),
                ),
                (
                    "end_asked_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="when the owner was told that its last day has passed",
                        null=True,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "Reached"),
                            ("missed", "Missed"),
                            ("dropped", "Dropped: it no longer fits"),
                        ],
                        max_length=8,
                    ),
                ),
                ("learnt", models.TextField(blank=True, max_length=1000, verbose_name="what was learnt")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="people.company"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_goals",
                        to="people.membership",
                        verbose_name="responsible",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["ends_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Measured",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="value")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="strategy.goal"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["company", "ends_on"], name="goal_by_end"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="goal_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("target_value", models.F("start_value")), _negated=True),
                name="goal_lies_away_from_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measure", ""), models.Q(("unit", ""), _negated=True)),
                    models.Q(models.Q(("measure", ""), _negated=True), ("unit", "")),
                    _connector="OR",
                ),
                name="goal_has_one_figure",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("outcome", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("learnt", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_ended_goal_says_what_was_learnt",
            ),
        ),
        own_person_only("strategy_goal", "owner_id"),
        own_person_only("strategy_goal", "set_by_id"),
        own_person_only("strategy_goal", "ended_by_id"),
        own_person_only("strategy_measured", "recorded_by_id"),
    ]
