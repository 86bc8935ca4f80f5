"""History is append-only: the database refuses to change or remove an entry."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=[
                """
                CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'history is append-only';
                END $$
                """,
                "CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry "
                "FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()",
                "CREATE TRIGGER audit_entry_stays_whole BEFORE TRUNCATE ON audit_entry "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()",
            ],
            reverse_sql=[
                "DROP TRIGGER audit_entry_stays_whole ON audit_entry",
                "DROP TRIGGER audit_entry_stays ON audit_entry",
                "DROP FUNCTION audit_entry_stays",
            ],
        )
    ]
