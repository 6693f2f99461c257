// F columns, D dimensions, M = kHorizons D targets a day.
#include "skin2vec/learn/personal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/structural.h"
#include "skin2vec/learn/pretrained.h"

namespace skin2vec::learn {
namespace {

constexpr std::array kJudgedHorizons = {1, 3, 7, 14};

// Of those tried on the people of seed 8101 (docs/explanation/forecast.md); a pull towards the start was no better.
TrainerOptions gentle(std::size_t people) {
  return {.steps = 120,
          .rate = 1e-4,
          .warm_up_steps = 10,
          .weight_decay = 0,
          .batch = people > 1 ? 8 : 4,
          .check_every = 10,
          .patience = 5};
}

TrainerOptions anew(std::size_t people) {
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

class Fingerprint {
 public:
  void add(std::string_view bytes) {
    for (const char one : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(one)) * 0x100000001b3U;
    hash_ = (hash_ ^ 0xffU) * 0x100000001b3U;
  }
  void add(std::span<const float> values) {
    for (const float value : values) {
      hash_ = (hash_ ^ std::bit_cast<std::uint32_t>(value)) * 0x100000001b3U;
    }
  }
  [[nodiscard]] std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

void join(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

forecast::Outlook shipped_outlook(const forecast::DayTable& table, const forecast::Outlook& structural) {
  return reads(pretrained(), table) ? pretrained().outlook(table, structural) : structural;
}

}  // namespace

Blocks blocks_of(int days) {
  require(days >= kLeastTrained, "blocks_of: {} days, expected at least {}", days, kLeastTrained);
  const auto part = [](int of) { return std::max(kLeastBlock, static_cast<int>(kPart * of)); };
  const int judged = days - part(days);
  return {.chosen = judged - part(judged), .judged = judged};
}

// The first layer's rows and the head's columns move to their new places; new ones are 0. (A new dimension is then the
// structural forecast with the sd of its scale.)
LearnedModel grown(const LearnedModel& model, const forecast::Vocabulary& more) {
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

TensorFile file_of(const Personal& personal) {
  TensorFile file = personal.model.checkpoint();
  file.metadata["through"] = to_text(personal.through);
  file.metadata["fingerprint"] = personal.fingerprint;
  return file;
}

Result<Personal> personal_from(const TensorFile& file) {
  auto model = LearnedModel::from(file);
  if (!model) return tl::unexpected(model.error());
  const auto through = file.metadata.find("through"), print = file.metadata.find("fingerprint");
  const auto day = parse_day(through == file.metadata.end() ? "" : through->second);
  if (!day || print == file.metadata.end()) {
    return refuse(Fault::malformed, "a personal model without the day it was trained through");
  }
  return Personal{.model = std::move(*model), .through = *day, .fingerprint = print->second};
}

std::vector<forecast::Rival> rivals_with(const Personal& personal, const forecast::DayTable& table,
                                         RivalOptions options) {
  std::vector<forecast::Rival> all = shipped_rivals(table, std::move(options));
  if (table.days == 0 || !reads(personal.model, table)) return all;
  const auto structural =
      std::find_if(all.begin(), all.end(), [](const forecast::Rival& r) { return r.model == "structural"; });
  forecast::Outlook outlook = all.back().outlook;
  const int from = std::clamp(personal.through - table.first + 1, 0, table.days);
  const forecast::Outlook own = personal.model.outlook(table, structural->outlook, std::min(from, table.days - 1));
  for (int origin = from; origin < table.days; ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < outlook.dimensions(); ++d) {
        outlook.mean(origin, h, d) = own.mean(origin, h, d);
        outlook.sd(origin, h, d) = own.sd(origin, h, d);
      }
    }
  }
  // Where the shipped network reads the table, this one begins with its weight.
  const bool network = &all.back() != &*structural;
  const double first = network ? all.back().first : 1;
  if (network) all.pop_back();
  all.push_back({"personal", std::move(outlook), first});
  return all;
}

PersonalTraining::PersonalTraining(std::span<const forecast::DayTable> tables, const PersonalOptions& options)
    : tables_(tables.begin(), tables.end()),
      structural_(tables.size()),
      sequences_(tables.size()),
      window_(pretrained().window()),
      options_(pretrained().options()),
      seed_(options.seed),
      threads_(options.threads) {
  require(!tables_.empty(), "PersonalTraining: nobody's days");
  std::vector<forecast::Tokens> read(tables_.size());
  for (const forecast::DayTable& table : tables_) (void)blocks_of(table.days);
  parallel_for(tables_.size(), options.threads, [&](std::size_t p) {
    read[p] = forecast::tokens(tables_[p]);
    structural_[p] = forecast::structural_outlook(tables_[p]);
  });
  from_shipped_ = !options.architecture || *options.architecture == pretrained().options().architecture;
  TrainerOptions how = from_shipped_ ? gentle(tables_.size()) : anew(tables_.size());
  if (from_shipped_) {
    const LearnedModel begin = grown(pretrained(), forecast::vocabulary(read));
    words_ = begin.words();
    options_ = begin.options();
    how.start.assign(begin.theta().begin(), begin.theta().end());
  } else {
    words_ = forecast::vocabulary(read);
    options_.architecture = *options.architecture;
    options_.features = features_of(words_);
    options_.outputs = outputs_of(words_);
    options_.width = 32, options_.layers = 1, options_.heads = 2, options_.hidden = 128;
  }
  Fingerprint print;
  for (const std::string& column : words_.columns) print.add(column);
  through_ = tables_[0].first;
  for (std::size_t p = 0; p < tables_.size(); ++p) {
    const Blocks blocks = blocks_of(tables_[p].days);
    Sequence& one = sequences_[p];
    one = sequence_of(tables_[p], read[p], structural_[p], words_);
    cut(one, blocks.judged);
    keep_inside(one, 0, blocks.chosen, words_.dimensions.size());
    keep_inside(one, blocks.chosen, blocks.judged, words_.dimensions.size());
    one.learned = one.judged = blocks.chosen;
    print.add(one.x);
    print.add(one.linear);
    print.add(one.target);
    through_ = std::max(through_, tables_[p].first + (blocks.judged - 1));
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

TensorFile PersonalTraining::state() const {
  TensorFile file = trainer_->state();
  file.metadata["fingerprint"] = fingerprint_;
  file.metadata["architecture"] = name(options_.architecture);
  return file;
}

Result<void> PersonalTraining::resume(const TensorFile& file) {
  for (const auto& [key, mine] :
       {std::pair{"fingerprint", fingerprint_}, {"architecture", std::string(name(options_.architecture))}}) {
    const auto said = file.metadata.find(key);
    if (said == file.metadata.end() || said->second != mine) {
      return refuse(Fault::conflict, fmt::format("a training of another {}", key));
    }
  }
  return trainer_->resume(file);
}

Personal PersonalTraining::personal() const {
  return {.model = {words_, options_, window_, {trainer_->best().begin(), trainer_->best().end()}},
          .through = through_,
          .fingerprint = fingerprint_};
}

double PersonalTraining::epochs(const Trained& trained) const {
  double learned = 0, window = 0;
  for (const Sequence& one : sequences_) {
    learned += one.learned;
    window += one.learned * static_cast<double>(std::min(one.learned, window_.days));
  }
  return static_cast<double>(trained.steps) * batch_ * window / learned / learned;
}

Judged PersonalTraining::judged() const {
  const Personal own = personal();
  struct One {
    std::vector<forecast::Line> lines;
    std::vector<forecast::Difference> gains;
  };
  std::vector<One> each(tables_.size());
  parallel_for(tables_.size(), threads_, [&](std::size_t p) {
    const forecast::DayTable& table = tables_[p];
    const int from = blocks_of(table.days).judged;
    const std::vector<forecast::Rival> rivals = {
        {"personal", own.model.outlook(table, structural_[p], from)},
        {name(pretrained().options().architecture), shipped_outlook(table, structural_[p])},
        {name(forecast::Baseline::persistence), forecast::outlook_of(forecast::Baseline::persistence, table)}};
    forecast::CompareOptions options{.from = from, .against = 2, .seed = seed_, .unit = forecast::units_of(table)};
    each[p].lines = forecast::compare(rivals, table, options);
    for (const int horizon : kJudgedHorizons) {
      each[p].gains.push_back(forecast::difference(rivals[0].outlook, rivals[1].outlook, table, horizon, options));
    }
  });
  Judged found;
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
  const std::size_t horizons = kJudgedHorizons.size();
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
