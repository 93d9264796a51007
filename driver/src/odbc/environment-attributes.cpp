// SQLGetEnvAttr, SQLSetEnvAttr.
#include "odbc/api.h"
#include "odbc/attribute-value.h"
#include "odbc/environment.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {

SQLRETURN environmentAttribute(SQLHENV raw, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER, SQLINTEGER* length) noexcept {
  return guarded<Environment>(raw, [&](Environment& environment) {
    switch (attribute) {
      case SQL_ATTR_ODBC_VERSION: return giveValue(value, length, environment.version);
      case SQL_ATTR_OUTPUT_NTS: return giveValue(value, length, SQLINTEGER{SQL_TRUE});
      case SQL_ATTR_CONNECTION_POOLING: return giveValue(value, length, environment.pooling);
      case SQL_ATTR_CP_MATCH: return giveValue(value, length, environment.poolMatch);
      default: throw OdbcError("HY092", "The environment has no such attribute");
    }
  });
}

SQLRETURN setEnvironmentAttribute(SQLHENV raw, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) noexcept {
  return guarded<Environment>(raw, [&](Environment& environment) {
    const SQLULEN number = asNumber(value);
    switch (attribute) {
      case SQL_ATTR_ODBC_VERSION:
        if (number != SQL_OV_ODBC2 && number != SQL_OV_ODBC3 && number != SQL_OV_ODBC3_80) {
          throw OdbcError("HY024", "ODBC has no such version");
        }
        environment.version = static_cast<SQLINTEGER>(number);
        return SQL_SUCCESS;
      case SQL_ATTR_OUTPUT_NTS:
        if (number != SQL_TRUE) throw OdbcError("HYC00", "Texts always end with a zero");
        return SQL_SUCCESS;
      case SQL_ATTR_CONNECTION_POOLING: environment.pooling = static_cast<SQLUINTEGER>(number); return SQL_SUCCESS;
      case SQL_ATTR_CP_MATCH: environment.poolMatch = static_cast<SQLUINTEGER>(number); return SQL_SUCCESS;
      default: throw OdbcError("HY092", "The environment has no such attribute");
    }
  });
}

}  // namespace drawbridge::odbc
