// F features, M targets, W days of a window.
#include "skin2vec/learn/trainer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "skin2vec/base/fingerprint.h"
#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/net/checkpoint.h"
#include "skin2vec/net/loss.h"

namespace skin2vec::learn {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t kWeights = 0, kWindows = 1;  // streams of the seed; dropout has its own

net::AdamOptions adam_options(const TrainerOptions& o) {
  require(o.steps >= 1 && o.warm_up_steps >= 0 && o.warm_up_steps < o.steps,
          "Trainer: steps must be more than the warm-up's, got {} and {}", o.steps, o.warm_up_steps);
  return {.rate = o.rate,
          .weight_decay = o.weight_decay,
          .clip_norm = o.clip_norm,
          .warm_up_steps = o.warm_up_steps,
          .descent_steps = o.steps - o.warm_up_steps};
}

// Of the bytes; 0 of none.
std::uint64_t fingerprint(std::span<const float> weights) {
  if (weights.empty()) return 0;
  Fingerprint print;
  for (const std::byte one : std::as_bytes(weights)) print.add(std::to_integer<std::uint64_t>(one));
  return print.value();
}

// What a resumed training must have in common with the one it goes on from.
std::string text_of(const TrainerOptions& o) {
  return fmt::format(
      "steps={} seed={} rate={} warm_up_steps={} weight_decay={} clip_norm={} batch={} window={} context={} hide={} "
      "hidden_columns={} dropout={} check_every={} patience={} pull={} start={:016x}",
      o.steps, o.seed, o.rate, o.warm_up_steps, o.weight_decay, o.clip_norm, o.batch, o.window.days, o.window.context,
      o.hide, fmt::join(o.hidden_columns, ","), o.dropout, o.check_every, o.patience, o.pull, fingerprint(o.start));
}

template <typename Number>
const std::vector<Number>* numbers(const TensorFile& file, const char* name, std::size_t size) {
  const Tensor* tensor = file.find(name);
  if (tensor == nullptr) return nullptr;
  const auto* values = std::get_if<std::vector<Number>>(&tensor->values);
  return values != nullptr && values->size() == size ? values : nullptr;
}

}  // namespace

Trainer::Trainer(const Network<float>& network, const net::Layout& layout, std::span<const Sequence> people,
                 TrainerOptions options)
    : network_(&network),
      layout_(&layout),
      people_(people),
      options_(std::move(options)),
      adam_(layout.size(), adam_options(options_)),
      pool_(network, layout.size()),
      theta_(net::initial<float>(layout, Random(options_.seed).fork(kWeights))),
      best_loss_(kNone),
      judged_(kNone) {
  const TrainerOptions& o = options_;
  const net::Block& head = layout.block("head.weight");  // an untrained network says 0: the linear path alone
  std::fill_n(theta_.begin() + static_cast<std::ptrdiff_t>(head.offset), head.size, 0.0F);
  require(o.start.empty() || o.start.size() == layout.size(), "Trainer: {} weights to begin with, the network has {}",
          o.start.size(), layout.size());
  require(o.pull >= 0 && (o.pull == 0 || !o.start.empty()), "Trainer: a pull of {} towards {} weights", o.pull,
          o.start.size());
  if (!o.start.empty()) theta_ = o.start;
  best_ = theta_;
  require(o.batch >= 1 && o.check_every >= 1 && o.patience >= 0 && o.threads >= 0,
          "Trainer: batch and check_every must be at least 1, patience and threads at least 0, got {}, {}, {} and {}",
          o.batch, o.check_every, o.patience, o.threads);
  require(o.hide >= 0 && o.hide <= 0.9 && o.dropout >= 0 && o.dropout <= 0.9,
          "Trainer: hide and dropout must be in [0, 0.9], got {} and {}", o.hide, o.dropout);
  for (const int column : o.hidden_columns) {
    require(column >= 0 && column < network.options().features, "Trainer: a hidden column must be in [0, {}), got {}",
            network.options().features, column);
  }
  std::int64_t learned = 0;
  learned_up_to_.reserve(people.size());
  for (const Sequence& person : people) {
    check("Trainer", network, person, o.window);
    require(person.holdout == person.days || !person.target.empty(), "Trainer: days are judged that have no targets");
    learned_up_to_.push_back(learned += person.learned);
  }
  require(learned > 0, "Trainer: no day is learned from");
}

