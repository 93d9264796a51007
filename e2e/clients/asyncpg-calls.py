"""What a Python application does with asyncpg, which speaks the binary format only. Arguments: the folder of the socket, and the statements of the made row, of a long text, and of samples."""

import asyncio
import datetime
import decimal
import json
import sys
import uuid

import asyncpg
from telling import at, cell, say

folder, made, long, *samples = sys.argv[1:]


async def call(name, work):
    try:
        say(call=name, rows=[[cell(value) for value in row] for row in await work])
    except asyncpg.PostgresError as error:
        say(call=name, error=[error.sqlstate, f"{error} {error.hint}"])


VALUES = """SELECT $1::text AS a, $2::bigint AS b, $3::double precision AS c, $4::bool AS d, $5::varchar AS e, $6::decimal(8, 3) AS f,
 $7::date AS g, $8::timestamp AS h, $9::interval AS i, $10::int[] AS j, $11::bytea AS k, $12::uuid AS l, $13::smallint AS m,
 $14::real AS n, $15::timestamptz AS o, $16::time AS p, $17::json AS q, $18::text[] AS r, $19::numeric(6, 2)[] AS s"""
EVERYTHING = [
    "Grüße 潮汐 🌊 \\ '",
    9007199254740993,
    0.1,
    True,
    None,
    decimal.Decimal("-1.25"),
    datetime.date(2026, 1, 2),
    datetime.datetime(2026, 1, 2, 3, 4, 5, 123456),
    datetime.timedelta(days=2, seconds=3),
    [1, None, -2],
    b"\x00\xff",
    uuid.UUID(int=5),
    -5,
    0.25,
    datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),
    datetime.time(3, 4, 5),
    '{"a":[1,"ü"]}',
    ["a b", None, 'it\'s "1"', ""],
    [decimal.Decimal("1.5"), None],
]


async def main():
    connection = await asyncpg.connect(host=folder, port=54330, database="Harbor", user="erika")
    ask = connection.fetch
    await call("schemas", ask("SELECT schema_name FROM information_schema.schemata"))
    await call("tables", ask("SELECT table_name, 'TABLE' FROM information_schema.tables WHERE table_schema = $1", "harbor-app"))
    await call(
        "columns",
        ask(
            """SELECT attname, atttypid, atttypmod, atttypid = ANY ($1), attidentity FROM pg_attribute
            WHERE attrelid = '"PullRequests"'::regclass AND attnum > 0 ORDER BY attnum""",
            [20],
        ),
    )
    await call("made", ask(made))
    await call("long", ask(long))
    for place, sample in enumerate(samples):
        await call(f"sample {place}", ask(sample))
    await call(
        "parameters",
        ask("SELECT Id, Title FROM PullRequests WHERE State = $1 AND Id > $2 ORDER BY Id LIMIT $3", "OPEN", 3, 2),
    )
    await call("lists", ask("SELECT Id FROM PullRequests WHERE Id = ANY($1) AND State <> ALL($2) ORDER BY Id", [1, 2, 3], ["LOST"]))
    await call("values", ask(VALUES, *EVERYTHING))
    await call("nulls", ask(VALUES, *[None for _ in EVERYTHING]))
    same = [row for row in await ask(VALUES, *EVERYTHING)][0]
    say(call="same", rows=[[list(same) == EVERYTHING]])
    statement = await connection.prepare("SELECT Id, Title FROM PullRequests WHERE CreatedOn > $1")
    say(
        call="described",
        rows=[[kind.name for kind in statement.get_parameters()], [column.type.name for column in statement.get_attributes()]],
    )
    # asks pg_type whether that is a plain type
    await connection.set_type_codec("json", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    say(call="codec", rows=[[(await connection.fetchval("SELECT CAST('{\"a\":[1]}' AS JSON)"))["a"][0]]])
    await call("table error", ask("SELECT Id FROM PullRequest"))
    await call("column error", ask("SELECT Titel FROM PullRequests"))
    await call("syntax error", ask("SELEC Id FROM PullRequests"))
    await call("after", ask("SELECT 1"))

    # Leaving the result of a cursor after some rows.
    at("before")
    async with connection.transaction():
        count = 0
        async for _ in connection.cursor("SELECT Id FROM PullRequests WHERE Id > $1", 0, prefetch=50):
            count += 1
            if count == 60:
                break
        say(call="some", rows=[[count]])
        at("read")
    at("left")
    await call("after closing", ask("SELECT 1"))

    # Cancelling what waits for rows.
    at("before")
    waiting = asyncio.ensure_future(ask("SELECT count(Title) FROM PullRequests"))
    await asyncio.get_running_loop().run_in_executor(None, at, "read")
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        say(call="cancelled", rows=[["cancelled"]])
    await asyncio.get_running_loop().run_in_executor(None, at, "left")
    await call("after cancelling", ask("SELECT 1"))
    await connection.close()

    settings = {"search_path": "beacon", "application_name": "pool"}
    async with asyncpg.create_pool(
        host=folder, port=54330, database="Harbor", user="erika", min_size=1, max_size=2, server_settings=settings
    ) as pool:
        # A pool resets what a borrower has set.
        await pool.execute("SET search_path TO Information")
        await call("pool", pool.fetch("SELECT current_schema(), current_setting('application_name')"))


asyncio.run(main())
