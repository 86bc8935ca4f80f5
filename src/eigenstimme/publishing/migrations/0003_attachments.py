"""What goes out carries any number of files."""

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


class Migration(migrations.Migration):
    dependencies = [("media", "0002_assets"), ("publishing", "0002_own_people_only")]

    operations = [
        attachments("PublicationAttachment", "publication", "publishing.publication"),
        migrations.RunSQL(
            "INSERT INTO publishing_publicationattachment (publication_id, asset_id, alt, position) "
            "SELECT id, picture_id, alt, 0 FROM publishing_publication WHERE picture_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField("publication", "alt"),
        migrations.RemoveField("publication", "picture"),
    ]
