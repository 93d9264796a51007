// Descriptors: the application's buffers (ARD, APD) and the driver's view of columns and parameters (IRD, IPD).
#pragma once

#include <vector>

#include "odbc/descriptor-record.h"
#include "odbc/handle.h"

namespace drawbridge::odbc {

class Connection;
class Statement;

enum class DescriptorRole { applicationRow, applicationParameter, implementationRow, implementationParameter, free };

class Descriptor final : public Handle {
 public:
  static constexpr HandleKind handleKind = HandleKind::descriptor;
  Descriptor(Connection& owner, DescriptorRole descriptorRole) : Handle(handleKind), connection(owner), role(descriptorRole) {}

  // Makes records up to `number` (1-based); 0 is the bookmark, which this driver has not.
  DescriptorRecord& record(std::size_t number) {
    if (records.size() < number) records.resize(number);
    version++;
    return records[number - 1];
  }

  // Unbinding the last column makes the one before it that is bound the last.
  void dropUnbound() noexcept {
    while (!records.empty() && !records.back().bound) records.pop_back();
    version++;
  }

  Connection& connection;
  const DescriptorRole role;
  // To which it belongs; nullptr when the application has allocated it.
  Statement* statement = nullptr;
  SQLULEN arraySize = 1;
  SQLULEN bindType = SQL_BIND_BY_COLUMN;
  SQLLEN* bindOffset = nullptr;
  SQLUSMALLINT* arrayStatus = nullptr;
  SQLULEN* rowsProcessed = nullptr;
  std::vector<DescriptorRecord> records;
  // Grows with every change of a record, so that a plan made from them can be kept.
  std::uint64_t version = 0;
};

}  // namespace drawbridge::odbc
