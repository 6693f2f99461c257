#include "skin2vec/change/search.h"

#include <array>
#include <limits>
#include <optional>

#include "skin2vec/base/require.h"

namespace skin2vec::change {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr int never = std::numeric_limits<int>::max();

void check(const SearchOptions& options, const char* who) {
  require(options.penalty > 0, "{}: penalty must be > 0, got {}", who, options.penalty);
  require(options.min_length >= 1, "{}: min_length must be >= 1, got {}", who, options.min_length);
  (void)growing_costs({}, options.cost);  // refuses a noise out of range
}

// The cuts that lead to the last value: from[t] is where the last segment of values[0, t) starts.
std::vector<int> starts_of(const std::vector<int>& from) {
  std::vector<int> starts;
  for (int t = static_cast<int>(from.size()) - 1; t > 0 && from[static_cast<std::size_t>(t)] > 0;) {
    t = from[static_cast<std::size_t>(t)];
    starts.push_back(t);
  }
  std::reverse(starts.begin(), starts.end());
  return starts;
}

double cost_of(std::span<const double> values, const std::vector<int>& starts, const CostOptions& cost) {
  double sum = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= starts.size(); ++i) {
    const std::size_t end = i < starts.size() ? static_cast<std::size_t>(starts[i]) : values.size();
    sum += growing_costs(values.subspan(begin, end - begin), cost).back();
    begin = end;
  }
  return sum;
}

// best(t) = min over s of best(s) + penalty + cost(s, t), every s that is a segment's length behind.
template <typename Open>
std::vector<int> without_pruning(std::span<const double> values, const SearchOptions& options, const Open& open) {
  const int n = static_cast<int>(values.size());
  std::vector<double> best(static_cast<std::size_t>(n) + 1, infinite);
  std::vector<int> from(best.size(), 0);
  best[0] = 0;
  for (int s = 0; s + options.min_length <= n; ++s) {
    if (best[static_cast<std::size_t>(s)] == infinite) continue;
    Open segment = open;
    for (int t = s + 1; t <= n; ++t) {
      segment.add(values[static_cast<std::size_t>(t - 1)]);
      if (t - s < options.min_length) continue;
      const double sum = best[static_cast<std::size_t>(s)] + options.penalty + segment.cost();
      if (sum < best[static_cast<std::size_t>(t)]) {
        best[static_cast<std::size_t>(t)] = sum;
        from[static_cast<std::size_t>(t)] = s;
      }
    }
  }
  return from;
}

// Sums of values[0, t), each about the mean of all values, so that large values lose no digits.
struct Sums {
  std::vector<double> n, t, tt, y, ty, yy;
};
Sums sums_of(std::span<const double> values) {
  const std::size_t n = values.size();
  double level = 0, count = 0;
  for (const double y : values) {
    if (!std::isnan(y)) level += y, ++count;
  }
  level /= std::max(count, 1.0);
  Sums sums;
  for (auto* list : {&sums.n, &sums.t, &sums.tt, &sums.y, &sums.ty, &sums.yy}) list->assign(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const bool there = !std::isnan(values[i]);
    const double time = static_cast<double>(i) - static_cast<double>(n) / 2, y = there ? values[i] - level : 0;
    const double one = there ? 1 : 0;
    sums.n[i + 1] = sums.n[i] + one;
    sums.t[i + 1] = sums.t[i] + one * time;
    sums.tt[i + 1] = sums.tt[i] + one * time * time;
    sums.y[i + 1] = sums.y[i] + y;
    sums.ty[i + 1] = sums.ty[i] + time * y;
    sums.yy[i + 1] = sums.yy[i] + y * y;
  }
  return sums;
}

// Starts of the last segment, field by field, so that the costs of all are one loop without branches. In no order.
class Starts {
 public:
  explicit Starts(Model model) : line_(model == Model::line) {}
  Starts(const Starts&) = delete;
  Starts& operator=(const Starts&) = delete;

  [[nodiscard]] std::size_t size() const { return start_.size(); }
  [[nodiscard]] double sum(std::size_t i) const { return sum_[i]; }
  [[nodiscard]] int& doomed(std::size_t i) { return doomed_[i]; }

  void enter(const Sums& sums, int s, double base) {
    const auto i = static_cast<std::size_t>(s);
    start_.push_back(s), base_.push_back(base), doomed_.push_back(never), sum_.push_back(0);
    n_.push_back(sums.n[i]), y_.push_back(sums.y[i]), yy_.push_back(sums.yy[i]);
    if (line_) t_.push_back(sums.t[i]), tt_.push_back(sums.tt[i]), ty_.push_back(sums.ty[i]);
  }
  // Takes out the i-th; the last takes its place.
  void leave(std::size_t i) {
    for (auto& list : doubles()) list[i] = list.back(), list.pop_back();
    start_[i] = start_.back(), start_.pop_back();
    doomed_[i] = doomed_.back(), doomed_.pop_back();
  }
  // The i-th goes over to others.
  void move(std::size_t i, Starts& others) {
    const auto theirs = others.doubles();
    const auto mine = doubles();
    for (std::size_t k = 0; k < mine.size(); ++k) theirs[k].push_back(mine[k][i]);
    others.start_.push_back(start_[i]), others.doomed_.push_back(doomed_[i]);
    leave(i);
  }

