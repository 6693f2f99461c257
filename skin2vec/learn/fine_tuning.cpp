// F columns, D dimensions, M = kHorizons D targets a day.
#include "skin2vec/learn/fine_tuning.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "skin2vec/base/fingerprint.h"
#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/gp_forecast.h"

namespace skin2vec::learn {
namespace {

constexpr std::array kHoldoutHorizons = {1, 3, 7, 14};

// Of those tried on the people of seed 8101 (docs/explanation/forecast.md); a pull towards the start was no better.
TrainerOptions fine_tune(std::size_t people) {
  return {.steps = 120,
          .rate = 1e-4,
          .warm_up_steps = 10,
          .weight_decay = 0,
          .batch = people > 1 ? 8 : 4,
          .check_every = 10,
          .patience = 5};
}

TrainerOptions from_scratch(std::size_t people) {
  return {.steps = people > 1 ? 1000 : 300,
          .rate = 1e-3,
          .warm_up_steps = 30,
          .weight_decay = 0.05,
          .batch = people > 1 ? 8 : 4,
          .check_every = 20,
          .patience = 4};
}

// Targets of origins [from, to) that fall on or after `to` belong to the next block.
void keep_inside(Sequence& one, int from, int to, std::size_t dimensions) {
  const std::size_t width = forecast::kHorizons * dimensions;
  for (int origin = std::max(from, to - forecast::kHorizons); origin < to; ++origin) {
    for (int h = to - origin; h <= forecast::kHorizons; ++h) {
      const std::size_t at = static_cast<std::size_t>(origin) * width + static_cast<std::size_t>(h - 1) * dimensions;
      for (auto* all : {&one.weight, &one.target}) {
        std::fill_n(all->begin() + static_cast<std::ptrdiff_t>(at), dimensions, 0.0F);
      }
    }
  }
}

// The first `days` days; the rest is not there.
void cut(Sequence& one, int days) {
  const auto keep = [&](std::vector<float>& all) {
    all.resize(all.size() / static_cast<std::size_t>(one.days) * static_cast<std::size_t>(days));
  };
  for (auto* all : {&one.x, &one.linear, &one.target, &one.weight}) keep(*all);
  one.days = days;
}

void add_name(Fingerprint& print, std::string_view name) {
  print.add(name);
  print.add(std::uint64_t{0xff});
}

void add_values(Fingerprint& print, std::span<const float> values) {
  for (const float value : values) print.add(std::uint64_t{bits_of(value)});
}

void join(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

// Of the network that ships; of what it adds to where there is none.
forecast::Candidate shipped_rival(const Shipped* shipped, const forecast::DayTable& table,
                                  const forecast::Forecasts& structural) {
  if (!shipped) return {"structural", structural};
  const NetworkForecaster& network = shipped->network;
  return {name(network.options().architecture),
          reads(network, table) ? network.forecasts(table, structural) : structural};
}

}  // namespace

Blocks blocks_of(int days) {
  require(days >= kLeastTrained, "blocks_of: {} days, expected at least {}", days, kLeastTrained);
  const auto part = [](int of) { return std::max(kLeastBlock, static_cast<int>(kHoldoutFraction * of)); };
  const int holdout = days - part(days);
  return {.chosen = holdout - part(holdout), .holdout = holdout};
}

// The first layer's rows and the head's columns move to their new places; new ones are 0. (A new dimension is then the
// structural forecast with the sd of its scale.)
NetworkForecaster with_extended_vocabulary(const NetworkForecaster& model, const forecast::Vocabulary& more) {
  const forecast::Vocabulary& old = model.words();
  forecast::Vocabulary words = old;
  join(words.columns, more.columns);
  join(words.dimensions, more.dimensions);
  NetworkOptions options = model.options();
  options.features = features_of(words);
  options.outputs = outputs_of(words);
  net::Layout before, after;
  const Network<float> from(before, model.options()), to(after, options);
  std::vector<float> theta(after.size());
  const auto rows = [&](std::size_t f) {  // the new place of an old feature
    if (f < old.columns.size()) return f;
    const std::size_t rest = f - old.columns.size(), d = old.dimensions.size();
    return words.columns.size() + rest / d * words.dimensions.size() + rest % d;
  };
  const auto outputs = [&](std::size_t o) {
    return o / old.dimensions.size() * words.dimensions.size() + o % old.dimensions.size();
  };
  for (std::size_t k = 0; k < before.blocks().size(); ++k) {
    const net::Block &a = before.blocks()[k], &b = after.blocks()[k];
    const bool first = k == 0, head = a.name.starts_with("head.");
    const auto width = static_cast<std::size_t>(a.shape.back()), new_width = static_cast<std::size_t>(b.shape.back());
    for (std::size_t i = 0; i < a.size; ++i) {
      const std::size_t row = i / width, column = i % width;
      theta[b.offset + (first ? rows(row) : row) * new_width + (head ? outputs(column) : column)] =
          model.theta()[a.offset + i];
    }
  }
  return {std::move(words), options, model.window(), std::move(theta)};
}

TensorFile file_of(const FineTuned& personal) {
  TensorFile file = personal.model.checkpoint();
  file.metadata["through"] = to_text(personal.through);
  file.metadata["fingerprint"] = personal.fingerprint;
  return file;
}

Result<FineTuned> personal_from(const TensorFile& file) {
  auto model = NetworkForecaster::from(file);
  if (!model) return tl::unexpected(model.error());
  const auto through = file.metadata.find("through"), print = file.metadata.find("fingerprint");
  const auto day = parse_day(through == file.metadata.end() ? "" : through->second);
  if (!day || print == file.metadata.end()) {
    return refuse(Fault::malformed, "a personal model without the day it was trained through");
  }
  return FineTuned{.model = std::move(*model), .through = *day, .fingerprint = print->second};
}

std::vector<forecast::Candidate> candidates_with(const FineTuned& personal, const forecast::DayTable& table,
                                                 CandidateOptions options) {
  std::vector<forecast::Candidate> all = shipped_candidates(table, std::move(options));
  if (table.days == 0 || !reads(personal.model, table)) return all;
  const auto structural =
      std::find_if(all.begin(), all.end(), [](const forecast::Candidate& r) { return r.model == "structural"; });
  forecast::Forecasts forecasts = all.back().forecasts;
  const int from = std::clamp(personal.through - table.first + 1, 0, table.days);
  const forecast::Forecasts own =
      personal.model.forecasts(table, structural->forecasts, std::min(from, table.days - 1));
  for (int origin = from; origin < table.days; ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < forecasts.dimensions(); ++d) {
        forecasts.mean(origin, h, d) = own.mean(origin, h, d);
        forecasts.sd(origin, h, d) = own.sd(origin, h, d);
      }
    }
  }
  // Where the shipped network reads the table, this one begins with its weight.
  const bool network = &all.back() != &*structural;
  const double first = network ? all.back().prior_weight : 1;
  if (network) all.pop_back();
  all.push_back({"personal", std::move(forecasts), first});
  return all;
}

