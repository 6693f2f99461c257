// T days, F features, M targets, W days of a window.
#include "skin2vec/learn/windows.h"

#include <algorithm>

#include "skin2vec/base/require.h"

namespace skin2vec::learn {

void check(const char* where, const Network<float>& network, const Sequence& person, const WindowOptions& options) {
  require(options.context >= 0 && options.context < options.days, "{}: context must be in [0, {}), got {}", where,
          options.days, options.context);
  const auto days = static_cast<std::size_t>(std::max(0, person.days));
  const std::size_t features = days * static_cast<std::size_t>(network.options().features),
                    targets = days * static_cast<std::size_t>(network.options().outputs / 2);
  require(person.days >= 0 && person.x.size() == features, "{}: {} elements are not {} days of {} features", where,
          person.x.size(), person.days, network.options().features);
  const bool told = !person.target.empty() || person.learned > 0;
  require((person.linear.empty() || person.linear.size() == targets) && person.target.size() == (told ? targets : 0) &&
              person.weight.size() == person.target.size(),
          "{}: {} linear forecasts, {} targets and {} weights are not of {} days", where, person.linear.size(),
          person.target.size(), person.weight.size(), person.days);
  require(person.learned >= 0 && person.learned <= person.days && person.holdout >= 0 && person.holdout <= person.days,
          "{}: learned and judged must be in [0, {}], got {} and {}", where, person.days, person.learned,
          person.holdout);
}

NetworkOutput network_output(const Network<float>& network, std::span<const float> theta, const Sequence& person,
                             const WindowOptions& options, int from) {
  check("forecasts", network, person, options);
  const auto features = static_cast<std::size_t>(network.options().features),
             targets = static_cast<std::size_t>(network.options().outputs) / 2;
  const auto all = static_cast<std::size_t>(person.days);
  NetworkOutput said{.mean = std::vector<float>(all * targets), .log_sd = std::vector<float>(all * targets)};
  Network<float>::Kept kept;
  std::vector<float> x(static_cast<std::size_t>(options.days) * features);
  const int stride = options.days - options.context;
  for (int start = 0, used = 0; used < person.days; start += stride) {
    const int end = std::min(start + options.days, person.days);
    if (end > from) {
      const auto begin = static_cast<std::size_t>(start) * features, stop = static_cast<std::size_t>(end) * features;
      std::copy(person.x.data() + begin, person.x.data() + stop, x.data());
      std::fill(x.begin() + static_cast<std::ptrdiff_t>(stop - begin), x.end(), 0.0F);  // later days change nothing
      network.forward(theta, x, options.days, {}, kept);
      for (auto t = static_cast<std::size_t>(used); t < static_cast<std::size_t>(end); ++t) {
        const float* out = kept.outputs.data() + (t - static_cast<std::size_t>(start)) * 2 * targets;
        for (std::size_t j = 0; j < targets; ++j) {
          said.mean[t * targets + j] = out[j] + (person.linear.empty() ? 0.0F : person.linear[t * targets + j]);
          said.log_sd[t * targets + j] = out[targets + j];
        }
      }
    }
    used = end;
  }
  return said;
}

}  // namespace skin2vec::learn
