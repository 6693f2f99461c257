// What a fuzzer holds to be true: `hold(reader(print(x)) == x)` stops the fuzzer, and keeps the input, if it is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// Ends the program where the property does not hold.
inline void hold(bool property) {
  if (!property) __builtin_trap();
}

// The input of a fuzzer as text.
inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}
