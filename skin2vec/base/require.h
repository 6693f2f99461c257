// A promise of the caller, checked.
//
//   require(penalty > 0, "pelt: penalty must be positive, got {}", penalty);
//
// Throws ContractError when the condition is false. The message is: function, what was expected, what came. Each such
// refusal stands in the header of the function under `throws`, and has a test.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace skin2vec {

// Thrown when a caller broke a promise. A defect of the program, never of its input.
class ContractError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// Throws ContractError with the formatted message if `condition` is false. The message is built only then.
template <typename... Args>
void require(bool condition, fmt::format_string<Args...> message, Args&&... args) {
  if (!condition) [[unlikely]] {
    throw ContractError(fmt::format(message, std::forward<Args>(args)...));
  }
}

}  // namespace skin2vec
