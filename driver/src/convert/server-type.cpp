#include "convert/server-type.h"

namespace drawbridge::convert {

ServerType serverType(std::uint32_t typeOid) noexcept {
  switch (typeOid) {
    case oid::boolean: return ServerType::boolean;
    case oid::bytea: return ServerType::bytea;
    case oid::int8: return ServerType::int8;
    case oid::int2: return ServerType::int2;
    case oid::int4: return ServerType::int4;
    case oid::float4: return ServerType::float4;
    case oid::float8: return ServerType::float8;
    case oid::numeric: return ServerType::numeric;
    case oid::date: return ServerType::date;
    case oid::time: return ServerType::time;
    case oid::timestamp:
    case oid::timestamptz: return ServerType::timestamp;
    case oid::uuid: return ServerType::uuid;
    default: return ServerType::text;
  }
}

}  // namespace drawbridge::convert
