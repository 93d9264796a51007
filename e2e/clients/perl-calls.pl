# What a Perl application does with DBI and DBD::ODBC. Arguments: the statements of the made row, of a long
# text, and of samples.
use strict;
use warnings;
use utf8;
use DBI;
use JSON::PP;
use POSIX ();

$| = 1;
my ($made, $long, @samples) = @ARGV;
my $json = JSON::PP->new->utf8->canonical;

sub say_line { print $json->encode({@_}), "\n" }
sub at { say_line(at => $_[0]); scalar <STDIN> }

my $database = DBI->connect('dbi:ODBC:DSN=Harbor', '', '', { RaiseError => 1, PrintError => 0, LongReadLen => 100_000 });

# Debian's DBD::ODBC is built for bytes: text comes and goes as UTF-8.
sub text {
    my ($cell) = @_;
    return undef unless defined $cell;
    my $text = "$cell";
    utf8::decode($text);
    return $text;
}

sub bytes {
    my ($text) = @_;
    utf8::encode($text) if defined $text;
    return $text;
}

sub call {
    my ($name, $work) = @_;
    my $rows = eval { $work->() };
    return say_line(call => $name, rows => [map { [map { text($_) } @$_] } @$rows]) if defined $rows;
    say_line(call => $name, error => [$DBI::state || $database->state, "$@"]);
}

sub read_all {
    my ($sql, @parameters) = @_;
    my $statement = $database->prepare($sql);
    $statement->execute(map { bytes($_) } @parameters);
    return $statement->fetchall_arrayref;
}

call('schemas', sub { [map { [$_->[1]] } @{ $database->table_info('', '%', '')->fetchall_arrayref }] });
call('tables', sub { [map { [@$_[2, 3]] } @{ $database->table_info(undef, 'harbor-app', '%')->fetchall_arrayref }] });
call('columns', sub {
    my $columns = $database->column_info(undef, 'harbor-app', 'PullRequests', '%')->fetchall_arrayref;
    [map { [@$_[3, 4, 6, 10]] } @$columns];
});
call('keys', sub { [map { [$_] } $database->primary_key(undef, 'harbor-app', 'PullRequests')] });
call('made', sub { read_all($made) });
call('too long', sub { read_all($long) });
call("sample $_", sub { read_all($samples[$_]) }) for 0 .. $#samples;

call('parameters', sub {
    read_all('SELECT Id, Title FROM PullRequests WHERE State = ? AND Id > ? ORDER BY Id LIMIT 2', 'OPEN', 3);
});
call('values', sub {
    read_all('SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e', 'Grüße 潮汐 🌊', '9007199254740993', 0.1, undef, 'x' x 3000);
});
call('null', sub { read_all('SELECT Id FROM PullRequests WHERE Id = 1 AND ? IS NULL', undef) });
call('table error', sub { read_all('SELECT Id FROM PullRequest') });
call('column error', sub { read_all('SELECT Titel FROM PullRequests') });
call('syntax error', sub { read_all('SELEC Id FROM PullRequests') });
call('after', sub { read_all('SELECT 1') });

my $insert = 'INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (?, ?)';
my $written = 'SELECT ContentRaw FROM PullRequestComments WHERE PullRequestId = 7 AND ContentRaw LIKE ? ORDER BY Id';

sub write_call {
    my ($name, $work) = @_;
    at('writing');
    call($name, $work);
    at('written');
}

write_call('autocommit', sub {
    my $count = $database->do($insert, undef, 7, bytes('größe 🌊 autocommit'));
    [[$count], @{ read_all($written, '% autocommit') }];
});
write_call('transaction', sub {
    $database->begin_work;
    my $statement = $database->prepare($insert);
    $statement->execute(7, "$_ transaction") for 'one', "it's";
    $database->commit;
    read_all($written, '% transaction');
});
write_call('rollback', sub {
    $database->begin_work;
    $database->do($insert, undef, 7, 'a rollback');
    $database->rollback;
    read_all($written, '% rollback');
});
write_call('array', sub {
    my $statement = $database->prepare($insert);
    $statement->execute_array({}, 7, ['a array', 'b array']);
    read_all($written, '% array');
});

# Leaving a result after one row.
at('before');
my $statement = $database->prepare('SELECT Id, Title FROM PullRequests');
$statement->execute;
$statement->fetch;
at('read');
$statement->finish;
at('left');
call('after closing', sub { read_all('SELECT 1') });

# Cancelling after one row.
at('before');
$statement->execute;
$statement->fetch;
at('read');
$statement->cancel;
at('left');
call('after cancelling', sub { read_all('SELECT 1') });

# Cancelling while a row is waited for, by a signal that meets the program there.
at('before');
my $stuck = $database->prepare('SELECT Id FROM PullRequests');
POSIX::sigaction(POSIX::SIGUSR1, POSIX::SigAction->new(sub { $stuck->cancel }));
$stuck->execute;
# The two pages that come.
$stuck->fetch for 1 .. 100;
say_line(at => 'waiting');
call('cancelled', sub { $stuck->fetchall_arrayref });
scalar <STDIN>;
at('left');
call('after the signal', sub { read_all('SELECT 1') });
$_->finish for $statement, $stuck;
$database->disconnect;
