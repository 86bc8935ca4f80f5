import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inbox", "0002_own_people_only")]

    operations = [
        migrations.AddField("conversation", "settled_until", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "message",
            "fingerprint",
            models.CharField(
                blank=True,
                help_text="of an answer: equal for texts that read the same (inbox.sameness)",
                max_length=64,
            ),
        ),
        migrations.AddField(
            "reaction",
            "key",
            models.UUIDField(
                default=uuid.uuid4, editable=False, help_text="its identity at the network", unique=True
            ),
        ),
        migrations.AddField("reaction", "next_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "contact", "name", models.CharField(blank=True, max_length=200, verbose_name="name")
        ),
        migrations.AlterField("handle", "name", models.CharField(blank=True, max_length=200)),
        migrations.AlterField(
            "message",
            "taken_in_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["company", "waiting_since"],
                condition=models.Q(closed_at=None, waiting_since__isnull=False),
                name="conversation_waiting",
            ),
        ),
        migrations.AddIndex(
            "message",
            models.Index(fields=["remote_id"], condition=~models.Q(remote_id=""), name="message_by_remote"),
        ),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["fingerprint"], condition=~models.Q(fingerprint=""), name="answer_by_fingerprint"
            ),
        ),
        migrations.AddIndex(
            "reaction",
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="reaction_to_carry_out",
            ),
        ),
    ]
