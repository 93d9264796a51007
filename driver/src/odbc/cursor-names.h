// The names that cursors of one connection were given: no two may have the same.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace drawbridge::odbc {

class Statement;

// A lock of its own: statements of several threads ask, each under its own lock and none under the connection's.
class CursorNames {
 public:
  // False: another statement has it.
  bool take(const Statement& statement, const std::string& name) {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [owner, taken] : names_) {
      if (taken == name && owner != &statement) return false;
    }
    names_[&statement] = name;
    return true;
  }
  void release(const Statement& statement) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    names_.erase(&statement);
  }

 private:
  std::mutex mutex_;
  std::map<const Statement*, std::string> names_;
};

}  // namespace drawbridge::odbc
