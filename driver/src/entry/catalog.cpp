#include "entry/odbc-headers.h"

using namespace drawbridge;

extern "C" {

SQLRETURN SQL_API SQLGetTypeInfoW(SQLHSTMT h, SQLSMALLINT type) { return odbc::typeInfo(h, type); }
SQLRETURN SQL_API SQLTablesW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                             SQLWCHAR* table, SQLSMALLINT tableLength, SQLWCHAR* types, SQLSMALLINT typesLength) {
  return odbc::tables(h, {catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}, {types, typesLength});
}
SQLRETURN SQL_API SQLColumnsW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                              SQLWCHAR* table, SQLSMALLINT tableLength, SQLWCHAR* column, SQLSMALLINT columnLength) {
  return odbc::columns(h, {catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}, {column, columnLength});
}
SQLRETURN SQL_API SQLPrimaryKeysW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                                  SQLWCHAR* table, SQLSMALLINT tableLength) {
  return odbc::primaryKeys(h, {catalog, catalogLength}, {schema, schemaLength}, {table, tableLength});
}
SQLRETURN SQL_API SQLForeignKeysW(SQLHSTMT h, SQLWCHAR* parentCatalog, SQLSMALLINT parentCatalogLength, SQLWCHAR* parentSchema,
                                  SQLSMALLINT parentSchemaLength, SQLWCHAR* parent, SQLSMALLINT parentLength, SQLWCHAR* childCatalog,
                                  SQLSMALLINT childCatalogLength, SQLWCHAR* childSchema, SQLSMALLINT childSchemaLength, SQLWCHAR* child,
                                  SQLSMALLINT childLength) {
  return odbc::foreignKeys(h, {{parentCatalog, parentCatalogLength}, {parentSchema, parentSchemaLength}, {parent, parentLength}},
                           {{childCatalog, childCatalogLength}, {childSchema, childSchemaLength}, {child, childLength}});
}
SQLRETURN SQL_API SQLStatisticsW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                                 SQLWCHAR* table, SQLSMALLINT tableLength, SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
  return odbc::statistics(h, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}}, unique, accuracy);
}
SQLRETURN SQL_API SQLSpecialColumnsW(SQLHSTMT h, SQLUSMALLINT kind, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema,
                                     SQLSMALLINT schemaLength, SQLWCHAR* table, SQLSMALLINT tableLength, SQLUSMALLINT scope, SQLUSMALLINT nullable) {
  return odbc::specialColumns(h, kind, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}}, scope, nullable);
}
SQLRETURN SQL_API SQLProceduresW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                                 SQLWCHAR* procedure, SQLSMALLINT procedureLength) {
  return odbc::procedures(h, {catalog, catalogLength}, {schema, schemaLength}, {procedure, procedureLength});
}
SQLRETURN SQL_API SQLProcedureColumnsW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                                       SQLWCHAR* procedure, SQLSMALLINT procedureLength, SQLWCHAR* column, SQLSMALLINT columnLength) {
  return odbc::procedureColumns(h, {catalog, catalogLength}, {schema, schemaLength}, {procedure, procedureLength}, {column, columnLength});
}
SQLRETURN SQL_API SQLTablePrivilegesW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                                      SQLWCHAR* table, SQLSMALLINT tableLength) {
  return odbc::tablePrivileges(h, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}});
}
SQLRETURN SQL_API SQLColumnPrivilegesW(SQLHSTMT h, SQLWCHAR* catalog, SQLSMALLINT catalogLength, SQLWCHAR* schema, SQLSMALLINT schemaLength,
                                       SQLWCHAR* table, SQLSMALLINT tableLength, SQLWCHAR* column, SQLSMALLINT columnLength) {
  return odbc::columnPrivileges(h, {{catalog, catalogLength}, {schema, schemaLength}, {table, tableLength}}, {column, columnLength});
}

}  // extern "C"
