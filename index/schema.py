"""The tables of an index, and the way from older formats to this one.

FORMAT_VERSION is SQLite's `user_version`. A change of the tables adds one function to
`_MIGRATIONS`, and each of those leads from its version to this one; a file of a newer version
is refused.
"""

from collections.abc import Callable
from pathlib import Path

from index.database import Connection, Database
from index.errors import IndexMismatchError
from index.migrations import from_1, from_2

FORMAT_VERSION = 3

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, reporter TEXT NOT NULL,
    published TEXT NOT NULL, modified TEXT NOT NULL, section TEXT NOT NULL,
    language TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL, landmarks TEXT NOT NULL,
    prepared INTEGER NOT NULL, tags TEXT NOT NULL DEFAULT '');
CREATE TABLE files (
    file TEXT PRIMARY KEY, size INTEGER NOT NULL DEFAULT -1, mtime_ns INTEGER NOT NULL DEFAULT 0,
    ctime_ns INTEGER NOT NULL DEFAULT 0, sha256 TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE,
    file TEXT NOT NULL REFERENCES files(file),
    document_id TEXT NOT NULL REFERENCES documents(id),
    site TEXT NOT NULL, dropped TEXT NOT NULL, raw TEXT NOT NULL,
    original_id TEXT NOT NULL, original TEXT, cluster INTEGER NOT NULL DEFAULT 0);
CREATE TABLE embeddings (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, vector BLOB NOT NULL);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, terms BLOB NOT NULL,
    embedding INTEGER NOT NULL REFERENCES embeddings(id), generation INTEGER NOT NULL);
CREATE TABLE sentences (
    document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, terms BLOB NOT NULL,
    embedding INTEGER NOT NULL REFERENCES embeddings(id),
    PRIMARY KEY (document_id, start)) WITHOUT ROWID;
CREATE TABLE removed_chunks (id INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE TABLE bands (
    hash INTEGER NOT NULL, original_id TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources(id),
    PRIMARY KEY (hash, original_id, source_id)) WITHOUT ROWID;
CREATE TABLE near (
    source_id INTEGER NOT NULL REFERENCES sources(id),
    other_id INTEGER NOT NULL REFERENCES sources(id), band INTEGER NOT NULL,
    PRIMARY KEY (source_id, other_id, band)) WITHOUT ROWID;
CREATE TABLE unsettled_sources (source_id INTEGER PRIMARY KEY);
CREATE TABLE lines (
    site TEXT NOT NULL, hash INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources(id),
    PRIMARY KEY (site, hash, source_id)) WITHOUT ROWID;
CREATE TABLE recurring (
    site TEXT NOT NULL, hash INTEGER NOT NULL, original_id TEXT NOT NULL,
    PRIMARY KEY (site, hash)) WITHOUT ROWID;
CREATE TABLE unsettled_sites (site TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX sources_of_cluster ON sources(cluster) WHERE cluster != 0;
CREATE INDEX chunks_of_document ON chunks(document_id);
CREATE INDEX chunks_of_generation ON chunks(generation);
CREATE INDEX chunks_of_embedding ON chunks(embedding);
CREATE INDEX sentences_of_embedding ON sentences(embedding);
CREATE INDEX sources_of_document ON sources(document_id, source);
CREATE INDEX sources_of_file ON sources(file);
CREATE INDEX bands_of_source ON bands(source_id);
CREATE INDEX near_of_other ON near(other_id);
CREATE INDEX lines_of_source ON lines(source_id);
CREATE INDEX removed_of_generation ON removed_chunks(generation);
CREATE INDEX documents_of_url ON documents(url) WHERE url != '';
CREATE INDEX documents_by ON documents(publisher, reporter, language, published, id);
CREATE INDEX documents_under ON documents(section, tags, id);
"""

_MIGRATIONS: dict[int, Callable[[Connection, Callable[[Connection], None]], None]] = {
    1: from_1,
    2: from_2,
}


def ensure_schema(database: Database) -> None:
    """Create the tables in a new file, or bring an older file to this format, all or nothing.

    Raises:
        IndexMismatchError: the file was made by a newer version.
        IndexDamagedError: it isn't an index.
    """
    with database.reading() as connection:
        version = _version(connection)
    if version == FORMAT_VERSION:
        return
    with database.writing() as connection:
        version = _version(connection)  # another process may have made it meanwhile
        if version == FORMAT_VERSION:
            return
        if version == 0:
            create_tables(connection)
        elif version > FORMAT_VERSION:
            raise _newer(database.path, version)
        else:
            _MIGRATIONS[version](connection, create_tables)
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def create_tables(connection: Connection) -> None:
    """Create the tables of this format."""
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _newer(path: Path, version: int) -> IndexMismatchError:
    return IndexMismatchError(
        f"{path}: 더 새로운 판이 만든 색인입니다 (형식 {version}, 이 판은 {FORMAT_VERSION}까지). "
        "프로그램을 새 판으로 올리거나 다른 --data 폴더에 색인하세요.",
        f"{path}: made by a newer version (format {version}, this one reads up to"
        f" {FORMAT_VERSION}). Update the program, or index into another --data folder.",
    )
