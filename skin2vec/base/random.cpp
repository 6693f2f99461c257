#include "skin2vec/base/random.h"

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec {

namespace {

std::uint64_t splitmix(std::uint64_t& x) {
  std::uint64_t z = (x += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

constexpr std::uint64_t rotate(std::uint64_t x, int k) {
  return (x << k) | (x >> (64 - k));
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed), state_{} {
  std::uint64_t x = seed;
  for (auto& word : state_) word = splitmix(x);
}

Random Random::fork(std::uint64_t index) const {
  std::uint64_t x = seed_ ^ rotate(index + 0x632be59bd9b4e019ULL, 23);
  splitmix(x);
  return Random(splitmix(x));
}

std::uint64_t Random::bits() {
  auto& s = state_;
  const std::uint64_t result = rotate(s[0] + s[3], 23) + s[0];
  const std::uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate(s[3], 45);
  return result;
}

double Random::uniform() {
  return static_cast<double>(bits() >> 11) * 0x1.0p-53;
}

double Random::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

std::int64_t Random::integer(std::int64_t low, std::int64_t high) {
  require(low <= high, "Random::integer: low must be <= high, got {} > {}", low, high);
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  if (span == 0) return static_cast<std::int64_t>(bits());
  // Rejects the incomplete last block, so that every value is equally likely.
  const std::uint64_t limit = UINT64_MAX - (UINT64_MAX % span + 1) % span;
  std::uint64_t draw = bits();
  while (draw > limit) draw = bits();
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + draw % span);
}

bool Random::chance(double probability) {
  return uniform() < probability;
}

double Random::normal() {
  for (;;) {
    const double u = uniform(-1, 1);
    const double v = uniform(-1, 1);
    const double s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * std::log(s) / s);
  }
}

double Random::student(double degrees) {
  require(degrees > 0, "Random::student: degrees must be positive, got {}", degrees);
  // Drawn one after the other: the order inside one expression is the compiler's choice.
  const double top = normal();
  return top / std::sqrt(2 * gamma(degrees / 2) / degrees);
}

double Random::gamma(double shape) {
  require(shape > 0, "Random::gamma: shape must be positive, got {}", shape);
  if (shape < 1) {
    const double larger = gamma(shape + 1);
    return larger * std::pow(1 - uniform(), 1 / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal();
    const double v = std::pow(1 + c * x, 3);
    if (v <= 0) continue;
    if (std::log(1 - uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

int Random::poisson(double mean) {
  require(mean >= 0 && mean <= 700, "Random::poisson: mean must lie in [0, 700], got {}", mean);
  const double floor = std::exp(-mean);
  int count = 0;
  for (double product = uniform(); product > floor; product *= uniform()) ++count;
  return count;
}

}  // namespace skin2vec
