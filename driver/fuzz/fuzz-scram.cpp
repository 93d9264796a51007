// The proof by password with a server that sends anything: the exchange as a whole, its two answers on their own, and
// what they are made of. Nobody who does not know the password may ever seem to know it.
#include <cstdlib>
#include <vector>

#include "input.h"
#include "scram/base64.h"
#include "scram/exchange.h"
#include "scram/sha256.h"
#include "wire/authentication.h"

using namespace drawbridge;

namespace {

constexpr const char* password = "a password";
constexpr const char* nonce = "fyko+d2lbbFgONRv9qkxdawL";

void expect(bool holds) {
  if (!holds) std::abort();
}

// More iterations than two digits hold take time and go no other way.
bool asksForMuchWork(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > 2) return true;
  }
  return false;
}

std::string serverFirst(std::string_view rest, std::string_view salt, unsigned iterations) {
  std::string text = std::string("r=") + nonce;
  for (const char c : rest) text.push_back(c == ',' ? '.' : c);
  return text + ",s=" + scram::toBase64(salt) + ",i=" + std::to_string(iterations);
}

// What the server's last message has to hold, made by the server's rules.
std::string proofOf(const scram::Exchange& exchange, const std::string& first, const std::string& answer, std::string_view salt, unsigned iterations) {
  const std::string all = exchange.first().substr(3) + "," + first + "," + answer.substr(0, answer.find(",p="));
  const scram::Digest salted = scram::pbkdf2(password, salt, iterations);
  return std::string(scram::bytesOf(scram::hmac(scram::bytesOf(scram::hmac(scram::bytesOf(salted), "Server Key")), all)));
}

void wellFormed(Input input) {
  const unsigned iterations = 1 + input.below(3);
  const unsigned changed = input.byte();
  const std::string_view text = input.rest();
  const std::string_view salt = text.substr(0, text.size() / 2);
  const std::string_view more = text.substr(text.size() / 2);
  scram::Exchange exchange(password, nonce, "");
  const std::string first = serverFirst(more, salt, iterations);
  const auto answer = exchange.last(first);
  expect(answer.has_value() == !more.empty());
  if (!answer) return;
  // The server's nonce, 32 bytes of proof in Base64, and nothing else.
  const std::string head = "c=biws," + first.substr(0, first.find(",s=")) + ",p=";
  expect(answer->compare(0, head.size(), head) == 0 && answer->size() == head.size() + 44);
  std::string proof = proofOf(exchange, first, *answer, salt, iterations);
  expect(exchange.proves("v=" + scram::toBase64(proof)));
  proof[changed % proof.size()] = static_cast<char>(proof[changed % proof.size()] ^ (1 << changed / 32));
  expect(!exchange.proves("v=" + scram::toBase64(proof)));
  expect(!exchange.proves(text) || text.substr(0, 2) == "v=");
}

void anything(std::string_view text) {
  scram::Exchange exchange(password, nonce, "");
  expect(!exchange.proves(text));
  if (!asksForMuchWork(text)) exchange.last(text);
  const std::size_t half = text.size() / 2;
  exchange.proves(text.substr(half));
}

// Messages of the type R, each with its length in front.
void startup(Input input) {
  wire::Authentication authentication(password, input.below(2) == 0);
  bool letIn = false;
  while (!input.rest().empty() && !letIn) {
    const std::string_view message = input.piece(input.byte());
    if (asksForMuchWork(message)) return;
    try {
      letIn = !authentication.answer({reinterpret_cast<const std::uint8_t*>(message.data()), message.size()});
    } catch (const wire::ProtocolError&) {
      return;
    }
  }
}

void digests(std::string_view text) {
  expect(scram::fromBase64(scram::toBase64(text)) == std::string(text));
  scram::fromBase64(text);
  scram::Sha256 pieces;
  pieces.update(text.substr(0, text.size() / 3));
  pieces.update(text.substr(text.size() / 3));
  expect(pieces.finish() == scram::sha256(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  switch (input.below(4)) {
    case 0: wellFormed(input); break;
    case 1: anything(input.rest()); break;
    case 2: startup(input); break;
    default: digests(input.rest()); break;
  }
  return 0;
}
