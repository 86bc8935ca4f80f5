from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0008_comments_links_signs_and_snippets"),
    ]

    operations = [
        migrations.AddField(
            model_name="variant",
            name="crops",
            field=models.JSONField(
                db_default={},
                default=dict,
                editable=False,
                help_text="how pictures are cropped on this channel: media.crops, by the asset’s key",
            ),
        ),
    ]
