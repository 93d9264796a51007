// Messages to the server, built one after the other in one buffer and sent with one write.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drawbridge::wire {

using ParameterValues = std::vector<std::optional<std::string>>;

class Outbox {
 public:
  Outbox& startup(const std::vector<std::pair<std::string, std::string>>& parameters);
  Outbox& saslInitial(std::string_view mechanism, std::string_view response);
  Outbox& saslResponse(std::string_view response);
  Outbox& cancelRequest(std::uint32_t process, std::uint32_t secret);
  // Unnamed statement; an OID of 0 leaves the type to the server.
  Outbox& parse(std::string_view sql, const std::vector<std::uint32_t>& parameterOids);
  // Unnamed portal, values and results as text.
  Outbox& bind(const ParameterValues& values);
  Outbox& describeStatement();
  Outbox& describePortal();
  Outbox& execute();
  Outbox& sync();
  Outbox& terminate();

  std::string_view bytes() const noexcept { return bytes_; }

 private:
  void begin(char type);
  void end();
  void int16(std::size_t value);
  void int32(std::uint32_t value);
  void text(std::string_view value);

  std::string bytes_;
  std::size_t lengthAt_ = 0;
};

}  // namespace drawbridge::wire
