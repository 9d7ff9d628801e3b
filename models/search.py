"""Full-text search over lessons, in both databases; with doctor, the only SQL written by hand.

The index is written by the operation that writes the row, and can be rebuilt from the rows. Words
are folded by us before either database sees them, so accents and case behave alike; both then cut
English endings. A question becomes a list of plain words, whatever was typed.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import DDL, TextClause, event, text
from sqlmodel import Session, SQLModel

from models.scope import workspace_of
from models.text import fold

MOST_WORDS = 16
TABLES = {
    "sqlite": [
        (
            "CREATE VIRTUAL TABLE lesson_search USING fts5(title, topics, body,"
            " workspace_id UNINDEXED, tokenize='porter unicode61 remove_diacritics 2')"
        )
    ],
    "postgresql": [
        (
            "CREATE TABLE lesson_search (lesson_id INTEGER PRIMARY KEY,"
            " workspace_id INTEGER NOT NULL, document TSVECTOR NOT NULL)"
        ),
        "CREATE INDEX lesson_search_document ON lesson_search USING gin (document)",
    ],
}
WRITE = {
    "sqlite": text(
        "INSERT INTO lesson_search (rowid, workspace_id, title, topics, body)"
        " VALUES (:id, :workspace, :title, :topics, :body)"
    ),
    "postgresql": text(
        "INSERT INTO lesson_search VALUES (:id, :workspace,"
        " setweight(to_tsvector('english', :title), 'A')"
        " || setweight(to_tsvector('english', :topics), 'B')"
        " || setweight(to_tsvector('english', :body), 'D'))"
    ),
}
DROP = {
    "sqlite": text("DELETE FROM lesson_search WHERE rowid = :id AND workspace_id = :workspace"),
    "postgresql": text(
        "DELETE FROM lesson_search WHERE lesson_id = :id AND workspace_id = :workspace"
    ),
}
# Okapi BM25 weighs a rare word higher than a common one; PostgreSQL's own rank does not, so its
# rank for each word is multiplied by that word's rarity (the inverse document frequency of BM25).
ASK = {
    "sqlite": text(
        "SELECT rowid FROM lesson_search WHERE lesson_search MATCH :words"
        " AND workspace_id = :workspace ORDER BY bm25(lesson_search, 6.0, 3.0, 1.0), rowid"
        " LIMIT :limit"
    ),
    "postgresql": text(
        "WITH asked AS (SELECT DISTINCT plainto_tsquery('english', word) AS query"
        "   FROM unnest(string_to_array(:words, ' ')) AS word),"
        " stock AS (SELECT count(*) AS size FROM lesson_search WHERE workspace_id = :workspace),"
        " rare AS (SELECT query, ln(1 + (size - count(*) + 0.5) / (count(*) + 0.5)) AS weight"
        "   FROM stock, asked JOIN lesson_search ON document @@ query"
        "   WHERE numnode(query) > 0 AND workspace_id = :workspace GROUP BY query, size)"
        " SELECT lesson_id FROM rare JOIN lesson_search ON document @@ query"
        " WHERE workspace_id = :workspace GROUP BY lesson_id"
        " ORDER BY sum(weight * ts_rank('{0.2, 0.4, 0.6, 1.0}', document, query, 1)) DESC,"
        " lesson_id LIMIT :limit"
    ),
}
IDS = {
    "sqlite": text("SELECT rowid FROM lesson_search WHERE workspace_id = :workspace"),
    "postgresql": text("SELECT lesson_id FROM lesson_search WHERE workspace_id = :workspace"),
}
MERGE = text("INSERT INTO lesson_search(lesson_search) VALUES ('optimize')")
EMPTY = text("DELETE FROM lesson_search WHERE workspace_id = :workspace")


class Searchable(NamedTuple):
    """The words of a lesson in three weights, the title's the heaviest."""

    title: str
    topics: str
    body: str


def index_words(session: Session, lessons: Mapping[int, Searchable]) -> None:
    """Put lessons into the search, by their ids; what stood there for them is replaced."""
    if not lessons:
        return
    drop_words(session, lessons)
    rows = [
        {"id": id_, "workspace": workspace_of(session)}
        | {name: fold(words) for name, words in lesson._asdict().items()}
        for id_, lesson in lessons.items()
    ]
    session.connection().execute(_spoken(session, WRITE), rows)


def drop_words(session: Session, lesson_ids: Iterable[int]) -> None:
    """Take lessons out of the search."""
    rows = [{"id": id_, "workspace": workspace_of(session)} for id_ in lesson_ids]
    if rows:
        session.connection().execute(_spoken(session, DROP), rows)


def empty_index(session: Session) -> None:
    """Take every lesson of the workspace out of the search."""
    session.connection().execute(EMPTY, {"workspace": workspace_of(session)})


def forget_words(session: Session) -> None:
    """Let nothing of what was dropped stay in the index: SQLite keeps it until it merges."""
    if _dialect(session) == "sqlite":
        session.connection().execute(MERGE)


def indexed(session: Session) -> set[int]:
    """Return the ids of the lessons that the search knows."""
    values = {"workspace": workspace_of(session)}
    return set(session.connection().execute(_spoken(session, IDS), values).scalars())


def matching(session: Session, question: str, limit: int) -> list[int]:
    """Return the ids of the lessons that fit best, the best first; nothing typed is an operator."""
    words = list(dict.fromkeys(re.findall(r"\w+", fold(question))))[:MOST_WORDS]
    if not words:
        return []
    quoted = " OR ".join(f'"{word}"' for word in words)
    asked = {"sqlite": quoted, "postgresql": " ".join(words)}[_dialect(session)]
    values = {"words": asked, "workspace": workspace_of(session), "limit": limit}
    return list(session.connection().execute(_spoken(session, ASK), values).scalars())


def _spoken(session: Session, statements: Mapping[str, TextClause]) -> TextClause:
    return statements[_dialect(session)]


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


for _name, _statements in TABLES.items():
    for _statement in _statements:
        event.listen(SQLModel.metadata, "after_create", DDL(_statement).execute_if(dialect=_name))
event.listen(SQLModel.metadata, "before_drop", DDL("DROP TABLE IF EXISTS lesson_search"))
