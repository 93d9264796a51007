#include "check.h"
#include "scram/base64.h"
#include "scram/exchange.h"
#include "scram/sha256.h"

using namespace drawbridge::scram;

namespace {

std::string hex(const Digest& digest) {
  std::string out;
  for (const unsigned byte : digest) {
    out.push_back("0123456789abcdef"[byte >> 4]);
    out.push_back("0123456789abcdef"[byte & 15]);
  }
  return out;
}

constexpr const char* serverFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
constexpr const char* serverLast = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

Exchange exampleOfTheRfc() { return Exchange("pencil", "rOprNGfwEbeRWgbNEkqO", "user"); }

}  // namespace

TEST("SHA-256 gives the digests of FIPS 180-4, whatever the pieces it is fed with") {
  CHECK_EQUAL(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK_EQUAL(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK_EQUAL(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK_EQUAL(hex(sha256(std::string(1'000'000, 'a'))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  const std::string text(200, 'x');
  for (std::size_t cut = 0; cut <= text.size(); cut++) {
    Sha256 pieces;
    pieces.update(std::string_view(text).substr(0, cut));
    pieces.update(std::string_view(text).substr(cut));
    CHECK_EQUAL(hex(pieces.finish()), hex(sha256(text)));
  }
}

TEST("HMAC-SHA-256 gives the digests of RFC 4231, with keys longer than a block, too") {
  CHECK_EQUAL(hex(hmac("Jefe", "what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK_EQUAL(hex(hmac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST("PBKDF2 gives the keys of RFC 7914") {
  CHECK_EQUAL(hex(pbkdf2("passwd", "salt", 1)), "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
  CHECK_EQUAL(hex(pbkdf2("Password", "NaCl", 80000)), "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
}

TEST("Base64 makes the way there and back, and refuses what is none") {
  for (const char* bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) CHECK_EQUAL(fromBase64(toBase64(bytes)).value(), bytes);
  CHECK_EQUAL(toBase64("fooba"), "Zm9vYmE=");
  for (const char* text : {"Zg=", "Z===", "Z=g=", "Zm9v!mE=", "Zg"}) CHECK(!fromBase64(text));
}

TEST("the exchange of RFC 7677 is answered as it stands there") {
  Exchange exchange = exampleOfTheRfc();
  CHECK_EQUAL(exchange.first(), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
  CHECK_EQUAL(exchange.last(serverFirst).value(),
              "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
  CHECK(exchange.proves(serverLast));
}

TEST("a server that does not prove that it knows the password is told from one that does") {
  Exchange exchange = exampleOfTheRfc();
  CHECK(!exchange.proves(serverLast));
  exchange.last(serverFirst);
  for (const char* text : {"", "v=", "e=other-error", "v=AAAA", "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95H4="}) CHECK(!exchange.proves(text));
}

TEST("a malformed, foreign or costly first message of the server is given no answer") {
  for (const char* text : {"", "r=", "r=other,s=AAAA,i=4096", "r=rOprNGfwEbeRWgbNEkqO,s=AAAA,i=4096", "r=rOprNGfwEbeRWgbNEkqOx,s=A,i=4096",
                           "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=0", "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=x", "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA",
                           "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1000001", "m=x,r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=4096"}) {
    CHECK(!exampleOfTheRfc().last(text));
  }
}

TEST("every exchange has a nonce of its own") { CHECK(Exchange("p").first() != Exchange("p").first()); }
