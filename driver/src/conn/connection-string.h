// Connection strings: `Key=Value;Key={Value with ; and }} inside};...`.
// Keywords match without regard to case and spaces. The first of equal keywords wins, as the ODBC
// specification has it. Values keep their braces, since the engine parses the string itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drawbridge::conn {

struct Attribute {
  std::string keyword;
  // As written, braces included.
  std::string value;
};

class ConnectionString {
 public:
  static ConnectionString parse(std::string_view text);

  // The value without its braces.
  std::optional<std::string> value(std::string_view keyword) const;
  bool has(std::string_view keyword) const { return find(keyword) != nullptr; }
  void add(std::string keyword, std::string_view plainValue);

  // All attributes but those named, in their order.
  std::string textWithout(std::initializer_list<std::string_view> keywords) const;

 private:
  const Attribute* find(std::string_view keyword) const;
  std::vector<Attribute> attributes_;
};

}  // namespace drawbridge::conn
