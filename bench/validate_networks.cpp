// What networks earn over a linear forecast: trained on virtual people, judged on others whose truth is known.
//
//   bench_validate_networks [--train N] [--train-days N] [--train-seed S] [--architecture NAME]... [--width W]
//                           [--layers N] [--steps N] [--check STEPS] [--rate R] [--window DAYS] [--context DAYS]
//                           [--batch N] [--dropout P] [--hide P] [--decay D] [--path structural|own|ridge|none]
//                           [--penalty N] and the options of bench_validate_forecast for those who are judged
//
// The network adds to a forecast it is given: `structural` is forecast/structural.h, whose means at 1, 3, 7 and 14 days
// are also read as columns; `own` is a pooled ridge and one of each person's own causes, `ridge` the pooled one alone
// (linear_path.h). Training people are of mixed variants, a tenth of them held out to stop early. Skill as
// in bench_validate_forecast: 0 = persistence, 1 = oracle, weekly origins from day 120 on. Seeds 7xx are kept for the
// final test. Aim: 0.42, 0.60, 0.76 at 1, 3 and 7 days.
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>

#include "bench/linear_path.h"
#include "bench/people.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/learn/network_forecaster.h"
#include "skin2vec/learn/trainer.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;
using learn::Architecture;

constexpr std::array horizons = {1, 3, 7, 14};

struct Plan {
  int train = 2000, train_days = 360;
  std::uint64_t train_seed = 2001;
  std::vector<Architecture> architectures;
  int width = 64, layers = 1;
  std::string path = "structural";
  double penalty = 30;
  std::string write;  // where the last network goes
  learn::TrainerOptions training{.steps = 3000, .weight_decay = 0.05};
};

std::vector<Prepared> training_people(const Plan& plan, int threads) {
  constexpr std::array variants = {"default", "heavy_tailed", "event_runs", "biphasic", "asymmetric_bell"};
  std::vector<Prepared> all;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    PeopleOptions options;
    options.people = (plan.train + static_cast<int>(variants.size() - 1 - v)) / static_cast<int>(variants.size());
    options.days = plan.train_days;
    options.threads = threads;
    options.seeds = {plan.train_seed + v};
    options.variant = variants[v];
    auto some = each_person<Prepared>(options, prepare);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

// The structural forecast, which the network adds to and reads (learn/learned.h).
Path structural_path(const Prepared& person, const forecast::Vocabulary& words) {
  Path path;
  path.structural = forecast::gp_forecast(person.table);
  path.linear = forecast::scaled(path.structural, person.tokens, words.dimensions);
  return path;
}

std::vector<float> flat(const forecast::Rows& rows) {
  return {rows.data(), rows.data() + rows.size()};
}

learn::Sequence sequence_of(const Prepared& person, const forecast::Vocabulary& words, const Path& path,
                            const Plan& plan) {
  if (plan.path == "structural") return learn::sequence_of(person.table, person.tokens, path.structural, words);
  const Eigen::Index more = path.more.cols();
  forecast::Rows x(person.table.days, static_cast<Eigen::Index>(words.columns.size()) + more);
  x.leftCols(static_cast<Eigen::Index>(words.columns.size())) = forecast::arranged(person.tokens, words.columns);
  if (more > 0) x.rightCols(more) = path.more;
  const forecast::Targets wanted = forecast::targets(person.table, person.tokens, words.dimensions);
  learn::Sequence one{.days = person.table.days,
                      .x = flat(x),
                      .linear = {},
                      .target = flat(wanted.target),
                      .weight = flat(wanted.weight),
                      .learned = 0,
                      .holdout = person.table.days};
  if (plan.path != "none") one.linear = flat(path.linear);
  return one;
}

using Scores = std::array<forecast::Score, horizons.size()>;

Scores scores_of(const std::vector<Prepared>& people,
                 const std::function<forecast::Forecasts(std::size_t)>& forecasts_of) {
  Scores all;
  std::array<std::vector<forecast::Score>, horizons.size()> each;
  for (std::size_t p = 0; p < people.size(); ++p) {
    const forecast::Forecasts forecasts = forecasts_of(p);
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      each[h].push_back(forecast::evaluate(forecasts, people[p].table,
                                           {.horizon = horizons[h], .from = people[p].first, .every = 7}));
    }
  }
  for (std::size_t h = 0; h < horizons.size(); ++h) all[h] = forecast::pooled(each[h]);
  return all;
}

