#include "check.h"
#include "wire/authentication.h"

using namespace drawbridge::wire;

namespace {

std::string int32(char value) { return std::string("\0\0\0", 3) + value; }

// What became of a message of the type R: the answer's bytes, "nothing", or the reason for which the engine is refused.
std::string answerTo(Authentication& authentication, const std::string& body) {
  try {
    const auto answer = authentication.answer({reinterpret_cast<const std::uint8_t*>(body.data()), body.size()});
    return answer ? std::string(answer->bytes()) : "nothing";
  } catch (const ProtocolError& e) {
    return e.what();
  }
}

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

const std::string letIn = int32(0);
const std::string begin = int32(10) + std::string("SCRAM-SHA-256\0\0", 15);

}  // namespace

TEST("on a Unix socket an engine may let in without a question, elsewhere it may not") {
  Authentication local("", false);
  CHECK_EQUAL(answerTo(local, letIn), "nothing");
  Authentication remote("secret", true);
  CHECK(holds(answerTo(remote, letIn), "no proof"));
}

TEST("a password is never sent as it is, nor as a weak digest, nor without one at hand") {
  for (const char kind : {3, 5, 7, 9}) {
    Authentication authentication("secret", true);
    CHECK(holds(answerTo(authentication, int32(kind) + "salt"), "another way"));
  }
  Authentication other("secret", true);
  CHECK(holds(answerTo(other, int32(10) + std::string("SCRAM-SHA-256-PLUS\0\0", 20)), "another way"));
  Authentication empty("", true);
  CHECK(holds(answerTo(empty, begin), "holds none"));
}

TEST("the exchange begins once, in its order, and ends with the engine's proof") {
  Authentication authentication("secret", true);
  CHECK(holds(answerTo(authentication, int32(11) + "r=a,s=AAAA,i=1"), "malformed"));
  CHECK(holds(answerTo(authentication, int32(12) + "v=AAAA"), "does not know"));
  const std::string first = answerTo(authentication, begin);
  CHECK_EQUAL(first.substr(0, 1), "p");
  CHECK(holds(first, "n,,n=,r="));
  CHECK(!holds(first, "secret"));
  CHECK(holds(answerTo(authentication, begin), "another way"));
  CHECK(holds(answerTo(authentication, int32(11) + "r=another,s=AAAA,i=1"), "malformed"));
  CHECK(holds(answerTo(authentication, letIn), "no proof"));
}

TEST("the password is proven once in an exchange") {
  Authentication authentication("secret", true);
  const std::string first = answerTo(authentication, begin);
  const std::string nonce = first.substr(first.find("r=") + 2);
  const std::string asked = int32(11) + "r=" + nonce + "more,s=AAAA,i=1";
  CHECK(holds(answerTo(authentication, asked), "c=biws"));
  CHECK(holds(answerTo(authentication, asked), "malformed"));
}

TEST("a message that is cut is refused") {
  Authentication authentication("secret", true);
  CHECK(holds(answerTo(authentication, "\0"), "ends too early"));
  CHECK(holds(answerTo(authentication, int32(10) + "SCRAM-SHA-256"), "without an end"));
}
