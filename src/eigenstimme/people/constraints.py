"""Law 3 in the database: columns that can only hold an own person.

A generated column always says 'own', and a foreign key over both columns points at ``people_membership (id, kind)``.
So no statement, not even by hand, can put an outside person or a machine there, nor turn someone who is named there
into one.
"""

from __future__ import annotations

from django.db import migrations


def own_person_only(table: str, column: str) -> migrations.RunSQL:
    """A migration step for ``table.column``, a nullable or required foreign key to a membership."""
    return only_kind(table, column, f"{column}_own", "'own'")


def own_person_only_if(table: str, column: str, name: str, condition: str) -> migrations.RunSQL:
    """The same, for rows where the SQL ``condition`` holds."""
    return only_kind(table, column, name, f"CASE WHEN {condition} THEN 'own' END")


def only_kind(table: str, column: str, name: str, expression: str) -> migrations.RunSQL:
    constraint = f"{table}_{name}"[:63]
    return migrations.RunSQL(
        sql=[
            f"ALTER TABLE {table} ADD COLUMN {name}_kind varchar(8) GENERATED ALWAYS AS ({expression}) STORED",
            f"ALTER TABLE {table} ADD CONSTRAINT {constraint} FOREIGN KEY ({column}, {name}_kind) "
            "REFERENCES people_membership (id, kind) DEFERRABLE INITIALLY IMMEDIATE",
        ],
        reverse_sql=[
            f"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
            f"ALTER TABLE {table} DROP COLUMN {name}_kind",
        ],
    )
