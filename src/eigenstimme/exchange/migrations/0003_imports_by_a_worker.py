from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_tables_on_their_way_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="moved_at",
            field=models.DateTimeField(
                db_index=True, help_text="when a worker last got on with it; empty: none has to", null=True
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="seen_at",
            field=models.DateTimeField(
                help_text="when its owner looked at what would happen, and asked for it to be brought in",
                null=True,
            ),
        ),
    ]
