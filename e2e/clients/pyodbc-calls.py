"""What a Python application does with pyodbc. Arguments: the statements of the made row, of a long text, and of samples."""

import sys
import threading

import pyodbc
from telling import at, cell, say

made, long, *samples = sys.argv[1:]


def call(name, work):
    try:
        say(call=name, rows=[[cell(value) for value in row] for row in work()])
    except pyodbc.Error as error:
        say(call=name, error=[str(argument) for argument in error.args])


connection = pyodbc.connect("DSN=Harbor")
cursor = connection.cursor()
call("schemas", lambda: [[row.table_schem] for row in cursor.tables(catalog="", schema="%", table="")])
call("tables", lambda: [[row.table_name, row.table_type] for row in cursor.tables(schema="harbor-app")])
call(
    "columns",
    lambda: [
        [row.column_name, row.data_type, row.column_size, row.nullable]
        for row in cursor.columns(table="PullRequests", schema="harbor-app")
    ],
)
call("keys", lambda: [[row.column_name] for row in cursor.primaryKeys("PullRequests", schema="harbor-app")])
call("made", lambda: cursor.execute(made))
call("long", lambda: cursor.execute(long))
call("types", lambda: [[type(cell).__name__ for cell in row] for row in cursor.execute(made)])
for place, sample in enumerate(samples):
    call(f"sample {place}", lambda: cursor.execute(sample))

PARAMETERS = "SELECT Id, Title FROM PullRequests WHERE State = ? AND Id > ? ORDER BY Id LIMIT 2"
call("parameters", lambda: cursor.execute(PARAMETERS, "OPEN", 3))
EVERY = "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, ? AS f"
call("values", lambda: cursor.execute(EVERY, "Grüße 潮汐 🌊", 9007199254740993, 0.1, True, None, "äß潮🌊 " * 3000))
call("null", lambda: cursor.execute("SELECT Id FROM PullRequests WHERE Id = 1 AND ? IS NULL", None))
call("table error", lambda: cursor.execute("SELECT Id FROM PullRequest"))
call("column error", lambda: cursor.execute("SELECT Titel FROM PullRequests"))
call("syntax error", lambda: cursor.execute("SELEC Id FROM PullRequests"))
call("after", lambda: cursor.execute("SELECT 1"))

INSERT = "INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (?, ?)"
INSERT_IN_FILE = "INSERT INTO PullRequestComments (PullRequestId, ContentRaw, InlinePath, InlineTo) VALUES (?, ?, ?, ?)"
WRITTEN = """SELECT ContentRaw, InlinePath, InlineTo FROM PullRequestComments
WHERE PullRequestId = 7 AND ContentRaw LIKE ? ORDER BY Id"""


def write(name, work):
    at("writing")
    call(name, work)
    at("written")


def many(sql, rows, fast, pattern):
    cursor.fast_executemany = fast
    cursor.executemany(sql, rows)
    connection.commit()
    return cursor.execute(WRITTEN, pattern)


def with_autocommit():
    connection.autocommit = True
    count = cursor.execute(INSERT, 7, "at once").rowcount
    connection.autocommit = False
    return [[count]]


def rolled_back():
    cursor.execute(INSERT, 7, "a rollback")
    connection.rollback()
    return cursor.execute(WRITTEN, "% rollback")


for fast in (False, True):
    texts = [(7, f"{text} {fast}") for text in ("one", "größe 🌊", "it's")]
    write(f"many {fast}", lambda: many(INSERT, texts, fast, f"% {fast}"))
    places = [(7, f"a in {fast} file", None, None), (7, f"b in {fast} file", "README.md", 3)]
    write(f"many with NULL {fast}", lambda: many(INSERT_IN_FILE, places, fast, f"% in {fast} file"))
write("autocommit", with_autocommit)
write("rollback", rolled_back)

# Leaving a result after one row.
at("before")
cursor.execute("SELECT Id, Title FROM PullRequests").fetchone()
at("read")
cursor.close()
at("left")
cursor = connection.cursor()
call("after closing", lambda: cursor.execute("SELECT 1"))

# Cancelling from another thread while a row is waited for.
at("before")
# The two pages that come.
cursor.execute("SELECT Id FROM PullRequests").fetchmany(100)


def cancel():
    at("read")
    cursor.cancel()


other = threading.Thread(target=cancel)
other.start()
call("cancelled", cursor.fetchall)
other.join()
at("left")
call("after cancelling", lambda: cursor.execute("SELECT 1"))
connection.close()
