"""Several files for a piece, a variant, an idea, each with its own alt text."""

import django.db.models.deletion
from django.db import migrations, models


def attachments(name: str, owner: str, to: str) -> migrations.CreateModel:
    fields = [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("alt", models.CharField(blank=True, max_length=1500, verbose_name="what is to be seen (alt text)")),
        ("position", models.PositiveSmallIntegerField()),
        (
            "asset",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(model_name)ss",
                to="media.asset",
            ),
        ),
        (
            owner,
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to=to),
        ),
    ]
    return migrations.CreateModel(name, fields, options={"ordering": ["position"], "abstract": False})


def moved(table: str, owner: str, source: str) -> migrations.RunSQL:
    """The one picture there was becomes the first attachment."""
    insert = f"INSERT INTO {table} ({owner}_id, asset_id, alt, position)"
    select = f"SELECT s.id, a.id, a.alt, 0 FROM {source} s JOIN media_asset a ON a.id = s.picture_id"  # noqa: S608
    return migrations.RunSQL(f"{insert} {select}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("media", "0002_assets"), ("plan", "0003_once_per_form")]

    operations = [
        attachments("IdeaAttachment", "idea", "plan.idea"),
        attachments("PieceAttachment", "piece", "plan.piece"),
        attachments("VariantAttachment", "variant", "plan.variant"),
        moved("plan_ideaattachment", "idea", "plan_idea"),
        moved("plan_pieceattachment", "piece", "plan_piece"),
        moved("plan_variantattachment", "variant", "plan_variant"),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField("idea", "picture"),
        migrations.RemoveField("piece", "picture"),
        migrations.RemoveField("variant", "picture"),
        migrations.RenameField("variant", "without_picture", "without_media"),
        migrations.AlterField(
            "variant",
            "without_media",
            models.BooleanField(default=False, verbose_name="without pictures"),
        ),
        migrations.AddField(
            "idea",
            "shared_with_specialists",
            models.BooleanField(default=False, verbose_name="outside specialists may see it"),
        ),
    ]