  // What each start would come to if a segment ended before t.
  void run(const Sums& sums, int t) {
    const auto i = static_cast<std::size_t>(t);
    if (line_) {
      lines(sums, i);
    } else {
      levels(sums.n[i], sums.y[i], sums.yy[i]);
    }
  }

  // The best of them, of equals the earliest; sum infinite if there is none.
  struct Winner {
    int start = never;
    double sum = infinite;
  };
  [[nodiscard]] Winner best() const {
    Winner winner;
    for (const double sum : sum_) winner.sum = std::min(winner.sum, sum);
    for (std::size_t i = 0; i < sum_.size(); ++i) {
      if (sum_[i] == winner.sum) winner.start = std::min(winner.start, start_[i]);
    }
    return winner;
  }

 private:
  std::span<std::vector<double>> doubles() { return std::span(lists_).first(line_ ? 8 : 5); }
  void levels(double n, double y, double yy) {
    const std::size_t m = start_.size();
    const double *base = base_.data(), *ns = n_.data(), *ys = y_.data(), *yys = yy_.data();
    double* sum = sum_.data();
    for (std::size_t i = 0; i < m; ++i) {
      const double dy = y - ys[i], dn = n - ns[i];
      // Without a value the numerator is 0 too, and the quotient must be 0.
      const double left = yy - yys[i] - dy * dy / (dn > 0 ? dn : 1);
      sum[i] = base[i] + (left > 0 ? left : 0);
    }
  }
  void lines(const Sums& sums, std::size_t t) {
    for (std::size_t i = 0; i < start_.size(); ++i) {
      const double n = sums.n[t] - n_[i], y = sums.y[t] - y_[i], time = sums.t[t] - t_[i];
      double left = 0;
      if (n > 0) {
        left = sums.yy[t] - yy_[i] - y * y / n;
        const double spread = sums.tt[t] - tt_[i] - time * time / n, with = sums.ty[t] - ty_[i] - time * y / n;
        if (n > 1 && spread > 0) left -= with * with / spread;
      }
      sum_[i] = base_[i] + std::max(left, 0.0);
    }
  }

  bool line_;
  std::vector<int> start_, doomed_;
  std::array<std::vector<double>, 8> lists_;
  std::vector<double>&base_ = lists_[0], &sum_ = lists_[1], &n_ = lists_[2], &y_ = lists_[3], &yy_ = lists_[4];
  std::vector<double>&t_ = lists_[5], &tt_ = lists_[6], &ty_ = lists_[7];
};

// All starts that can still win. Most are far behind and sleep: a segment costs at least what its parts cost, so one
// that was behind by `ahead` on the day of the last roll call is behind still while the winner has not lost as much
// more than the cost of the values since.
class Race {
 public:
  Race(const Sums& sums, const SearchOptions& options)
      : sums_(sums),
        options_(options),
        awake_(options.cost.model),
        asleep_(options.cost.model),
        since_(options.cost.model),
        slack_(options.penalty / 8) {
    since_.enter(sums_, 0, 0);
  }

  void enter(int s, double best) { awake_.enter(sums_, s, best + options_.penalty); }

  // The best start of a segment that ends before t.
  Starts::Winner run(int t) {
    constexpr int between_roll_calls = 64;
    awake_.run(sums_, t);
    Starts::Winner winner = awake_.best();
    since_.run(sums_, t);
    const double bound = least_asleep_ + since_.sum(0);
    const bool woken = asleep_.size() > 0 && winner.sum >= bound - 1e-9 * (1 + std::abs(bound));
    if (!woken && t - called_ < between_roll_calls) return winner;
    asleep_.run(sums_, t);
    const Starts::Winner other = asleep_.best();
    if (other.sum < winner.sum || (other.sum == winner.sum && other.start < winner.start)) winner = other;
    slack_ *= woken ? 1.5 : 0.9;
    roll_call(t, winner.sum);
    return winner;
  }

 private:
  // Takes out what can win no more (from t + min_length on, a cut at t beats it whatever comes), wakes those that are
  // near the best and sends to sleep those that are not.
  void roll_call(int t, double best) {
    const auto leaves = [&](Starts& starts, std::size_t i) {
      if (starts.doomed(i) == never && starts.sum(i) - options_.penalty > best) starts.doomed(i) = t;
      return starts.doomed(i) != never && t - starts.doomed(i) >= options_.min_length;
    };
    const double near = best + slack_;
    for (std::size_t i = asleep_.size(); i-- > 0;) {
      if (leaves(asleep_, i)) {
        asleep_.leave(i);
      } else if (asleep_.sum(i) <= near) {
        asleep_.move(i, awake_);
      }
    }
    for (std::size_t i = awake_.size(); i-- > 0;) {
      if (leaves(awake_, i)) {
        awake_.leave(i);
      } else if (awake_.sum(i) > near) {
        awake_.move(i, asleep_);
      }
    }
    least_asleep_ = asleep_.best().sum;
    called_ = t;
    since_.leave(0);
    since_.enter(sums_, t, 0);
  }

