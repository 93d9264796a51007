"""What LibreOffice Base does, in an office without a window that is asked through UNO.

Arguments: the statements of the made row, of a long text, and of samples.
"""

import json
import os
import subprocess
import sys
import threading
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.sdbc import SQLException
from com.sun.star.sdbc.DataType import VARCHAR

made, long, *samples = sys.argv[1:]
pipe = f"pipe,name=drawbridge{os.getpid()};urp"
office = subprocess.Popen(
    ["soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", f"--accept={pipe}"],
    stdin=subprocess.DEVNULL,
    stdout=subprocess.DEVNULL,
    # It complains of what a headless machine lacks.
    stderr=subprocess.DEVNULL,
)


def office_context():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            return resolver.resolve(f"uno:{pipe};StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.05)
    sys.exit(f"soffice ended with {office.returncode}.")


context = office_context()


def service(name):
    return context.ServiceManager.createInstanceWithContext(name, context)


def say(**line):
    print(json.dumps(line), flush=True)


def at(moment):
    say(at=moment)
    sys.stdin.readline()


def call(name, work):
    try:
        say(call=name, rows=[list(row) for row in work()])
    except SQLException as error:
        say(call=name, error=[error.SQLState, error.Message])


def write(name, work):
    at("writing")
    call(name, work)
    at("written")


def cell(result, column):
    text = result.getString(column)
    return None if result.wasNull() else text


def read(result, *columns):
    columns = columns or range(1, result.getMetaData().getColumnCount() + 1)
    while result.next():
        yield [cell(result, column) for column in columns]
    result.close()


def query(sql):
    return read(connection.createStatement().executeQuery(sql))


info = (PropertyValue("CharSet", 0, "utf-8", 0),)
connection = service("com.sun.star.sdbc.DriverManager").getConnectionWithInfo("sdbc:odbc:Harbor", info)
catalog = connection.getMetaData()
call("schemas", lambda: read(catalog.getSchemas(), 1))
call("tables", lambda: read(catalog.getTables(None, "harbor-app", "%", ()), 3, 4))
call("columns", lambda: read(catalog.getColumns(None, "harbor-app", "PullRequests", "%"), 4, 5, 7, 11))
call("keys", lambda: read(catalog.getPrimaryKeys(None, "harbor-app", "PullRequests"), 4))
call("made", lambda: query(made))
call("long", lambda: query(long))


def typed():
    row = connection.createStatement().executeQuery(made)
    row.next()
    day, clock, moment = row.getDate(9), row.getTime(10), row.getTimestamp(11)
    return [
        [row.getShort(1), row.getInt(2), str(row.getLong(3)), row.getFloat(4), row.getDouble(5), row.getBoolean(7)],
        [day.Year, day.Month, day.Day, clock.Hours, clock.Minutes, clock.Seconds],
        [moment.Year, moment.Hours, moment.Seconds, moment.NanoSeconds],
        [row.getLong(14), row.wasNull(), row.getTimestamp(17).Year, row.wasNull()],
    ]


call("typed", typed)
for place, sample in enumerate(samples):
    call(f"sample {place}", lambda: query(sample))

# Base's own layer: a data source, its tables, and a row set as its forms use it.
source = service("com.sun.star.sdb.DatabaseContext").createInstance()
source.URL = "sdbc:odbc:Harbor"
base = source.getConnection("", "")
call("base tables", lambda: [[name] for name in base.getTables().getElementNames()])


def row_set():
    rows = service("com.sun.star.sdb.RowSet")
    rows.ActiveConnection = base
    rows.CommandType = 2
    rows.Command = 'SELECT "Id", "State" FROM "harbor-app"."PullRequests" WHERE "Id" < 4 ORDER BY "Id"'
    rows.execute()
    return read(rows)


call("row set", row_set)


def parameters():
    sql = "SELECT Id, Title FROM PullRequests WHERE State = ? AND Id > ? ORDER BY Id LIMIT 2"
    statement = connection.prepareStatement(sql)
    statement.setString(1, "OPEN")
    statement.setLong(2, 3)
    return read(statement.executeQuery())


def values():
    statement = connection.prepareStatement(
        "SELECT CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS DOUBLE), CAST(? AS BOOLEAN), CAST(? AS VARCHAR)"
    )
    statement.setString(1, "Grüße 潮汐 🌊")
    statement.setLong(2, 9007199254740993)
    statement.setDouble(3, 0.1)
    statement.setBoolean(4, True)
    statement.setNull(5, VARCHAR)
    return read(statement.executeQuery())


call("parameters", parameters)
call("values", values)
call("table error", lambda: query("SELECT Id FROM PullRequest"))
call("column error", lambda: query("SELECT Titel FROM PullRequests"))
call("syntax error", lambda: query("SELEC Id FROM PullRequests"))
call("after", lambda: query("SELECT 1"))

INSERT = "INSERT INTO PullRequestComments (PullRequestId, ContentRaw, InlinePath) VALUES (7, ?, ?)"
WRITTEN = "SELECT ContentRaw, InlinePath FROM PullRequestComments WHERE PullRequestId = 7 AND ContentRaw LIKE '%"


def insert(text):
    statement = connection.prepareStatement(INSERT)
    statement.setString(1, text)
    statement.setNull(2, VARCHAR)
    return statement.executeUpdate()


write("autocommit", lambda: [[insert("größe 🌊 autocommit")], *query(f"{WRITTEN}autocommit' ORDER BY Id")])


def transaction():
    connection.setAutoCommit(False)
    insert("one transaction")
    insert("it's transaction")
    connection.commit()
    connection.setAutoCommit(True)
    return query(f"{WRITTEN}transaction' ORDER BY Id")


write("transaction", transaction)

# Leaving a result after one row.
at("before")
statement = connection.createStatement()
result = statement.executeQuery("SELECT Id, Title FROM PullRequests")
result.next()
at("read")
statement.close()
at("left")
call("after closing", lambda: query("SELECT 1"))

# Cancelling from another thread while a row is waited for.
at("before")
statement = connection.createStatement()
result = statement.executeQuery("SELECT Id FROM PullRequests")
# The two pages that come.
for _ in range(100):
    result.next()


def cancel():
    at("read")
    statement.cancel()


other = threading.Thread(target=cancel)
other.start()
call("cancelled", lambda: read(result))
other.join()
at("left")
call("after cancelling", lambda: query("SELECT 1"))
base.close()
connection.close()
try:
    service("com.sun.star.frame.Desktop").terminate()
except DisposedException:
    # It may be gone before its answer.
    pass
office.wait()
