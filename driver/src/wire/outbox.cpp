#include "wire/outbox.h"

#include <stdexcept>

namespace drawbridge::wire {
namespace {

constexpr std::uint32_t protocolVersion = 3u << 16;
constexpr std::uint32_t cancelCode = 1234u << 16 | 5678u;
constexpr std::size_t maxMessage = 0x3FFFFFFF;

}  // namespace

void Outbox::begin(char type) {
  if (type != 0) bytes_.push_back(type);
  lengthAt_ = bytes_.size();
  bytes_.append(4, '\0');
}

void Outbox::end() {
  const std::size_t length = bytes_.size() - lengthAt_;
  if (length > maxMessage) throw std::length_error("the statement with its values is longer than 1 GiB");
  for (int i = 0; i < 4; i++) bytes_[lengthAt_ + i] = static_cast<char>(length >> (24 - 8 * i) & 0xFF);
}

void Outbox::int16(std::size_t value) {
  if (value > 0xFFFF) throw std::length_error("a statement takes at most 65535 parameters");
  bytes_.push_back(static_cast<char>(value >> 8));
  bytes_.push_back(static_cast<char>(value & 0xFF));
}

void Outbox::int32(std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes_.push_back(static_cast<char>(value >> shift & 0xFF));
}

void Outbox::text(std::string_view value) {
  // A zero would end the text early on the other side and turn its rest into another field.
  for (const char c : value) bytes_.push_back(c == '\0' ? ' ' : c);
  bytes_.push_back('\0');
}

Outbox& Outbox::startup(const std::vector<std::pair<std::string, std::string>>& parameters) {
  begin(0);
  int32(protocolVersion);
  for (const auto& [name, value] : parameters) {
    text(name);
    text(value);
  }
  bytes_.push_back('\0');
  end();
  return *this;
}

Outbox& Outbox::saslInitial(std::string_view mechanism, std::string_view response) {
  begin('p');
  text(mechanism);
  int32(static_cast<std::uint32_t>(response.size()));
  bytes_.append(response);
  end();
  return *this;
}

Outbox& Outbox::saslResponse(std::string_view response) {
  begin('p');
  bytes_.append(response);
  end();
  return *this;
}

Outbox& Outbox::cancelRequest(std::uint32_t process, std::uint32_t secret) {
  begin(0);
  int32(cancelCode);
  int32(process);
  int32(secret);
  end();
  return *this;
}

Outbox& Outbox::parse(std::string_view sql, const std::vector<std::uint32_t>& parameterOids) {
  begin('P');
  text("");
  text(sql);
  int16(parameterOids.size());
  for (const std::uint32_t oid : parameterOids) int32(oid);
  end();
  return *this;
}

Outbox& Outbox::bind(const ParameterValues& values) {
  begin('B');
  text("");
  text("");
  int16(0);
  int16(values.size());
  for (const auto& value : values) {
    if (!value) {
      int32(0xFFFFFFFFu);
      continue;
    }
    if (value->size() > maxMessage) throw std::length_error("a parameter is longer than 1 GiB");
    int32(static_cast<std::uint32_t>(value->size()));
    bytes_.append(*value);
  }
  int16(0);
  end();
  return *this;
}

Outbox& Outbox::describeStatement() {
  begin('D');
  bytes_.push_back('S');
  text("");
  end();
  return *this;
}

Outbox& Outbox::describePortal() {
  begin('D');
  bytes_.push_back('P');
  text("");
  end();
  return *this;
}

Outbox& Outbox::execute() {
  begin('E');
  text("");
  int32(0);
  end();
  return *this;
}

Outbox& Outbox::sync() {
  begin('S');
  end();
  return *this;
}

Outbox& Outbox::terminate() {
  begin('X');
  end();
  return *this;
}

}  // namespace drawbridge::wire
