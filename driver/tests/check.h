// A runner of a few lines: each TEST prints one line, CHECK and CHECK_EQUAL say where and what differs.
#pragma once

#include <algorithm>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace check {

struct Test {
  const char* name;
  void (*body)();
};

inline std::vector<Test>& tests() {
  static std::vector<Test> all;
  return all;
}

struct Registration {
  Registration(const char* name, void (*body)()) { tests().push_back({name, body}); }
};

[[noreturn]] inline void fail(const char* file, int line, const std::string& text) {
  std::ostringstream out;
  out << file << ":" << line << ": " << text;
  throw std::runtime_error(out.str());
}

template <typename A, typename B>
void equal(const char* file, int line, const char* expression, const A& actual, const B& expected) {
  if (actual == expected) return;
  std::ostringstream out;
  out << expression << " is " << actual << ", expected " << expected;
  fail(file, line, out.str());
}

// Runs all tests, or those with these names; the exit status.
inline int run(const std::vector<std::string>& names = {}) {
  std::size_t ran = 0;
  std::size_t failed = 0;
  for (const Test& test : tests()) {
    if (!names.empty() && std::find(names.begin(), names.end(), test.name) == names.end()) continue;
    ran++;
    try {
      test.body();
      std::cout << "ok   " << test.name << std::endl;
    } catch (const std::exception& e) {
      failed++;
      std::cout << "FAIL " << test.name << "\n     " << e.what() << std::endl;
    }
  }
  std::cout << ran - failed << " passed, " << failed << " failed" << std::endl;
  return failed == 0 && ran > 0 && ran >= names.size() ? 0 : 1;
}

}  // namespace check

#define CHECK_JOIN2(a, b) a##b
#define CHECK_JOIN(a, b) CHECK_JOIN2(a, b)
#define TEST(name)                                                                              \
  static void CHECK_JOIN(testBody, __LINE__)();                                                 \
  static const check::Registration CHECK_JOIN(testEntry, __LINE__)(name, CHECK_JOIN(testBody, __LINE__)); \
  static void CHECK_JOIN(testBody, __LINE__)()
#define CHECK(condition) \
  do {                   \
    if (!(condition)) check::fail(__FILE__, __LINE__, #condition); \
  } while (false)
#define CHECK_EQUAL(actual, expected) check::equal(__FILE__, __LINE__, #actual, actual, expected)
