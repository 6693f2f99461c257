#include "skin2vec/learn/trainer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::learn {
namespace trainer_test {

constexpr int kFeatures = 3, kTargets = 2;

NetworkOptions small(Architecture architecture) {
  return {.architecture = architecture,
          .features = kFeatures,
          .outputs = 2 * kTargets,
          .width = 8,
          .heads = 2,
          .layers = 1,
          .hidden = 16};
}

struct Small {
  explicit Small(Architecture architecture) : network(layout, small(architecture)) {}
  net::Layout layout;
  Network<float> network;
};

// The second target is the first feature of the day before: it can be told only by one who remembers.
std::vector<Sequence> made_people(int people, int days, std::uint64_t seed = 13) {
  std::vector<Sequence> all(static_cast<std::size_t>(people));
  for (std::size_t p = 0; p < all.size(); ++p) {
    Random random = Random(seed).fork(p);
    Sequence& person = all[p];
    person.days = days;
    person.learned = days - 40;
    person.holdout = days - 26;
    float before = 0;
    for (int t = 0; t < days; ++t) {
      for (int f = 0; f < kFeatures; ++f) person.x.push_back(static_cast<float>(random.normal()));
      const float now = person.x[person.x.size() - kFeatures];
      person.target.push_back(now + 0.1F * static_cast<float>(random.normal()));
      person.target.push_back(before + 0.1F * static_cast<float>(random.normal()));
      for (int j = 0; j < kTargets; ++j) person.weight.push_back(random.chance(0.9) ? 1.0F : 0.0F);
      before = now;
    }
  }
  return all;
}

TrainerOptions few_steps(int threads) {
  return {.steps = 12,
          .seed = 5,
          .rate = 0.01,
          .warm_up_steps = 3,
          .batch = 18,  // two shards
          .window = {.days = 24, .context = 5},
          .hide = 0.2,
          .hidden_columns = {1, 2},
          .dropout = 0.2,
          .check_every = 5,
          .threads = threads};
}

constexpr std::array kAll = {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid};

TEST(Trainer, LearnsWhatTheDayBeforeTells) {
  const Small a(Architecture::hybrid);
  const std::vector<Sequence> people = made_people(12, 120);
  TrainerOptions options = few_steps(1);
  options.steps = 500;
  options.hide = options.dropout = 0;
  options.check_every = 50;
  Trainer trainer(a.network, a.layout, people, options);
  const double before = trainer.judged_loss(trainer.best());
  EXPECT_NEAR(before, 0.5, 0.1);  // targets of sd 1 under mean 0, sd 1: z^2 / 2, of 560 with sd 0.7: 3 errors
  const Trained trained = trainer.run();
  EXPECT_EQ(trained.ended, Ended::all_steps);
  EXPECT_LT(trained.best, std::log(0.3) + 0.5);  // sd 0.3 with a right spread; the noise's own is 0.1
  EXPECT_EQ(trainer.judged_loss(trainer.best()), trained.best);
}

TEST(Trainer, InterruptedAndResumedGivesTheSameBytes) {
  for (const Architecture architecture : kAll) {
    SCOPED_TRACE(name(architecture));
    const Small a(architecture);
    const std::vector<Sequence> people = made_people(5, 90);
    Trainer whole(a.network, a.layout, people, few_steps(1));
    (void)whole.run();
    for (const std::int64_t stop : {2, 5, 11}) {  // before a check, at one, after the last but one
      Trainer part(a.network, a.layout, people, few_steps(1));
      const Trained trained = part.run([&](const Progress& p) { return p.step == stop ? Go::stop : Go::on; });
      EXPECT_EQ(trained.ended, Ended::asked);
      EXPECT_EQ(trained.steps, stop);
      const auto file = parse_safetensors(print_safetensors(part.state()));
      ASSERT_TRUE(file);
      Trainer rest(a.network, a.layout, people, few_steps(1));
      ASSERT_TRUE(rest.resume(*file));
      (void)rest.run();
      EXPECT_EQ(print_safetensors(rest.state()), print_safetensors(whole.state())) << stop;
    }
  }
}

TEST(Trainer, GivesTheSameBytesForAnyNumberOfThreads) {
  for (const Architecture architecture : kAll) {
    SCOPED_TRACE(name(architecture));
    const Small a(architecture);
    const std::vector<Sequence> people = made_people(5, 90);
    Trainer one(a.network, a.layout, people, few_steps(1)), two(a.network, a.layout, people, few_steps(2));
    (void)one.run();
    (void)two.run();
    EXPECT_EQ(print_safetensors(two.state()), print_safetensors(one.state()));
  }
}

TEST(Trainer, EndsWhenItGrowsNoBetterAndKeepsTheBest) {
  const Small a(Architecture::transformer);
  std::vector<Sequence> people = made_people(4, 90);
  for (Sequence& person : people) {  // what is learned is wrong where it is judged
    for (std::size_t i = static_cast<std::size_t>(person.holdout) * kTargets; i < person.target.size(); ++i) {
      person.target[i] = -person.target[i];
    }
  }
  TrainerOptions options = few_steps(1);
  options.steps = 400;
  options.patience = 3;
  Trainer trainer(a.network, a.layout, people, options);
  std::vector<double> holdout;
  const Trained trained = trainer.run([&](const Progress& p) {
    if (!std::isnan(p.holdout)) holdout.push_back(p.holdout);
    return Go::on;
  });
  EXPECT_EQ(trained.ended, Ended::no_better);
  const auto lowest = std::min_element(holdout.begin(), holdout.end());
  EXPECT_EQ(trained.best, *lowest);
  EXPECT_EQ(trained.best_step, options.check_every * (lowest - holdout.begin() + 1));
  EXPECT_EQ(holdout.end() - lowest, options.patience + 1);
  EXPECT_EQ(trainer.judged_loss(trainer.best()), *lowest);
  EXPECT_EQ(trainer.run().steps, trained.steps);  // it has ended
}

TEST(Trainer, DaysThatAreJudgedAreNotLearnedFrom) {
  const Small a(Architecture::lstm_attention);
  std::vector<Sequence> people = made_people(3, 80), other = people;
  for (Sequence& person : other) {
    for (std::size_t i = static_cast<std::size_t>(person.learned) * kTargets; i < person.target.size(); ++i) {
      person.target[i] += 3;
    }
    for (std::size_t i = static_cast<std::size_t>(person.learned) * kFeatures; i < person.x.size(); ++i) {
      person.x[i] += 3;
    }
  }
  TrainerOptions options = few_steps(1);
  options.patience = 0;
  Trainer one(a.network, a.layout, people, options), two(a.network, a.layout, other, options);
  (void)one.run();
  (void)two.run();
  const TensorFile first = one.state(), second = two.state();
  for (std::size_t i = 0; i < a.layout.blocks().size(); ++i) {  // the weights come first
    EXPECT_EQ(first.tensors[i].values, second.tensors[i].values) << first.tensors[i].name;
  }
}

TEST(Trainer, HiddenDaysSayNothingInTheirColumns) {
  const Small a(Architecture::lstm_attention);
  const std::vector<Sequence> people = made_people(3, 80);
  const auto read = [&](double hide) {  // loss on judged days, which are all shown
    TrainerOptions options = few_steps(1);
    options.steps = 300;
    options.patience = 0;
    options.hide = hide;
    options.hidden_columns = {0};  // the one that tells the targets
    Trainer trainer(a.network, a.layout, people, options);
    return trainer.run().best;
  };
  EXPECT_GT(read(0.9), read(0) + 0.1);  // a network that was seldom shown it network_output worse from it
}

TEST(Trainer, WithoutJudgedDaysTheLastWeightsAreKept) {
  const Small a(Architecture::transformer);
  std::vector<Sequence> people = made_people(3, 80);
  for (Sequence& person : people) {
    person.days = person.learned = person.holdout = 20;  // shorter than a window: padded
    person.x.resize(20 * kFeatures);
    for (auto* values : {&person.target, &person.weight}) values->resize(20 * kTargets);
  }
  Trainer trainer(a.network, a.layout, people, few_steps(1));
  const Trained trained = trainer.run();
  EXPECT_TRUE(std::isnan(trained.best));
  EXPECT_EQ(trained.best_step, 12);
}

TEST(Trainer, DoesNotGoOnFromAnotherTraining) {
  const Small a(Architecture::transformer), b(Architecture::hybrid);
  const std::vector<Sequence> people = made_people(3, 80);
  Trainer trainer(a.network, a.layout, people, few_steps(1));
  TrainerOptions others = few_steps(1);
  others.rate = 0.02;
  Trainer other_rate(a.network, a.layout, people, others), other_network(b.network, b.layout, people, few_steps(1));
  EXPECT_EQ(other_rate.resume(trainer.state()).error().fault, Fault::conflict);
  EXPECT_EQ(other_network.resume(trainer.state()).error().fault, Fault::malformed);
  TensorFile cut = trainer.state();
  cut.tensors.pop_back();
  EXPECT_EQ(trainer.resume(cut).error().fault, Fault::malformed);
}

TEST(Trainer, RefusesPeopleAndOptionsThatDoNotFit) {
  const Small a(Architecture::transformer);
  std::vector<Sequence> people = made_people(2, 80);
  TrainerOptions options = few_steps(1);
  options.hidden_columns = {3};
  EXPECT_THROW(Trainer(a.network, a.layout, people, options), ContractError);
  options = few_steps(1);
  options.window.context = 24;
  EXPECT_THROW(Trainer(a.network, a.layout, people, options), ContractError);
  options = few_steps(1);
  options.warm_up_steps = 12;
  EXPECT_THROW(Trainer(a.network, a.layout, people, options), ContractError);
  people[1].target.pop_back();
  EXPECT_THROW(Trainer(a.network, a.layout, people, few_steps(1)), ContractError);
  EXPECT_THROW(Trainer(a.network, a.layout, {}, few_steps(1)), ContractError);
}

TEST(Windows, ADayKnowsNothingLater) {
  for (const Architecture architecture : kAll) {
    const Small a(architecture);
    std::vector<float> theta = net::initial<float>(a.layout, Random(3));
    for (std::size_t i = 0; i < theta.size(); ++i) theta[i] += 0.01F * static_cast<float>(i % 7);  // a head that speaks
    Sequence person = made_people(1, 80)[0];
    const NetworkOutput whole = network_output(a.network, theta, person, {.days = 24, .context = 5});
    for (const int days : {1, 24, 25, 43, 44, 79}) {
      Sequence early{.days = days, .x = person.x, .linear = {}, .target = {}, .weight = {}};
      early.x.resize(static_cast<std::size_t>(days) * kFeatures);
      const NetworkOutput found = network_output(a.network, theta, early, {.days = 24, .context = 5});
      EXPECT_TRUE(std::equal(found.mean.begin(), found.mean.end(), whole.mean.begin())) << days;
    }
    const NetworkOutput late = network_output(a.network, theta, person, {.days = 24, .context = 5}, 60);
    EXPECT_TRUE(
        std::equal(late.log_sd.begin() + 60 * kTargets, late.log_sd.end(), whole.log_sd.begin() + 60 * kTargets));
  }
}

TEST(Windows, InOneWindowAreOnePassOfTheNetwork) {
  const Small a(Architecture::hybrid);
  std::vector<float> theta = net::initial<float>(a.layout, Random(3));
  for (std::size_t i = 0; i < theta.size(); ++i) theta[i] += 0.01F * static_cast<float>(i % 7);
  Sequence person = made_people(1, 80)[0];
  person.days = person.learned = person.holdout = 30;
  person.x.resize(30 * kFeatures);
  for (auto* values : {&person.target, &person.weight}) values->resize(30 * kTargets);
  person.linear = person.target;
  Network<float>::Kept kept;
  a.network.forward(theta, person.x, 30, {}, kept);
  const NetworkOutput found = network_output(a.network, theta, person, {.days = 30, .context = 0});
  for (std::size_t t = 0; t < 30; ++t) {
    for (std::size_t j = 0; j < kTargets; ++j) {
      const std::size_t i = t * kTargets + j;
      EXPECT_EQ(found.mean[i], kept.outputs[t * 2 * kTargets + j] + person.linear[i]);
      EXPECT_EQ(found.log_sd[i], kept.outputs[t * 2 * kTargets + kTargets + j]);
    }
  }
}

}  // namespace trainer_test
}  // namespace skin2vec::learn
