#include "skin2vec/change/shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "skin2vec/base/day.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::change {

namespace {

using std::numbers::pi;

constexpr double longest_memory = 0.93;  // correlation of the noise with the day before: a half-life of ten days
constexpr int season_days = 300;         // a season is looked for from so many on
constexpr int edge_days = 5;             // a change has at least so many days before it, and a shift after it
constexpr std::array ramp_lengths{42, 60, 80, 100, 125, 150, 180, 210, 240};
constexpr std::array bout_lengths{3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 21};

// A shape with a place: days of the series, end inclusive.
struct Place {
  Kind kind;
  int start;
  int end;
};

double height(const Place& place, int day) {
  if (day < place.start || (place.kind == Kind::passing && day > place.end)) return 0;
  if (place.kind != Kind::drift) return 1;
  return std::min(1.0, (day - place.start + 1.0) / (place.end - place.start + 1.0));
}

Eigen::VectorXd column(const Place& place, int days) {
  Eigen::VectorXd x(days);
  for (int t = 0; t < days; ++t) x(t) = height(place, t);
  return x;
}

std::vector<Place> places(Kind kind, int days) {
  std::vector<Place> all;
  if (kind == Kind::shift) {
    for (int s = edge_days; s + edge_days <= days; ++s) all.push_back({kind, s, s});
  } else if (kind == Kind::drift) {
    for (const int length : ramp_lengths) {
      // A drift that the record does not see the end of counts once it has gone half of its way.
      for (int s = edge_days; s + length / 2 <= days; s += 4) all.push_back({kind, s, s + length - 1});
    }
  } else {
    for (int s = edge_days; s < days; ++s) {
      for (const int length : bout_lengths) {
        if (s + length + edge_days <= days) all.push_back({kind, s, s + length - 1});
      }
    }
  }
  return all;
}

// One model of the series: columns, and how well it fits.
struct DailyModel {
  Eigen::MatrixXd design;  // (days, k)
  stats::Regression fit;
  double twice_log_likelihood = 0;  // of the noise as fitted by REML
};

class Search {
 public:
  explicit Search(const series::Series& series) : values_(series.values) {
    for (int t = 0; t < series.days(); ++t) {
      if (!std::isnan(values_[static_cast<std::size_t>(t)])) days_.push_back(t);
    }
    y_.resize(std::ssize(days_));
    for (Eigen::Index i = 0; i < y_.size(); ++i)
      y_(i) = values_[static_cast<std::size_t>(days_[static_cast<std::size_t>(i)])];
  }

  [[nodiscard]] DailyModel model(const std::vector<Place>& found, bool season) const {
    const int days = static_cast<int>(values_.size());
    DailyModel m{Eigen::MatrixXd::Ones(days, 1 + (season ? 2 : 0) + std::ssize(found)), {}, 0};
    Eigen::Index k = 1;
    if (season) {
      for (int t = 0; t < days; ++t) {
        m.design(t, 1) = std::cos(2 * pi * t / kYearDays), m.design(t, 2) = std::sin(2 * pi * t / kYearDays);
      }
      k = 3;
    }
    for (const Place& place : found) m.design.col(k++) = column(place, days);
    m.fit = fitted(m.design);
    if (!m.fit.identifiable) return m;
    const double n = m.fit.n;
    const double log_determinant = stats::whiten(days_, Eigen::MatrixXd(y_.size(), 0), m.fit.noise).log_determinant;
    m.twice_log_likelihood = -n * std::log(m.fit.variance * m.fit.degrees / n) - log_determinant;
    return m;
  }

