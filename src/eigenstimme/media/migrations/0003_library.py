"""What can be said about a file, and found; files that come in piece by piece."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_assets"),
        ("people", "0002_tell_persons_from_machines"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incoming",
            fields=[
                (
                    "key",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("size", models.BigIntegerField(help_text="bytes, as announced")),
                ("arrived", models.BigIntegerField(default=0, help_text="bytes that are here")),
                ("touched_at", models.DateTimeField(auto_now=True, db_index=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name="asset",
            options={"ordering": ["-added_at", "-pk"]},
        ),
        migrations.AddField(
            model_name="asset",
            name="author",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="asset",
            name="duration_ms",
            field=models.PositiveIntegerField(blank=True, help_text="of a video", null=True),
        ),
        migrations.AddField(
            model_name="asset",
            name="file_name",
            field=models.CharField(blank=True, help_text="as it was called when it came in", max_length=200),
        ),
        migrations.AddField(
            model_name="asset",
            name="focal_x",
            field=models.PositiveSmallIntegerField(
                default=50, validators=[django.core.validators.MaxValueValidator(100)]
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="focal_y",
            field=models.PositiveSmallIntegerField(
                default=50, validators=[django.core.validators.MaxValueValidator(100)]
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="licence",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="asset",
            name="licence_note",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="asset",
            name="licence_until",
            field=models.DateField(blank=True, help_text="the last day", null=True),
        ),
        migrations.AddField(
            model_name="asset",
            name="made_by_ai",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="asset",
            name="origin",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own", "taken by us"),
                    ("customer", "from a customer or partner"),
                    ("commissioned", "commissioned and paid for"),
                    ("stock", "from a picture agency"),
                    ("machine", "made by an AI"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="title",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="asset",
            name="words",
            field=models.TextField(
                blank=True, editable=False, help_text="what a search looks through, in small letters"
            ),
        ),
        migrations.AddIndex(
            model_name="asset",
            index=models.Index(fields=["company", "-added_at", "-id"], name="asset_newest_first"),
        ),
        migrations.AddField(
            model_name="incoming",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
            ),
        ),
        migrations.AddField(
            model_name="incoming",
            name="company",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.company"
            ),
        ),
        migrations.RunSQL("UPDATE media_asset SET words = lower(alt)", migrations.RunSQL.noop),
    ]