// The windows of one step. A window shorter than W stands at the end, after padding.
Batch Trainer::batch_of(std::int64_t step) const {
  const auto features = static_cast<std::size_t>(network_->options().features),
             targets = static_cast<std::size_t>(network_->options().outputs) / 2;
  const int window = options_.window.days;
  const std::size_t rows = static_cast<std::size_t>(options_.batch) * static_cast<std::size_t>(window);
  const bool linear = std::any_of(people_.begin(), people_.end(), [](const auto& p) { return !p.linear.empty(); });
  Batch batch{.days = window,
              .x = std::vector<float>(rows * features),
              .linear = std::vector<float>(linear ? rows * targets : 0),
              .target = std::vector<float>(rows * targets),
              .weight = std::vector<float>(rows * targets),
              .first = {}};
  Random random = Random(options_.seed).fork(kWindows).fork(static_cast<std::uint64_t>(step));
  batch.first.reserve(static_cast<std::size_t>(options_.batch));
  for (int b = 0; b < options_.batch; ++b) {
    const std::int64_t day = random.integer(0, learned_up_to_.back() - 1);
    const auto who = std::upper_bound(learned_up_to_.begin(), learned_up_to_.end(), day) - learned_up_to_.begin();
    const Sequence& person = people_[static_cast<std::size_t>(who)];
    const auto drawn = static_cast<int>(random.integer(0, person.learned)) - window / 2;
    const int start = std::clamp(drawn, 0, std::max(0, person.learned - window));
    const int days = std::min(window, person.learned - start);
    batch.first.push_back(window - days);
    const auto row = static_cast<std::size_t>(b * window + window - days), from = static_cast<std::size_t>(start),
               count = static_cast<std::size_t>(days);
    const auto take = [&](const std::vector<float>& all, std::vector<float>& into, std::size_t width) {
      std::copy_n(all.data() + from * width, count * width, into.data() + row * width);
    };
    take(person.x, batch.x, features);
    take(person.target, batch.target, targets);
    take(person.weight, batch.weight, targets);
    if (!person.linear.empty()) take(person.linear, batch.linear, targets);
    if (start > 0) {
      const std::size_t unused = std::min(count, static_cast<std::size_t>(options_.window.context)) * targets;
      std::fill_n(batch.weight.data() + row * targets, unused, 0.0F);
    }
    for (std::size_t t = 0; t < count; ++t) {
      if (options_.hidden_columns.empty() || !random.chance(options_.hide)) continue;
      for (const int column : options_.hidden_columns) {
        batch.x[(row + t) * features + static_cast<std::size_t>(column)] = 0;
      }
    }
  }
  return batch;
}

double Trainer::judged_loss(std::span<const float> theta) const {
  std::vector<double> loss(people_.size()), weight(people_.size());
  const auto targets = static_cast<std::size_t>(network_->options().outputs) / 2;
  parallel_for(people_.size(), options_.threads, [&](std::size_t p) {
    const Sequence& person = people_[p];
    if (person.holdout >= person.days) return;
    const NetworkOutput said = network_output(*network_, theta, person, options_.window, person.holdout);
    const std::size_t from = static_cast<std::size_t>(person.holdout) * targets, size = person.target.size() - from;
    std::vector<float> d_mean(size), d_log_sd(size);
    loss[p] = net::gaussian_loss<float>({.mean = std::span(said.mean).subspan(from),
                                         .log_sd = std::span(said.log_sd).subspan(from),
                                         .target = std::span(person.target).subspan(from),
                                         .weight = std::span(person.weight).subspan(from)},
                                        d_mean, d_log_sd);
    for (std::size_t i = from; i < person.weight.size(); ++i) weight[p] += static_cast<double>(person.weight[i]);
  });
  double sum = 0, total = 0;
  for (std::size_t p = 0; p < people_.size(); ++p) {
    sum += loss[p];
    total += weight[p];
  }
  return total == 0 ? kNone : sum / total;
}

bool Trainer::check_step() {
  judged_ = judged_loss(theta_);
  const bool better = std::isnan(judged_) || std::isnan(best_loss_) || judged_ < best_loss_;
  stale_ = better ? 0 : stale_ + 1;
  if (better) {
    best_ = theta_;
    best_loss_ = judged_;
    best_step_ = step_;
  }
  return better;
}