std::optional<Plan> plan_of(int& argc, char** argv) {
  Plan plan;
  plan.training.seed = 1;
  int kept = 1;
  for (int i = 1; i < argc; i += 2) {
    const std::string key = argv[i], value = i + 1 < argc ? argv[i + 1] : "";
    const double number = std::atof(value.c_str());
    const int whole = std::atoi(value.c_str());
    if (key == "--train") {
      plan.train = whole;
    } else if (key == "--train-days") {
      plan.train_days = whole;
    } else if (key == "--train-seed") {
      plan.train_seed = std::strtoull(value.c_str(), nullptr, 10);
    } else if (key == "--architecture") {
      for (const Architecture a : {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid}) {
        if (value == learn::name(a)) plan.architectures.push_back(a);
      }
    } else if (key == "--width") {
      plan.width = whole;
    } else if (key == "--layers") {
      plan.layers = whole;
    } else if (key == "--path") {
      plan.path = value;
    } else if (key == "--write") {
      plan.write = value;
    } else if (key == "--penalty") {
      plan.penalty = number;
    } else if (key == "--context") {
      plan.training.window.context = whole;
    } else if (key == "--check") {
      plan.training.check_every = whole;
    } else if (key == "--steps") {
      plan.training.steps = whole;
    } else if (key == "--rate") {
      plan.training.rate = number;
    } else if (key == "--window") {
      plan.training.window.days = whole;
    } else if (key == "--batch") {
      plan.training.batch = whole;
    } else if (key == "--dropout") {
      plan.training.dropout = number;
    } else if (key == "--hide") {
      plan.training.hide = number;
    } else if (key == "--decay") {
      plan.training.weight_decay = number;
    } else {
      argv[kept++] = argv[i];
      if (i + 1 < argc) argv[kept++] = argv[i + 1];
    }
  }
  argc = kept;
  if (plan.architectures.empty()) {
    plan.architectures = {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid};
  }
  return plan;
}

}  // namespace