  // The place of one kind that explains most of what the model leaves, its noise as fitted.
  [[nodiscard]] std::optional<Place> best_place(const DailyModel& m, const std::vector<Place>& among) const {
    const Eigen::Index n = y_.size(), k = m.design.cols();
    Eigen::MatrixXd z(n, k + 1);
    z.leftCols(k) = m.design(days_, Eigen::all);
    z.col(k) = y_;
    const Eigen::MatrixXd w = stats::whiten(days_, z, m.fit.noise).columns;
    const Eigen::MatrixXd q =
        Eigen::HouseholderQR<Eigen::MatrixXd>(w.leftCols(k)).householderQ() * Eigen::MatrixXd::Identity(n, k);
    const Eigen::VectorXd rest = w.col(k) - q * (q.transpose() * w.col(k));
    constexpr std::size_t at_once = 256;
    std::optional<Place> best;
    double most = 0;
    for (std::size_t from = 0; from < among.size(); from += at_once) {
      const std::size_t m_now = std::min(at_once, among.size() - from);
      const auto [begin, end] = rows_of(std::span(among).subspan(from, m_now));
      const Eigen::Index rows = end - begin;
      Eigen::MatrixXd x(rows, static_cast<Eigen::Index>(m_now));
      for (std::size_t j = 0; j < m_now; ++j) {
        for (Eigen::Index i = 0; i < rows; ++i) {
          x(i, static_cast<Eigen::Index>(j)) = height(among[from + j], days_[static_cast<std::size_t>(begin + i)]);
        }
      }
      const std::span<const int> their_days =
          std::span(days_).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(rows));
      const Eigen::MatrixXd c = stats::whiten(their_days, x, m.fit.noise).columns;
      const Eigen::MatrixXd cross = q.middleRows(begin, rows).transpose() * c;
      const Eigen::RowVectorXd left = c.colwise().squaredNorm() - cross.colwise().squaredNorm();
      const Eigen::RowVectorXd with = rest.segment(begin, rows).transpose() * c;
      for (std::size_t j = 0; j < m_now; ++j) {
        const auto jj = static_cast<Eigen::Index>(j);
        if (left(jj) < 1e-6) continue;
        const double gain = with(jj) * with(jj) / left(jj);
        if (gain > most) most = gain, best = among[from + j];
      }
    }
    return best;
  }

 private:
  // The rows, [first, second), in which the whitened columns are not nearly 0: all, but for bouts, which the noise has
  // forgotten two months later; two weeks before them the filter has settled.
  [[nodiscard]] std::pair<Eigen::Index, Eigen::Index> rows_of(std::span<const Place> batch) const {
    constexpr int settle = 14, forget = 60;
    int first = batch[0].start, last = batch[0].end;
    for (const Place& place : batch) {
      if (place.kind != Kind::passing) return {0, std::ssize(days_)};
      first = std::min(first, place.start), last = std::max(last, place.end);
    }
    return {std::lower_bound(days_.begin(), days_.end(), first - settle) - days_.begin(),
            std::upper_bound(days_.begin(), days_.end(), last + forget) - days_.begin()};
  }

  // By restricted maximum likelihood, with a noise that forgets: one of longer memory would be a change by another
  // name.
  [[nodiscard]] stats::Regression fitted(const Eigen::MatrixXd& design) const {
    stats::Regression fit = stats::regress(values_, design);
    if (!fit.identifiable || fit.noise.phi <= longest_memory) return fit;
    stats::Regression best;
    for (int i = 0; i < 20; ++i) {
      fit = stats::regress(values_, design, {.noise = stats::Noise{longest_memory, i / 20.0}});
      if (fit.identifiable && (!best.identifiable || fit.likelihood > best.likelihood)) best = std::move(fit);
    }
    return best;
  }

  std::span<const double> values_;
  std::vector<int> days_;
  Eigen::VectorXd y_;
};

constexpr std::array kinds{Kind::shift, Kind::drift, Kind::passing};

double price(Kind kind, const ChangeOptions& options) {
  return kind == Kind::shift ? options.shift_price : kind == Kind::drift ? options.drift_price : options.passing_price;
}

struct Candidate {
  std::optional<Place> place;
  double gain = -1e300;  // twice the log likelihood, less the price
};
using Candidates = std::array<Candidate, kinds.size()>;

const Candidate& best_of(const Candidates& each) {
  return *std::max_element(each.begin(), each.end(),
                           [](const Candidate& a, const Candidate& b) { return a.gain < b.gain; });
}

// The changes that are there if the yearly wave is, or is not.
class Greedy {
 public:
  Greedy(const Search& search, const ChangeOptions& options, int days, bool season)
      : search_(search), options_(options), season_(season) {
    for (std::size_t k = 0; k < kinds.size(); ++k) places_[k] = places(kinds[k], days);
  }

