// Seeded random numbers: the same seed gives the same numbers on every machine.
//
//   Random random(7);
//   random.normal();            // mean 0, sd 1
//   Random person = random.fork(3);
//
// The standard library's distributions differ from one implementation to the next; these do not. Generator:
// xoshiro256++ 1.0 (Blackman & Vigna 2019), seeded by splitmix64. One Random belongs to one thread; `fork` gives
// independent streams, so that work split over threads draws the same numbers as work done in one.
#pragma once

#include <array>
#include <cstdint>

namespace skin2vec {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  // A stream of its own for part `index` of the work. Depends on the seed and the index only, not on what was drawn.
  [[nodiscard]] Random fork(std::uint64_t index) const;

  std::uint64_t bits();                     // 64 random bits
  double uniform();                         // [0, 1)
  double uniform(double low, double high);  // [low, high)
  std::int64_t integer(std::int64_t low,
                       std::int64_t high);  // [low, high], both ends; throws ContractError if low > high
  bool chance(double probability);          // true with this probability
  double normal();                          // mean 0, variance 1 (polar method of Marsaglia)
  double student(double degrees);           // Student's t; degrees > 0
  double gamma(double shape);               // mean = shape, scale 1 (Marsaglia & Tsang 2000); shape > 0
  int poisson(double mean);                 // mean in [0, 700]

 private:
  std::uint64_t seed_;
  std::array<std::uint64_t, 4> state_;
};

}  // namespace skin2vec
