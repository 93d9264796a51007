"""What a Python application does with psycopg 2 and 3. Arguments: which of them, the folder of the socket, and the statements of the made row, of a long text, and of samples."""

import datetime
import decimal
import json
import sys
import threading
import uuid

import telling
from telling import at, say

module, folder, made, long, *samples = sys.argv[1:]
driver = __import__(module)
three = module == "psycopg"


def cell(value):
    """psycopg takes JSON and arrays apart."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return telling.cell(value)


def call(name, work):
    try:
        say(call=name, rows=[[cell(value) for value in row] for row in work()])
    except driver.Error as error:
        state = error.sqlstate if three else error.pgcode
        say(call=name, error=[state, str(error)])


connection = driver.connect(host=folder, port=54330, dbname="Harbor", user="erika")
connection.autocommit = True


def ask(sql, parameters=None, **options):
    cursor = connection.cursor(**options)
    cursor.execute(sql, parameters)
    return cursor.fetchall()


call("schemas", lambda: ask("SELECT schema_name FROM information_schema.schemata"))
call("tables", lambda: ask("SELECT table_name, 'TABLE' FROM information_schema.tables WHERE table_schema = %s", ["harbor-app"]))
call(
    "columns",
    lambda: ask(
        """SELECT attname, atttypid, atttypmod FROM pg_attribute WHERE attrelid = '"PullRequests"'::regclass
        AND attnum > 0 ORDER BY attnum"""
    ),
)
call("made", lambda: ask(made))
if three:
    call("made in binary", lambda: ask(made, binary=True))
call("long", lambda: ask(long))
call("types", lambda: [[type(value).__name__ for value in row] for row in ask(made)])
for place, sample in enumerate(samples):
    call(f"sample {place}", lambda: ask(sample))

call("parameters", lambda: ask("SELECT Id, Title FROM PullRequests WHERE State = %s AND Id > %s ORDER BY Id LIMIT 2", ("OPEN", 3)))
call("lists", lambda: ask("SELECT Id FROM PullRequests WHERE Id = ANY(%s) AND State <> ALL(%s) ORDER BY Id", ([1, 2, 3], ["LOST", "it's"])))
call("no list", lambda: ask("SELECT Id FROM PullRequests WHERE Id = ANY(%s)", ([],)))
everything = (
    "Grüße 潮汐 🌊 \\ '",
    9007199254740993,
    0.1,
    True,
    None,
    decimal.Decimal("-1.250"),
    datetime.date(2026, 1, 2),
    datetime.datetime(2026, 1, 2, 3, 4, 5, 123456),
    datetime.timedelta(days=2, seconds=3),
    [1, 2],
    b"\x00\xff",
)
values = "SELECT %s AS a, %s AS b, %s AS c, %s AS d, %s AS e, %s AS f, %s AS g, %s AS h, %s AS i, %s AS j, %s AS k"


def given(sql):
    return [[bytes(value) if isinstance(value, memoryview) else value for value in row] for row in ask(sql, everything)]


call("values", lambda: given(values))
if three:
    call("values in binary", lambda: given(values.replace("%s", "%b")))
    call("uuid", lambda: ask("SELECT %b, %s", [uuid.UUID(int=5), uuid.UUID(int=6)]))
call("table error", lambda: ask("SELECT Id FROM PullRequest"))
call("column error", lambda: ask("SELECT Titel FROM PullRequests"))
call("syntax error", lambda: ask("SELEC Id FROM PullRequests"))
call("after", lambda: ask("SELECT 1"))


def with_savepoint():
    connection.autocommit = False
    cursor = connection.cursor()
    cursor.execute("SAVEPOINT before")
    try:
        cursor.execute("SELECT nothing")
    except driver.Error:
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    cursor.execute("SELECT 2")
    rows = cursor.fetchall()
    connection.commit()
    connection.autocommit = True
    return rows


call("savepoint", with_savepoint)

# Leaving a result of a cursor on the server after some rows.
connection.autocommit = False
at("before")
cursor = connection.cursor(name="some")
cursor.execute("SELECT Id FROM PullRequests")
say(call="some", rows=[[len(cursor.fetchmany(60))]])
at("read")
cursor.close()
at("left")
connection.rollback()
connection.autocommit = True
call("after closing", lambda: ask("SELECT 1"))

# Cancelling from another thread while rows are waited for.
at("before")


def cancel():
    at("read")
    connection.cancel()


other = threading.Thread(target=cancel)
other.start()
call("cancelled", lambda: ask("SELECT count(Title) FROM PullRequests"))
other.join()
at("left")
call("after cancelling", lambda: ask("SELECT 1"))
connection.close()
