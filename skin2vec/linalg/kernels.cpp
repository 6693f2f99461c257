#include "skin2vec/linalg/kernels.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "skin2vec/base/require.h"

namespace skin2vec::linalg {

extern const Kernels<float> kFloat_portable;
extern const Kernels<double> kDouble_portable;
#ifdef __x86_64__
extern const Kernels<float> kFloat_avx2, kFloat_avx512;
extern const Kernels<double> kDouble_avx2, kDouble_avx512;
#endif

namespace {

template <typename Real>
const Kernels<Real>& named(const std::string& name) {
  std::string names;
  for (const Kernels<Real>* set : all_kernels<Real>()) {
    if (name == set->name) return *set;
    names += std::string(names.empty() ? "" : ", ") + set->name;
  }
  throw ContractError(fmt::format("kernels: expected one of {} (SKIN2VEC_KERNELS), got {}", names, name));
}

template <typename Real>
const Kernels<Real>& chosen() {
  const char* asked = std::getenv("SKIN2VEC_KERNELS");
  return asked == nullptr || *asked == '\0' ? *all_kernels<Real>().back() : named<Real>(asked);
}

}  // namespace

template <>
const Kernels<float>& kernels_named<float>(const std::string& name) {
  return named<float>(name);
}

template <>
const Kernels<double>& kernels_named<double>(const std::string& name) {
  return named<double>(name);
}

template <>
std::vector<const Kernels<float>*> all_kernels<float>() {
  std::vector<const Kernels<float>*> sets = {&kFloat_portable};
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) sets.push_back(&kFloat_avx2);
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0) sets.push_back(&kFloat_avx512);
#endif
  return sets;
}

template <>
std::vector<const Kernels<double>*> all_kernels<double>() {
  std::vector<const Kernels<double>*> sets = {&kDouble_portable};
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) sets.push_back(&kDouble_avx2);
  if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0)
    sets.push_back(&kDouble_avx512);
#endif
  return sets;
}

template <>
const Kernels<float>& kernels<float>() {
  static const Kernels<float>& set = chosen<float>();
  return set;
}

template <>
const Kernels<double>& kernels<double>() {
  static const Kernels<double>& set = chosen<double>();
  return set;
}

}  // namespace skin2vec::linalg
