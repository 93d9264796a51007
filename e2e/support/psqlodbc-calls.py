"""What the tests ask of PostgreSQL's own ODBC driver, as one JSON object: the rows by call, or the error."""

import json
import sys
import threading
import time

import pyodbc

results = {}


def call(name, work):
    try:
        results[name] = [[str(value) if value is not None else None for value in row] for row in work()]
    except pyodbc.Error as error:
        results[name] = [["error", *map(str, error.args)]]


def named(cursor, *names):
    columns = [column[0].upper() for column in cursor.description]
    places = [columns.index(name) for name in names]
    return [[row[place] for place in places] for row in cursor.fetchall()]


connection = pyodbc.connect(sys.argv[1])
cursor = connection.cursor()
call("tables", lambda: named(cursor.tables(schema="beacon", table="Pull%"), "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE"))
call(
    "columns",
    lambda: named(
        cursor.columns(table="PullRequests", schema="beacon"), "COLUMN_NAME", "DATA_TYPE", "COLUMN_SIZE", "NULLABLE"
    ),
)
call("primaryKeys", lambda: named(cursor.primaryKeys("PullRequests", schema="AllRepositories"), "COLUMN_NAME", "KEY_SEQ"))
call(
    "foreignKeys",
    lambda: named(
        cursor.foreignKeys(foreignTable="PullRequestComments", foreignSchema="beacon"),
        "PKTABLE_SCHEM",
        "PKTABLE_NAME",
        "PKCOLUMN_NAME",
        "FKCOLUMN_NAME",
        "FK_NAME",
    ),
)
call(
    "statistics",
    lambda: named(
        cursor.statistics("PullRequests", schema="AllRepositories", unique=True),
        "NON_UNIQUE",
        "INDEX_NAME",
        "ORDINAL_POSITION",
        "COLUMN_NAME",
    ),
)
call("procedures", lambda: named(cursor.procedures(schema="beacon"), "PROCEDURE_NAME"))
call("typeInfo", lambda: named(cursor.getTypeInfo(pyodbc.SQL_VARCHAR), "TYPE_NAME"))
query = 'SELECT "Id", "Title", "CreatedOn" FROM beacon."PullRequests" WHERE "State" = ? AND "Id" > ? ORDER BY 1'
call("parameters", lambda: cursor.execute(query, "OPEN", 3).fetchall())
call("null", lambda: cursor.execute("SELECT ? AS x", None).fetchall())
call("error", lambda: cursor.execute("SELECT nothing FROM beacon.\"PullRequests\"").fetchall())
connection.rollback()


def cancelled():
    def stop():
        while not done.is_set():
            cursor.cancel()
            time.sleep(0.05)

    done = threading.Event()
    other = threading.Thread(target=stop)
    other.start()
    try:
        return cursor.execute(
            "SELECT count(*) FROM generate_series(1, 400000) a(x), generate_series(1, 400000) b(y) WHERE x * y % 7 = 3"
        ).fetchall()
    finally:
        done.set()
        other.join()


call("cancel", cancelled)
connection.rollback()
call("after", lambda: cursor.execute("SELECT 1").fetchall())
print(json.dumps(results))
