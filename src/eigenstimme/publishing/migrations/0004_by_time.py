from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_attachments")]

    operations = [
        migrations.AddIndex("publication", models.Index(fields=["due_at"], name="publication_by_time")),
    ]
