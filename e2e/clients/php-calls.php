<?php
// What a PHP application does, once by odbc_* and once by PDO. Arguments: which of the two, then the statements of the
// made row, of a long text, and of samples.

[, $way, $made, $long] = $argv;
$samples = array_slice($argv, 4);

function say(array $line): void
{
    echo json_encode($line, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
}

function at(string $moment): void
{
    say(['at' => $moment]);
    fgets(STDIN);
}

/** An error of odbc_*, which are told by false and a warning. */
class OdbcFailure extends Exception
{
    public function __construct(public readonly string $state, string $message)
    {
        parent::__construct($message);
    }
}

function text(mixed $cell): ?string
{
    return $cell === null ? null : (string) $cell;
}

function call(string $name, callable $work): void
{
    try {
        say(['call' => $name, 'rows' => array_map(fn ($row) => array_map(text(...), array_values($row)), $work())]);
    } catch (PDOException $error) {
        say(['call' => $name, 'error' => [(string) $error->getCode(), $error->getMessage()]]);
    } catch (OdbcFailure $error) {
        say(['call' => $name, 'error' => [$error->state, $error->getMessage()]]);
    }
}

function write(string $name, callable $work): void
{
    at('writing');
    call($name, $work);
    at('written');
}

interface Way
{
    public function readAll(string $sql, array $parameters = []): array;

    /** The number of rows that were written. */
    public function write(string $sql, array $parameters): int;

    /** Executes and reads one row. */
    public function readOne(string $sql): void;

    /** Closes that result. */
    public function close(): void;

    public function autocommit(bool $on): void;

    public function commit(): void;

    public function rollBack(): void;

    /** Tells of schemas and tables. */
    public function catalog(): void;
}

final class ByOdbc implements Way
{
    private $connection;
    private $open;

    public function __construct()
    {
        // The buffers of odbc_* are as long as the driver tells.
        $this->connection = $this->sound(@odbc_connect('DSN=Harbor;MaximumColumnSize=60000', '', ''));
    }

    private function sound(mixed $result): mixed
    {
        if ($result === false) {
            throw isset($this->connection)
                ? new OdbcFailure(odbc_error($this->connection), odbc_errormsg($this->connection))
                : new OdbcFailure(odbc_error(), odbc_errormsg());
        }
        return $result;
    }

    private function execute(string $sql, array $parameters): mixed
    {
        if ($parameters === []) {
            return $this->sound(@odbc_exec($this->connection, $sql));
        }
        $statement = $this->sound(@odbc_prepare($this->connection, $sql));
        $this->sound(@odbc_execute($statement, $parameters));
        return $statement;
    }

    private function rows(mixed $result): array
    {
        $rows = [];
        while (($row = odbc_fetch_array($result)) !== false) {
            $rows[] = $row;
        }
        odbc_free_result($result);
        return $rows;
    }

    public function readAll(string $sql, array $parameters = []): array
    {
        return $this->rows($this->execute($sql, $parameters));
    }

    public function write(string $sql, array $parameters): int
    {
        return odbc_num_rows($this->execute($sql, $parameters));
    }

    public function readOne(string $sql): void
    {
        $this->open = $this->execute($sql, []);
        odbc_fetch_row($this->open);
    }

    public function close(): void
    {
        odbc_free_result($this->open);
    }

    public function autocommit(bool $on): void
    {
        odbc_autocommit($this->connection, $on);
    }

    public function commit(): void
    {
        odbc_commit($this->connection);
    }

    public function rollBack(): void
    {
        odbc_rollback($this->connection);
    }

    public function catalog(): void
    {
        // By position: PHP is an application of ODBC 2, where some columns have other names.
        $columns = fn (mixed $result, int ...$places) => array_map(
            fn ($row) => array_map(fn ($place) => array_values($row)[$place - 1], $places),
            $this->rows($this->sound($result)),
        );
        $all = $this->connection;
        call('schemas', fn () => $columns(odbc_tables($all, '', '%', '', ''), 2));
        call('tables', fn () => $columns(odbc_tables($all, null, 'harbor-app', '%'), 3, 4));
        call('columns', fn () => $columns(odbc_columns($all, null, 'harbor-app', 'PullRequests', '%'), 4, 5, 7, 11));
        call('keys', fn () => $columns(odbc_primarykeys($all, null, 'harbor-app', 'PullRequests'), 4));
    }
}

final class ByPdo implements Way
{
    private PDO $connection;
    private PDOStatement $open;

    public function __construct()
    {
        $this->connection = new PDO('odbc:DSN=Harbor');
    }

    private function execute(string $sql, array $parameters): PDOStatement
    {
        $statement = $this->connection->prepare($sql);
        $statement->execute($parameters);
        return $statement;
    }

    public function readAll(string $sql, array $parameters = []): array
    {
        return $this->execute($sql, $parameters)->fetchAll(PDO::FETCH_NUM);
    }

    public function write(string $sql, array $parameters): int
    {
        return $this->execute($sql, $parameters)->rowCount();
    }

    public function readOne(string $sql): void
    {
        $this->open = $this->execute($sql, []);
        $this->open->fetch();
    }

    public function close(): void
    {
        $this->open->closeCursor();
    }

    public function autocommit(bool $on): void
    {
        if (!$on) {
            $this->connection->beginTransaction();
        }
    }

    public function commit(): void
    {
        $this->connection->commit();
    }

    public function rollBack(): void
    {
        $this->connection->rollBack();
    }

    /** PDO has no functions for it. */
    public function catalog(): void
    {
        call('schemas', fn () => $this->readAll('SELECT schema_name FROM information_schema.schemata'));
        call('tables', fn () => $this->readAll(
            'SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = ?',
            ['harbor-app'],
        ));
    }
}

const INSERT = 'INSERT INTO PullRequestComments (PullRequestId, ContentRaw, InlinePath) VALUES (?, ?, ?)';
const WRITTEN = 'SELECT ContentRaw, InlinePath FROM PullRequestComments
    WHERE PullRequestId = 7 AND ContentRaw LIKE ? ORDER BY Id';

$php = $way === 'PDO' ? new ByPdo() : new ByOdbc();
$php->catalog();
call('long', fn () => $php->readAll($long));
call('made', fn () => $php->readAll($made));
foreach ($samples as $place => $sample) {
    call("sample $place", fn () => $php->readAll($sample));
}

call('parameters', fn () => $php->readAll(
    'SELECT Id, Title FROM PullRequests WHERE State = ? AND Id > ? ORDER BY Id LIMIT 2',
    ['OPEN', 3],
));
call('arithmetic', fn () => $php->readAll('SELECT ? + 1 AS n', ['41']));
call('values', fn () => $php->readAll(
    'SELECT ? AS a, ? AS b, ? AS c, ? AS d',
    ['Grüße 潮汐 🌊', 9007199254740993, 0.1, null],
));
call('null', fn () => $php->readAll('SELECT Id FROM PullRequests WHERE Id = 1 AND ? IS NULL', [null]));
call('table error', fn () => $php->readAll('SELECT Id FROM PullRequest'));
call('column error', fn () => $php->readAll('SELECT Titel FROM PullRequests'));
call('syntax error', fn () => $php->readAll('SELEC Id FROM PullRequests'));
call('after', fn () => $php->readAll('SELECT 1'));

write('autocommit', fn () => [
    [$php->write(INSERT, [7, "größe 🌊 $way autocommit", null])],
    ...$php->readAll(WRITTEN, ["% $way autocommit"]),
]);
write('transaction', function () use ($php, $way) {
    $php->autocommit(false);
    $php->write(INSERT, [7, "one $way transaction", 'README.md']);
    $php->write(INSERT, [7, "it's $way transaction", null]);
    $php->commit();
    $php->autocommit(true);
    return $php->readAll(WRITTEN, ["% $way transaction"]);
});
write('rollback', function () use ($php, $way) {
    $php->autocommit(false);
    $php->write(INSERT, [7, "a $way rollback", null]);
    $php->rollBack();
    $php->autocommit(true);
    return $php->readAll(WRITTEN, ["% $way rollback"]);
});

// Leaving a result after one row.
at('before');
$php->readOne('SELECT Id, Title FROM PullRequests');
at('read');
$php->close();
at('left');
call('after closing', fn () => $php->readAll('SELECT 1'));