  struct Result {
    std::vector<Place> found;
    std::vector<double> confidence;  // one for each
    DailyModel model;
    double score = -1e300;  // twice the log likelihood, less all prices
  };
  [[nodiscard]] Result run() const {
    Result result;
    result.model = search_.model({}, season_);
    if (!result.model.fit.identifiable) return result;
    while (std::ssize(result.found) < options_.max_changes) {
      const Candidates each = candidates(result.found, result.model);
      if (!(best_of(each).gain > 0)) break;
      result.found.push_back(*best_of(each).place);
      result.model = search_.model(result.found, season_);
    }
    // Each once more, the others as they are now: another place or kind, or none.
    for (std::size_t i = 0; i < result.found.size();) {
      std::vector<Place> others = result.found;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      const Candidates each = candidates(others, search_.model(others, season_));
      const Candidate& best = best_of(each);
      if (!(best.gain > 0)) {
        result.found = std::move(others);
        continue;
      }
      result.found[i] = *best.place;
      double sum = std::exp(-best.gain / 2);  // none
      for (const Candidate& one : each) sum += std::exp((one.gain - best.gain) / 2);
      result.confidence.push_back(1 / sum);
      ++i;
    }
    result.model = search_.model(result.found, season_);
    result.score = result.model.twice_log_likelihood - (season_ ? options_.season_price : 0);
    for (const Place& place : result.found) result.score -= price(place.kind, options_);
    return result;
  }

 private:
  // What each kind gains over `base` at its best place: found with the noise of the base, then with its own.
  [[nodiscard]] Candidates candidates(const std::vector<Place>& others, const DailyModel& base) const {
    Candidates each;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      DailyModel from{base.design, base.fit, 0};
      for (int round = 0; round < 2; ++round) {
        const std::optional<Place> place = search_.best_place(from, places_[k]);
        if (!place) break;
        if (each[k].place && place->start == each[k].place->start && place->end == each[k].place->end) break;
        std::vector<Place> with = others;
        with.push_back(*place);
        const DailyModel tried = search_.model(with, season_);
        if (!tried.fit.identifiable) break;
        const double gain = tried.twice_log_likelihood - base.twice_log_likelihood - price(kinds[k], options_);
        if (gain > each[k].gain) each[k] = {place, gain};
        from.fit = tried.fit;
      }
    }
    return each;
  }

  const Search& search_;
  const ChangeOptions& options_;
  bool season_;
  std::array<std::vector<Place>, kinds.size()> places_;
};

}  // namespace

std::string_view kind_name(Kind kind) {
  return kind == Kind::shift ? "shift" : kind == Kind::drift ? "drift" : "passing";
}

Changes find_changes(const series::Series& series, const ChangeOptions& options) {
  require(options.min_days >= 40, "find_changes: min_days must be >= 40, got {}", options.min_days);
  require(options.max_changes >= 0, "find_changes: max_changes must be >= 0, got {}", options.max_changes);
  require(std::min({options.shift_price, options.drift_price, options.passing_price, options.season_price}) > 0,
          "find_changes: prices must be > 0");
  Changes result;
  const int days = series.days();
  if (stats::count(series.values) < options.min_days) return result;
  const Search search(series);
  Greedy::Result best = Greedy(search, options, days, false).run();
  if (!best.model.fit.identifiable) return result;
  result.enough = true;
  if (days >= season_days) {
    Greedy::Result with_season = Greedy(search, options, days, true).run();
    result.season = with_season.score > best.score;
    if (result.season) best = std::move(with_season);
  }
  const std::vector<Place>& found = best.found;
  const std::vector<double>& confidence = best.confidence;
  const DailyModel& now = best.model;
  const double t = stats::student_quantile(0.975, std::max(now.fit.degrees, 3.0));
  const Eigen::Index first = now.design.cols() - std::ssize(found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Eigen::Index j = first + static_cast<Eigen::Index>(i);
    const double size = now.fit.coefficients(j), half = t * std::sqrt(now.fit.covariance(j, j));
    const Place& place = found[i];
    // A drift that goes on past the record has its end, and its size, on the last day.
    const double part = height(place, days - 1);
    const double seen = place.kind == Kind::drift ? part : 1;
    result.changes.push_back({place.kind, series.first + place.start, series.first + std::min(place.end, days - 1),
                              size * seen, (size - half) * seen, (size + half) * seen, confidence[i]});
  }
  std::sort(result.changes.begin(), result.changes.end(),
            [](const Change& a, const Change& b) { return a.start < b.start; });
  return result;
}

}  // namespace skin2vec::change
