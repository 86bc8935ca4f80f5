import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_daily_check"),
        ("people", "0004_short_signs"),
        ("plan", "0008_comments_links_signs_and_snippets"),
        ("publishing", "0005_prepare_ahead"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="publication",
            name="a_variant_goes_out_once",
        ),
        migrations.AddField(
            model_name="publication",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                help_text="the post of the same variant it answers; it waits until that is out",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="followers",
                to="publishing.publication",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="part",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="of the variant, from 0"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                models.F("variant"),
                models.F("part"),
                condition=models.Q(("state__in", ["withdrawn"]), _negated=True),
                name="a_part_goes_out_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("follows", None), ("part", 0)),
                    models.Q(("follows__isnull", False), ("part__gt", 0)),
                    _connector="OR",
                ),
                name="a_part_follows_another",
            ),
        ),
    ]
