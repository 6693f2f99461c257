// A fingerprint of a sequence of bytes or words, to tell whether it is the same as last time: FNV-1a, 64 bits.
//
//   Fingerprint print;
//   print.add("moisture");
//   print.text();                       // 16 hexadecimal digits
//
// Each word w is taken as h = (h xor w) * 0x100000001b3, from 0xcbf29ce484222325 on; a byte is a word. Not for what
// somebody wants to forge. Method: Fowler, Noll & Vo, IETF draft-eastlake-fnv.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace skin2vec {

// The bits of a number, as a word: std::bit_cast, which not every library has.
[[nodiscard]] inline std::uint64_t bits_of(double number) {
  return __builtin_bit_cast(std::uint64_t, number);
}
[[nodiscard]] inline std::uint32_t bits_of(float number) {
  return __builtin_bit_cast(std::uint32_t, number);
}

class Fingerprint {
 public:
  void add(std::uint64_t word) { hash_ = (hash_ ^ word) * 0x100000001b3U; }
  void add(std::string_view bytes) {
    for (const char one : bytes) add(std::uint64_t{static_cast<unsigned char>(one)});
  }
  [[nodiscard]] std::uint64_t value() const { return hash_; }
  [[nodiscard]] std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace skin2vec
