"""Campaigns. Law 3: who is responsible for one, starts it or closes it is an own person, in the database too."""

import django.db.models.deletion
from django.db import migrations, models

from eigenstimme.people.constraints import own_person_only


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_short_signs"),
        ("plan", "0010_shared_content"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("goal", models.TextField(max_length=500, verbose_name="goal")),
                ("audience", models.CharField(blank=True, max_length=300, verbose_name="audience")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="budget (€)"
                    ),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("result", models.TextField(blank=True, max_length=5000, verbose_name="result")),
                (
                    "form_key",
                    models.UUIDField(
                        editable=False,
                        help_text="of the form it came from: sent twice, it makes one campaign",
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="campaigns",
                        to="people.company",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsible_for_campaigns",
                        to="people.membership",
                        verbose_name="responsible",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "team",
                    models.ManyToManyField(
                        blank=True, related_name="campaigns", to="people.membership", verbose_name="team"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="piece",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="plan.campaign",
                verbose_name="campaign",
            ),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["company", "-starts_on"], name="campaign_by_start"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="campaign_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("budget", None), ("budget__gte", 0), _connector="OR"),
                name="budget_is_no_debt",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at", None),
                    models.Q(("closed_by__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_closed_campaign_says_what_came_of_it",
            ),
        ),
        own_person_only("plan_campaign", "responsible_id"),
        own_person_only("plan_campaign", "started_by_id"),
        own_person_only("plan_campaign", "closed_by_id"),
    ]
