"""Calls ODBC's functions one by one and prints each as a line of JSON: what pyodbc has no way to ask for.

Reads one JSON object: connect (a connection string), and optionally maxRows, timeout, sql with how
("direct", "prepare": describe without executing), or catalog ("tables", "columns", "keys",
"foreignKeys", "indexes", "rowIds") with table, the last three with schema as well.
"""

import ctypes
import json
import sys

odbc = ctypes.CDLL("libodbc.so.2")
ENV, DBC, STMT = 1, 2, 3
NTS = ctypes.c_short(-3)
NO_DATA = 100


def diagnostics(kind, handle):
    found = []
    while True:
        state = ctypes.create_string_buffer(6)
        native = ctypes.c_int()
        text = ctypes.create_string_buffer(4096)
        length = ctypes.c_short()
        record = ctypes.c_short(len(found) + 1)
        code = odbc.SQLGetDiagRec(
            kind, handle, record, state, ctypes.byref(native), text, 4096, ctypes.byref(length)
        )
        if code not in (0, 1):
            return found
        found.append({"state": state.value.decode(), "message": text.value.decode("utf-8", "replace")})


def tell(call, code, kind, handle, said=None, **more):
    if said is None:
        said = diagnostics(kind, handle) if code != 0 else []
    print(json.dumps({"call": call, "code": code, "diagnostics": said, **more}), flush=True)
    if code not in (0, 1, NO_DATA):
        sys.exit(3)
    return code


def row(statement, columns):
    values = []
    for column in range(1, columns + 1):
        text = ctypes.create_string_buffer(65536)
        length = ctypes.c_ssize_t()
        odbc.SQLGetData(statement, column, 1, text, ctypes.c_ssize_t(65536), ctypes.byref(length))
        values.append(None if length.value < 0 else text.value.decode("utf-8", "replace"))
    return values


def call(statement, wish):
    if "catalog" in wish:
        table, schema = wish.get("table"), wish.get("schema")
        pattern = table.encode() if table else None
        owner = schema.encode() if schema else None
        if wish["catalog"] == "tables":
            return "SQLTables", odbc.SQLTables(statement, None, 0, None, 0, pattern, NTS, None, 0)
        if wish["catalog"] == "columns":
            return "SQLColumns", odbc.SQLColumns(statement, None, 0, None, 0, pattern, NTS, None, 0)
        if wish["catalog"] == "foreignKeys":
            child = (None, 0, owner, NTS, pattern, NTS)
            return "SQLForeignKeys", odbc.SQLForeignKeys(statement, None, 0, None, 0, None, 0, *child)
        if wish["catalog"] == "indexes":
            return "SQLStatistics", odbc.SQLStatistics(statement, None, 0, owner, NTS, pattern, NTS, 1, 0)
        if wish["catalog"] == "rowIds":
            return "SQLSpecialColumns", odbc.SQLSpecialColumns(
                statement, 1, None, 0, owner, NTS, pattern, NTS, 2, 1
            )
        return "SQLPrimaryKeys", odbc.SQLPrimaryKeys(statement, None, 0, None, 0, pattern, NTS)
    if wish.get("how") == "prepare":
        return "SQLPrepare", odbc.SQLPrepare(statement, wish["sql"].encode(), -3)
    return "SQLExecDirect", odbc.SQLExecDirect(statement, wish["sql"].encode(), -3)


def main():
    wish = json.load(sys.stdin)
    environment, connection, statement = (ctypes.c_void_p() for _ in range(3))
    odbc.SQLAllocHandle(ENV, None, ctypes.byref(environment))
    odbc.SQLSetEnvAttr(environment, 200, ctypes.c_void_p(3), 0)
    odbc.SQLAllocHandle(DBC, environment, ctypes.byref(connection))
    text = wish["connect"].encode()
    code = odbc.SQLDriverConnect(connection, None, text, NTS, None, 0, None, 0)
    tell("SQLDriverConnect", code, DBC, connection)
    odbc.SQLAllocHandle(STMT, connection, ctypes.byref(statement))
    if "maxRows" in wish:
        code = odbc.SQLSetStmtAttr(statement, 1, ctypes.c_void_p(wish["maxRows"]), 0)
        tell("SQL_ATTR_MAX_ROWS", code, STMT, statement)
    if "timeout" in wish:
        code = odbc.SQLSetStmtAttr(statement, 0, ctypes.c_void_p(wish["timeout"]), 0)
        tell("SQL_ATTR_QUERY_TIMEOUT", code, STMT, statement)
    name, code = call(statement, wish)
    tell(name, code, STMT, statement)
    count = ctypes.c_short()
    code = odbc.SQLNumResultCols(statement, ctypes.byref(count))
    tell("SQLNumResultCols", code, STMT, statement, columns=count.value)
    if wish.get("how") != "prepare":
        while True:
            code = odbc.SQLFetch(statement)
            # Read first: SQLGetData puts its own diagnostics in their place.
            said = diagnostics(STMT, statement) if code != 0 else []
            values = row(statement, count.value) if code in (0, 1) else None
            if tell("SQLFetch", code, STMT, statement, said=said, row=values) == NO_DATA:
                break
    odbc.SQLFreeHandle(STMT, statement)
    odbc.SQLDisconnect(connection)
    odbc.SQLFreeHandle(DBC, connection)


odbc.SQLFreeHandle.argtypes = [ctypes.c_short, ctypes.c_void_p]
main()