int main(int argc, char** argv) {
  auto plan = plan_of(argc, argv);
  auto options = people_options(argc, argv);
  if (!options) return 64;
  options->oracle = twin::OracleOrigins::weekly;
  plan->training.threads = options->threads;
  const auto begun = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(); };
  const std::vector<Prepared> train = training_people(*plan, options->threads);
  const std::vector<Prepared> people = each_person<Prepared>(*options, prepare);
  std::vector<forecast::Tokens> known;
  known.reserve(train.size());
  for (const Prepared& person : train) known.push_back(person.tokens);
  const forecast::Vocabulary words = forecast::vocabulary(known);
  std::vector<Path> paths(people.size()), learned_paths(train.size());
  if (plan->path == "structural") {
    parallel_for(train.size(), options->threads,
                 [&](std::size_t p) { learned_paths[p] = structural_path(train[p], words); });
    parallel_for(people.size(), options->threads, [&](std::size_t p) { paths[p] = structural_path(people[p], words); });
  } else {
    const Ridge ridge(train, words);
    parallel_for(train.size(), options->threads,
                 [&](std::size_t p) { learned_paths[p] = path_of(train[p], words, ridge, plan->penalty); });
    parallel_for(people.size(), options->threads,
                 [&](std::size_t p) { paths[p] = path_of(people[p], words, ridge, plan->penalty); });
    if (plan->path == "own") add_own(train, words, learned_paths, paths);
  }
  if (plan->path != "own" && plan->path != "structural") {
    for (auto* all : {&paths, &learned_paths}) {
      for (Path& path : *all) path.more.resize(0, 0);
    }
  }
  std::vector<learn::Sequence> learned(train.size()), holdout(people.size());
  for (std::size_t p = 0; p < train.size(); ++p) {
    learned[p] = sequence_of(train[p], words, learned_paths[p], *plan);
    if (p % 10 == 9) {
      learned[p].holdout = 0;
    } else {
      learned[p].learned = learned[p].days;
    }
  }
  for (std::size_t p = 0; p < people.size(); ++p) holdout[p] = sequence_of(people[p], words, paths[p], *plan);
  for (std::size_t f = 0; f < words.columns.size(); ++f) {
    for (const char* end : {".window", ".baseline", ".level", ".read"}) {
      if (words.columns[f].ends_with(end)) plan->training.hidden_columns.push_back(static_cast<int>(f));
    }
  }
  const auto persistence = scores_of(
      people, [&](std::size_t p) { return forecast::forecasts_of(forecast::Baseline::persistence, people[p].table); });
  const auto oracle = scores_of(people, [&](std::size_t p) { return people[p].oracle; });
  const auto tell = [&](const std::string& who, const Scores& scores) {
    fmt::print("  {:<22}", who);
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      fmt::print(" | {:>6.3f} {:.3f} {:.3f} {:.3f}",
                 (persistence[h].mse - scores[h].mse) / (persistence[h].mse - oracle[h].mse), scores[h].mae,
                 scores[h].crps, scores[h].coverage80);
    }
    fmt::print("  {:.0f} s\n", seconds());
    std::fflush(stdout);
  };
  fmt::print("networks, {}, {} people; trained on {} of {} d, {} columns\n  {:<22}", options->told(), people.size(),
             train.size(), plan->train_days, words.columns.size(), "");
  for (const int h : horizons) fmt::print(" | {:>2} d: skill mae crps cov80", h);
  fmt::print("\n");
  tell("persistence", persistence);
  tell("linear", scores_of(people, [&](std::size_t p) {
         const forecast::Rows& mean = paths[p].linear;
         return forecast::with_empirical_sd(forecast::forecasts_of(people[p].tokens, words.dimensions, mean,
                                                                   forecast::Rows::Zero(mean.rows(), mean.cols())),
                                            people[p].table);
       }));
  for (const Architecture architecture : plan->architectures) {
    net::Layout layout;
    const learn::Network<float> network(layout,
                                        {.architecture = architecture,
                                         .features = static_cast<int>(learned.at(0).x.size()) / learned.at(0).days,
                                         .outputs = learn::outputs_of(words),
                                         .width = plan->width,
                                         .heads = plan->width / 16,
                                         .layers = plan->layers,
                                         .hidden = 4 * plan->width});
    learn::Trainer trainer(network, layout, learned, plan->training);
    const learn::Trained trained = trainer.run([&](const learn::Progress& p) {
      if (!std::isnan(p.holdout)) {
        fmt::print(stderr, "    {:>6} {:.4f} {:.4f} {:.0f} s\n", p.step, p.loss, p.holdout, seconds());
      }
      return learn::Go::on;
    });
    tell(learn::name(architecture), scores_of(people, [&](std::size_t p) {
           const learn::NetworkOutput said =
               learn::network_output(network, trainer.best(), holdout[p], plan->training.window);
           const auto rows = static_cast<Eigen::Index>(people[p].table.days);
           const auto columns = static_cast<Eigen::Index>(words.dimensions.size()) * forecast::kHorizons;
           return forecast::forecasts_of(people[p].tokens, words.dimensions,
                                         Eigen::Map<const forecast::Rows>(said.mean.data(), rows, columns),
                                         Eigen::Map<const forecast::Rows>(said.log_sd.data(), rows, columns));
         }));
    if (!plan->write.empty()) {
      const learn::NetworkForecaster model(words, network.options(), plan->training.window,
                                           {trainer.best().begin(), trainer.best().end()});
      std::ofstream(plan->write, std::ios::binary) << print_safetensors(model.checkpoint());
    }
    std::vector<std::string> columns = words.columns;
    columns.resize(static_cast<std::size_t>(network.options().features), "own.linear");
    const auto parts = learn::first_weights(layout, trainer.best(), columns);
    fmt::print(
        "    best of step {} of {}; first weights: skin {:.3f}, causes {:.3f}, week {:.3f}, month {:.3f}, year "
        "{:.3f}\n",
        trained.best_step, trained.steps, parts[0], parts[1], parts[2], parts[3], parts[4]);
  }
  tell("oracle", oracle);
  return 0;
}
