from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0010_captions_go_along"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="asset", name="asset_newest_first"),
        migrations.AddIndex(
            model_name="asset",
            index=models.Index(
                condition=models.Q(("deleted_at", None)),
                fields=["company", "-added_at", "-id"],
                name="asset_newest_kept",
            ),
        ),
    ]