  const Sums& sums_;
  const SearchOptions& options_;
  Starts awake_, asleep_;
  Starts since_;                    // the values since the last roll call, as one segment
  double slack_;                    // those that are no further behind stay awake
  double least_asleep_ = infinite;  // at the last roll call
  int called_ = 0;                  // its day
};

std::vector<int> with_pruning(std::span<const double> values, const SearchOptions& options) {
  const int n = static_cast<int>(values.size());
  const Sums sums = sums_of(values);
  std::vector<double> best(static_cast<std::size_t>(n) + 1, infinite);
  std::vector<int> from(best.size(), 0);
  best[0] = 0;
  Race race(sums, options);
  for (int t = options.min_length; t <= n; ++t) {
    const int enters = t - options.min_length;
    if (best[static_cast<std::size_t>(enters)] < infinite) race.enter(enters, best[static_cast<std::size_t>(enters)]);
    const Starts::Winner winner = race.run(t);
    best[static_cast<std::size_t>(t)] = winner.sum;
    from[static_cast<std::size_t>(t)] = winner.start;
  }
  return from;
}

// The best cut of one segment.
struct Cut {
  int begin, end, at;
  double gain;
};
std::optional<Cut> best_cut(std::span<const double> values, int begin, int end, const SearchOptions& options) {
  if (end - begin < 2 * options.min_length) return std::nullopt;
  const auto part = values.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  const std::vector<double> reversed(part.rbegin(), part.rend());
  const std::vector<double> left = growing_costs(part, options.cost), right = growing_costs(reversed, options.cost);
  Cut cut{begin, end, -1, -infinite};
  for (int k = options.min_length; k + options.min_length <= end - begin; ++k) {
    const double gain =
        left.back() - left[static_cast<std::size_t>(k)] - right[static_cast<std::size_t>(end - begin - k)];
    if (gain > cut.gain) cut.gain = gain, cut.at = begin + k;
  }
  return cut;
}

}  // namespace

Segmentation pelt(std::span<const double> values, const SearchOptions& options) {
  check(options, "pelt");
  if (std::ssize(values) < std::ptrdiff_t{2} * options.min_length) return {{}, cost_of(values, {}, options.cost)};
  const std::vector<int> from = options.cost.model == Model::memory
                                    ? without_pruning(values, options, OpenMemory(options.cost.noise))
                                    : with_pruning(values, options);
  Segmentation found{starts_of(from), 0};
  found.cost = cost_of(values, found.starts, options.cost);
  return found;
}

Segmentation binary_segmentation(std::span<const double> values, const SearchOptions& options) {
  check(options, "binary_segmentation");
  std::vector<Cut> open;
  const auto look = [&](int begin, int end) {
    if (const auto cut = best_cut(values, begin, end, options); cut && cut->gain > options.penalty)
      open.push_back(*cut);
  };
  Segmentation found;
  look(0, static_cast<int>(values.size()));
  while (!open.empty()) {
    const auto next =
        std::max_element(open.begin(), open.end(), [](const Cut& a, const Cut& b) { return a.gain < b.gain; });
    const Cut cut = *next;
    open.erase(next);
    found.starts.push_back(cut.at);
    look(cut.begin, cut.at);
    look(cut.at, cut.end);
  }
  std::sort(found.starts.begin(), found.starts.end());
  found.cost = cost_of(values, found.starts, options.cost);
  return found;
}

BestSegmentation best_segmentation(std::span<const double> values, int min_length) {
  require(min_length >= 1, "best_segmentation: min_length must be >= 1, got {}", min_length);
  double n = 0, level = 0, spread = 0;
  for (const double y : values) {
    if (!std::isnan(y)) ++n, level += y;
  }
  level /= std::max(n, 1.0);
  for (const double y : values) {
    if (!std::isnan(y)) spread += (y - level) * (y - level) / n;
  }
  BestSegmentation best;
  if (n < 2 * min_length || !(spread > 0)) return best;
  double least = infinite;
  std::vector<double> scaled(values.begin(), values.end());
  for (double& y : scaled) y = (y - level) / std::sqrt(spread);
  for (const double phi : {0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95}) {
    // From a price that nothing is worth down to one that buys a segment every few values.
    std::size_t segments = 0;
    for (double penalty = n; penalty > 0.002 && segments < static_cast<std::size_t>(n / 10) + 2; penalty /= 1.5) {
      const Segmentation found =
          pelt(scaled, {.penalty = penalty, .min_length = min_length, .cost = {Model::memory, {phi, 0}}});
      segments = found.starts.size() + 1;
      const auto parts = static_cast<double>(segments);
      const double criterion = n * std::log(std::max(found.cost, 1e-9 * n) / n) +
                               (n - parts) * std::log(1 - phi * phi) + (2 * parts - 1) * std::log(n);
      if (criterion < least) least = criterion, best = {found.starts, phi};
    }
  }
  return best;
}

}  // namespace skin2vec::change