Trained Trainer::run(const std::function<Go(const Progress&)>& told) {
  std::vector<float> gradient(theta_.size());
  const auto as = [&](Ended ended) {
    return Trained{.ended = ended, .steps = step_, .best_step = best_step_, .best = best_loss_};
  };
  if (step_ == 0 && !options_.start.empty()) (void)check_step();
  while (step_ < options_.steps) {
    if (options_.patience > 0 && stale_ >= options_.patience) return as(Ended::no_better);
    const double loss = pool_.run(theta_, batch_of(step_),
                                  {.threads = options_.threads,
                                   .seed = options_.seed,
                                   .step = static_cast<std::uint64_t>(step_),
                                   .dropout = options_.dropout},
                                  gradient);
    if (!std::isfinite(loss) || std::isnan(adam_.step(theta_, gradient))) return as(Ended::not_finite);
    if (options_.pull > 0) {
      const auto by = static_cast<float>(std::min(1.0, adam_.rate_at(step_) * options_.pull));
      for (std::size_t i = 0; i < theta_.size(); ++i) theta_[i] += by * (options_.start[i] - theta_[i]);
    }
    ++step_;
    loss_sum_ += loss;
    ++summed_;
    const Progress so_far{.step = step_, .steps = options_.steps, .loss = loss_sum_ / static_cast<double>(summed_)};
    const bool checked = step_ % options_.check_every == 0 || step_ == options_.steps;
    if (checked) {
      (void)check_step();
      loss_sum_ = 0;
      summed_ = 0;
    }
    Progress progress = so_far;
    progress.holdout = checked ? judged_ : kNone;
    progress.best = best_loss_;
    if (told && told(progress) == Go::stop) return as(Ended::asked);
  }
  return as(Ended::all_steps);
}

TensorFile Trainer::state() const {
  TensorFile file = net::checkpoint(*layout_, theta_, {{"trainer", text_of(options_)}});
  const auto size = static_cast<std::int64_t>(theta_.size());
  const auto& moments = adam_.state();
  file.tensors.push_back({.name = "trainer.best", .shape = {size}, .values = best_});
  file.tensors.push_back({.name = "trainer.first", .shape = {size}, .values = moments.first});
  file.tensors.push_back({.name = "trainer.second", .shape = {size}, .values = moments.second});
  const std::vector<std::int64_t> counts = {step_, moments.steps, best_step_, stale_, summed_};
  file.tensors.push_back({.name = "trainer.counts", .shape = {5}, .values = counts});
  file.tensors.push_back(
      {.name = "trainer.losses", .shape = {2}, .values = std::vector<double>{best_loss_, loss_sum_}});
  return file;
}

Result<void> Trainer::resume(const TensorFile& file) {
  auto theta = net::restore(*layout_, file);
  if (!theta) return tl::unexpected(theta.error());
  const std::size_t size = theta_.size();
  const auto* best = numbers<float>(file, "trainer.best", size);
  const auto* first = numbers<float>(file, "trainer.first", size);
  const auto* second = numbers<float>(file, "trainer.second", size);
  const auto* counts = numbers<std::int64_t>(file, "trainer.counts", 5);
  const auto* losses = numbers<double>(file, "trainer.losses", 2);
  if (best == nullptr || first == nullptr || second == nullptr || counts == nullptr || losses == nullptr ||
      std::any_of(counts->begin(), counts->end(), [](std::int64_t n) { return n < 0; })) {
    return refuse(Fault::malformed, "trainer: the file holds weights, but not the state of a training of this network");
  }
  const auto said = file.metadata.find("trainer");
  const std::string mine = text_of(options_);
  if (said == file.metadata.end() || said->second != mine) {
    return refuse(Fault::conflict, fmt::format("trainer: the file was trained with \"{}\", expected \"{}\"",
                                               said == file.metadata.end() ? "" : said->second, mine));
  }
  adam_.resume({.first = *first, .second = *second, .steps = (*counts)[1]});
  theta_ = std::move(*theta);
  best_ = *best;
  step_ = (*counts)[0], best_step_ = (*counts)[2], stale_ = (*counts)[3], summed_ = (*counts)[4];
  best_loss_ = (*losses)[0], loss_sum_ = (*losses)[1];
  return {};
}

}  // namespace skin2vec::learn
