// Passwords, tokens and what is kept of them.
//
//   const std::string kept = hash_password("correct horse");
//   fits(kept, "correct horse");                        // true, after about 60 ms
//   const std::string secret = new_secret();            // 43 characters; the person sees it once
//   hash_of(secret);                                    // what the store keeps
//
// Passwords: argon2id with libsodium's interactive limits (2 passes over 64 MiB). Secrets are 32 random bytes, so that
// a plain BLAKE2b of them is enough. Safe to call from several threads.
#pragma once

#include <string>
#include <string_view>

namespace skin2vec::accounts {

inline constexpr std::size_t kLeastPassword = 10, kMostPassword = 1024;  // bytes

// throws   ContractError if the password is longer than kMostPassword, or libsodium has no memory left for it
[[nodiscard]] std::string hash_password(std::string_view password);

// False also for a hash that is none. As slow for a wrong password as for a right one.
[[nodiscard]] bool fits(std::string_view kept, std::string_view password);

[[nodiscard]] std::string new_secret();                      // base64url of 32 random bytes
[[nodiscard]] std::string new_id();                          // 16 hexadecimal digits, of 8 random bytes
[[nodiscard]] std::string hash_of(std::string_view secret);  // 64 hexadecimal digits

// Whether two texts are the same, in a time that does not tell where they differ.
[[nodiscard]] bool same(std::string_view a, std::string_view b);

}  // namespace skin2vec::accounts