FineTuning::FineTuning(std::span<const forecast::DayTable> tables, const FineTuningOptions& options)
    : shipped_(options.shipped),
      tables_(tables.begin(), tables.end()),
      structural_(tables.size()),
      sequences_(tables.size()),
      window_(shipped_ ? shipped_->network.window() : WindowOptions{}),
      options_(shipped_ ? shipped_->network.options() : NetworkOptions{.architecture = Architecture::hybrid}),
      seed_(options.seed),
      threads_(options.threads) {
  require(!tables_.empty(), "PersonalTraining: nobody's days");
  std::vector<forecast::Tokens> read(tables_.size());
  for (const forecast::DayTable& table : tables_) (void)blocks_of(table.days);
  parallel_for(tables_.size(), options.threads, [&](std::size_t p) {
    read[p] = forecast::tokens(tables_[p]);
    structural_[p] = forecast::gp_forecast(tables_[p]);
  });
  const Architecture architecture = options.architecture.value_or(options_.architecture);
  from_shipped_ = shipped_ && architecture == options_.architecture;
  TrainerOptions how = from_shipped_ ? fine_tune(tables_.size()) : from_scratch(tables_.size());
  if (from_shipped_) {
    const NetworkForecaster begin = with_extended_vocabulary(shipped_->network, forecast::vocabulary(read));
    words_ = begin.words();
    options_ = begin.options();
    how.start.assign(begin.theta().begin(), begin.theta().end());
  } else {
    words_ = forecast::vocabulary(read);
    options_.architecture = architecture;
    options_.features = features_of(words_);
    options_.outputs = outputs_of(words_);
    options_.width = 32, options_.layers = 1, options_.heads = 2, options_.hidden = 128;
  }
  Fingerprint print;
  for (const std::string& column : words_.columns) add_name(print, column);
  through_ = tables_[0].first;
  for (std::size_t p = 0; p < tables_.size(); ++p) {
    const Blocks blocks = blocks_of(tables_[p].days);
    Sequence& one = sequences_[p];
    one = sequence_of(tables_[p], read[p], structural_[p], words_);
    cut(one, blocks.holdout);
    keep_inside(one, 0, blocks.chosen, words_.dimensions.size());
    keep_inside(one, blocks.chosen, blocks.holdout, words_.dimensions.size());
    one.learned = one.holdout = blocks.chosen;
    add_values(print, one.x);
    add_values(print, one.linear);
    add_values(print, one.target);
    through_ = std::max(through_, tables_[p].first + (blocks.holdout - 1));
  }
  fingerprint_ = print.text();
  batch_ = how.batch;
  how.seed = options.seed;
  how.threads = options.threads;
  how.window = window_;
  for (std::size_t f = 0; f < words_.columns.size(); ++f) {
    for (const char* end : {".window", ".baseline", ".level", ".read"}) {
      if (words_.columns[f].ends_with(end)) how.hidden_columns.push_back(static_cast<int>(f));
    }
  }
  network_.emplace(layout_, options_);
  trainer_.emplace(*network_, layout_, sequences_, std::move(how));
}

