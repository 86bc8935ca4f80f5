"""A version of the playbook says for ever what it said: the database refuses to change one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategy", "0005_playbook")]

    operations = [
        migrations.AddField(
            "playbookversion", "languages", models.JSONField(default=list), preserve_default=False
        ),
        migrations.RunSQL(
            sql=[
                """
                CREATE FUNCTION playbook_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'a published version of the playbook never changes';
                END $$
                """,
                "CREATE TRIGGER playbook_version_stays BEFORE UPDATE ON strategy_playbookversion "
                "FOR EACH ROW EXECUTE FUNCTION playbook_version_stays()",
            ],
            reverse_sql=[
                "DROP TRIGGER playbook_version_stays ON strategy_playbookversion",
                "DROP FUNCTION playbook_version_stays",
            ],
        ),
    ]
