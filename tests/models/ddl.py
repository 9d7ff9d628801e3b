"""What a database's tables are, as the database itself tells it, to compare two of them."""

from sqlalchemy import text

IGNORED = "alembic_version"
SQLITE = text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
POSTGRESQL = {
    "column": """
        SELECT relname || '.' || attname, format_type(atttypid, atttypmod) || ' '
            || attnotnull || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped
            AND relnamespace = 'public'::regnamespace""",
    "index": """
        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = 'public'::regnamespace""",
    "constraint": """
        SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
}


def ddl_of(engine):
    """Return each table, column, index and constraint by its name."""
    ways = {"sqlite": _sqlite, "postgresql": _postgresql}
    with engine.connect() as connection:
        found = ways[engine.dialect.name](connection)
    return {key: said for key, said in found.items() if not key[1].startswith(IGNORED)}


def _sqlite(connection):
    rows = connection.execute(SQLITE)
    return {(kind, name): _normal(sql) for kind, name, sql in rows}


def _normal(sql):
    """Cut a table into its columns and constraints, whose order says nothing."""
    plain = " ".join(sql.replace('"', "").split())
    head, _, body = plain.partition("(")
    parts, depth = [""], 0
    for sign in body.removesuffix(")"):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [head.strip(), *sorted(part.strip() for part in parts)]


def _postgresql(connection):
    return {
        (kind, name): said
        for kind, sql in POSTGRESQL.items()
        for name, said in connection.execute(text(sql))
    }
