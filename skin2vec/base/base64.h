// Any bytes as ASCII text, and back: base64 with padding (RFC 4648, section 4).
//
//   to_base64("\x14\xfb");               // "FPs="
//   from_base64("FPs=");                 // "\x14\xfb"
//
// For bytes kept where only text can stand. Pure, safe to call from several threads; four characters for three bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace skin2vec {

[[nodiscard]] std::string to_base64(std::string_view bytes);

// None for anything that to_base64 does not write: other characters, line ends, missing or misplaced padding, bits left
// over that are not zero. So from_base64 and to_base64 are each other's inverse.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace skin2vec
