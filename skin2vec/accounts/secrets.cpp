#include "skin2vec/accounts/secrets.h"

#include <sodium.h>

#include <array>

#include "skin2vec/base/require.h"

namespace skin2vec::accounts {

namespace {

void ready() {
  static const int state = sodium_init();  // 1: somebody was quicker
  require(state >= 0, "secrets: libsodium cannot be used on this machine");
}

template <std::size_t n>
std::array<unsigned char, n> random_bytes() {
  ready();
  std::array<unsigned char, n> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

template <std::size_t n>
std::string hexadecimal(const std::array<unsigned char, n>& bytes) {
  std::string text(2 * n + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

}  // namespace

std::string hash_password(std::string_view password) {
  ready();
  require(password.size() <= kMostPassword, "hash_password: {} bytes", password.size());
  std::string kept(crypto_pwhash_STRBYTES, '\0');
  const int done =
      crypto_pwhash_str_alg(kept.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
  require(done == 0, "hash_password: out of memory");
  kept.resize(kept.find('\0'));
  return kept;
}

bool fits(std::string_view kept, std::string_view password) {
  ready();
  if (kept.size() >= crypto_pwhash_STRBYTES || password.size() > kMostPassword) return false;
  std::string padded(kept);
  padded.resize(crypto_pwhash_STRBYTES, '\0');
  return crypto_pwhash_str_verify(padded.c_str(), password.data(), password.size()) == 0;
}

std::string new_secret() {
  const auto bytes = random_bytes<32>();
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();
  return text;
}

std::string new_id() {
  return hexadecimal(random_bytes<8>());
}

std::string hash_of(std::string_view secret) {
  ready();
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                     nullptr, 0);
  return hexadecimal(hash);
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace skin2vec::accounts
