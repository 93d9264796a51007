/* Reads a whole result with libpq's single-row mode and prints one line of JSON, as fetch.c does.
 *
 *   fetch-libpq CONNINFO SQL
 */
#include <libpq-fe.h>

#include "measure.h"

int main(int argc, char **argv) {
  long rows = 0;
  unsigned long long bytes = 0;
  PGresult *result;
  if (argc != 3) {
    fprintf(stderr, "usage: fetch-libpq CONNINFO SQL\n");
    return 2;
  }
  PGconn *connection = PQconnectdb(argv[1]);
  if (PQstatus(connection) != CONNECTION_OK) {
    fputs(PQerrorMessage(connection), stderr);
    return 1;
  }
  struct measurement measurement = begin_measurement();
  if (!PQsendQuery(connection, argv[2]) || !PQsetSingleRowMode(connection)) {
    fputs(PQerrorMessage(connection), stderr);
    return 1;
  }
  while ((result = PQgetResult(connection)) != NULL) {
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) {
      fputs(PQerrorMessage(connection), stderr);
      return 1;
    }
    const int tuples = PQntuples(result);
    const int fields = PQnfields(result);
    for (int row = 0; row < tuples; row++) {
      saw_row(&measurement);
      for (int field = 0; field < fields; field++) {
        if (!PQgetisnull(result, row, field)) bytes += (unsigned long long)PQgetlength(result, row, field);
      }
      rows++;
    }
    PQclear(result);
  }
  print_measurement(&measurement, rows, bytes, 0);
  PQfinish(connection);
  return 0;
}
