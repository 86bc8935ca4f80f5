import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_daily_check"),
        ("people", "0003_region_of_holidays"),
        ("plan", "0007_variants_by_own_time"),
        ("strategy", "0002_own_people_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="first_comment",
            field=models.TextField(blank=True, max_length=5000, verbose_name="first comment"),
        ),
        migrations.AddField(
            model_name="piece",
            name="plain_links",
            field=models.BooleanField(default=False, verbose_name="leave links as they are"),
        ),
        migrations.AddField(
            model_name="piece",
            name="sign",
            field=models.CharField(
                blank=True, editable=False, help_text="as it was when the person signed", max_length=12
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="signed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signed_pieces",
                to="people.membership",
            ),
        ),
        migrations.AddField(
            model_name="variant",
            name="link_marks",
            field=models.JSONField(
                editable=False, help_text="plan.link_marks, as it was when the piece was saved", null=True
            ),
        ),
        migrations.AddField(
            model_name="variant",
            name="own_first_comment",
            field=models.TextField(blank=True, max_length=5000, verbose_name="own first comment"),
        ),
        migrations.CreateModel(
            name="LinkRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("domains", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(blank=True, default="{network}", max_length=80)),
                ("medium", models.CharField(blank=True, default="social", max_length=80)),
                ("campaign", models.CharField(blank=True, default="{topic}", max_length=80)),
                ("content", models.CharField(blank=True, default="", max_length=80)),
                (
                    "company",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_rules",
                        to="people.company",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for links",
            },
        ),
        migrations.CreateModel(
            name="Snippet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("hashtags", "hashtags")],
                        default="text",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("text", models.TextField(max_length=1000, verbose_name="text")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snippets",
                        to="channels.channel",
                        verbose_name="channel",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snippets",
                        to="people.company",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snippets",
                        to="strategy.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(models.F("company"), models.F("name"), name="snippet_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["text", "hashtags"])), name="snippet_kind_known"
                    ),
                ],
            },
        ),
    ]
