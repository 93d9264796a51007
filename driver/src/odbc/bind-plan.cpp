#include "odbc/bind-plan.h"

namespace drawbridge::odbc {
namespace {

BoundColumn bind(const DescriptorRecord& record, const Column& column, SQLULEN bindType) {
  BoundColumn bound;
  const SQLSMALLINT cType = convert::resolveCType(column.type, record.conciseType);
  bound.converter = convert::findConverter(column.type, cType);
  bound.restricted = bound.converter == nullptr;
  bound.bound = record.data != nullptr || record.octetLength != nullptr || record.indicator != nullptr;
  bound.lengthOnly = record.data == nullptr;
  bound.value = static_cast<char*>(record.data);
  bound.length = reinterpret_cast<char*>(record.octetLength);
  bound.indicator = reinterpret_cast<char*>(record.indicator);
  const SQLLEN fixed = convert::fixedSize(cType);
  const bool byColumn = bindType == SQL_BIND_BY_COLUMN;
  bound.valueStride = byColumn ? static_cast<std::size_t>(fixed > 0 ? fixed : record.bufferLength) : bindType;
  bound.lengthStride = byColumn ? sizeof(SQLLEN) : bindType;
  bound.target.room = bound.lengthOnly ? 0 : record.bufferLength;
  bound.target.precision = record.precision > 0 ? record.precision : static_cast<SQLSMALLINT>(38);
  bound.target.scale = record.scale;
  return bound;
}

}  // namespace

const BindPlan& currentPlan(Statement& statement) {
  const Descriptor& descriptor = *statement.row;
  BindPlan& plan = statement.plan;
  if (plan.descriptor == &descriptor && plan.version == descriptor.version && plan.bindType == descriptor.bindType &&
      plan.columns.size() == statement.columns.size()) {
    return plan;
  }
  plan = {};
  plan.descriptor = &descriptor;
  plan.version = descriptor.version;
  plan.bindType = descriptor.bindType;
  plan.allBound = true;
  plan.columns.resize(statement.columns.size());
  for (std::size_t i = 0; i < plan.columns.size(); i++) {
    const bool known = i < descriptor.records.size() && descriptor.records[i].bound;
    if (known) plan.columns[i] = bind(descriptor.records[i], statement.columns[i], descriptor.bindType);
    if (!plan.columns[i].bound || plan.columns[i].lengthOnly) plan.allBound = false;
  }
  return plan;
}

}  // namespace drawbridge::odbc