TensorFile FineTuning::state() const {
  TensorFile file = trainer_->state();
  file.metadata["fingerprint"] = fingerprint_;
  file.metadata["architecture"] = name(options_.architecture);
  return file;
}

Result<void> FineTuning::resume(const TensorFile& file) {
  for (const auto& [key, mine] :
       {std::pair{"fingerprint", fingerprint_}, {"architecture", std::string(name(options_.architecture))}}) {
    const auto said = file.metadata.find(key);
    if (said == file.metadata.end() || said->second != mine) {
      return refuse(Fault::conflict, fmt::format("a training of another {}", key));
    }
  }
  return trainer_->resume(file);
}

FineTuned FineTuning::personal() const {
  return {.model = {words_, options_, window_, {trainer_->best().begin(), trainer_->best().end()}},
          .through = through_,
          .fingerprint = fingerprint_};
}

double FineTuning::epochs(const Trained& trained) const {
  double learned = 0, window = 0;
  for (const Sequence& one : sequences_) {
    learned += one.learned;
    window += one.learned * static_cast<double>(std::min(one.learned, window_.days));
  }
  return static_cast<double>(trained.steps) * batch_ * window / learned / learned;
}

HoldoutResult FineTuning::holdout() const {
  const FineTuned own = personal();
  struct One {
    std::vector<forecast::Line> lines;
    std::vector<forecast::Difference> gains;
  };
  std::vector<One> each(tables_.size());
  parallel_for(tables_.size(), threads_, [&](std::size_t p) {
    const forecast::DayTable& table = tables_[p];
    const int from = blocks_of(table.days).holdout;
    const std::vector<forecast::Candidate> candidates = {
        {"personal", own.model.forecasts(table, structural_[p], from)},
        shipped_rival(shipped_, table, structural_[p]),
        {name(forecast::Baseline::persistence), forecast::forecasts_of(forecast::Baseline::persistence, table)}};
    forecast::CompareOptions options{.from = from, .against = 2, .seed = seed_, .unit = forecast::units_of(table)};
    each[p].lines = forecast::compare(candidates, table, options);
    for (const int horizon : kHoldoutHorizons) {
      each[p].gains.push_back(
          forecast::difference(candidates[0].forecasts, candidates[1].forecasts, table, horizon, options));
    }
  });
  HoldoutResult found;
  found.lines = each[0].lines;
  if (tables_.size() == 1) found.gains = each[0].gains;
  for (std::size_t line = 0; tables_.size() > 1 && line < found.lines.size(); ++line) {
    std::vector<forecast::Score> scores;
    scores.reserve(each.size());
    for (const One& one : each) scores.push_back(one.lines[line].score);
    found.lines[line].score = forecast::pooled(scores);
    found.lines[line].ci_low = found.lines[line].ci_high = NAN;
  }
  double sum = 0;
  int n = 0;
  const std::size_t horizons = kHoldoutHorizons.size();
  for (std::size_t h = 0; h < horizons; ++h) {
    const double ratio = found.lines[h].score.mse / found.lines[horizons + h].score.mse;
    if (!std::isfinite(ratio)) continue;
    sum += ratio;
    ++n;
  }
  if (n > 0) found.ratio = sum / n;
  // Of one person's days chance must be told apart: more than half of the adopted were no better later without this.
  const bool clear = tables_.size() > 1 || std::any_of(found.gains.begin(), found.gains.end(),
                                                       [](const forecast::Difference& gain) { return gain.high < 0; });
  found.adopted = found.ratio < 1 - kLeastGain && clear;
  return found;
}

}  // namespace skin2vec::learn
