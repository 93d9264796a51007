#include <filesystem>
#include <fstream>

#include "conn/system.h"

namespace drawbridge::conn {
namespace {

constexpr std::size_t largestFile = 64 * 1024;

}  // namespace

std::optional<std::string> readSmallFile(const std::string& path) {
  std::ifstream file(std::filesystem::u8path(path), std::ios::binary);
  if (!file) return std::nullopt;
  std::string text(largestFile, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

}  // namespace drawbridge::conn
