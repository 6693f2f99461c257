// Training steps of the three networks against PyTorch: same architecture, weights, batches, loss curve.
//
//   bench_train_step [SECONDS] [ROUNDS]    default: 1.5 s of steps a side, 3 rounds by turns, best of 1 and 2 threads
//   each bench_train_step ours FOLDER ARCHITECTURE WIDTH LAYERS PEOPLE THREADS SECONDS    one side, as the bench runs
//   it
//
// 30 days, 40 features, 14 horizons x 6 dimensions x (mean, log sd), heads of 16, Adam, Gaussian loss, no dropout.
// Times are of whole steps (forward, backward, Adam) after one that warms up; both sides print the losses of their
// first five steps, which must agree to 1e-4. `peak` is the share of this processor's matrix-product peak,
// measured in the same run at 512x512x512 on one thread, that our operations a second are (products alone are counted).
#include <cmath>
#include <cstring>
#include <sstream>

#include "bench/process.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/model/gradient.h"
#include "skin2vec/net/adam.h"
#include "skin2vec/net/checkpoint.h"
#include "skin2vec/net/kernels.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;
using model::Architecture;

constexpr int days = 30, features = 40, targets = 14 * 6, first_losses = 5;

struct Shape {
  Architecture architecture;
  int width, layers, people;
};

Architecture architecture_of(const std::string& name) {
  for (const Architecture a : {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid}) {
    if (name == model::name(a)) return a;
  }
  give_up("no architecture " + name);
}

model::NetworkOptions options_of(const Shape& shape) {
  return {.architecture = shape.architecture,
          .features = features,
          .outputs = 2 * targets,
          .width = shape.width,
          .heads = shape.width / 16,
          .layers = shape.layers,
          .hidden = 4 * shape.width};
}

// Random days of people whose targets follow their tokens, so that there is something to learn.
model::Batch made_batch(int people) {
  Random random(11);
  model::Batch batch{.days = days};
  const auto rows = static_cast<std::size_t>(people) * days;
  for (std::size_t i = 0; i < rows * features; ++i) batch.x.push_back(static_cast<float>(random.normal()));
  for (std::size_t r = 0; r < rows; ++r) {
    for (int j = 0; j < targets; ++j) {
      const float signal = batch.x[r * features + static_cast<std::size_t>(j % features)];
      batch.target.push_back(0.5F * signal + 0.5F * static_cast<float>(random.normal()));
    }
  }
  batch.weight.assign(batch.target.size(), 1);
  return batch;
}

void write(const std::string& path, const TensorFile& file) {
  std::ofstream(path, std::ios::binary) << print_safetensors(file);
}

// The starting weights with a head that is not 0, and the batch, as one file.
void prepare(const std::string& path, const Shape& shape) {
  net::Layout layout;
  const model::Network<float> network(layout, options_of(shape));
  const model::Batch batch = made_batch(shape.people);
  TensorFile file = net::checkpoint(layout, net::initial<float>(layout, Random(5)));
  file.tensors.push_back({.name = "batch.x", .shape = {shape.people, days, features}, .values = batch.x});
  file.tensors.push_back({.name = "batch.target", .shape = {shape.people, days, targets}, .values = batch.target});
  write(path, file);
}

int ours(const std::string& path, const Shape& shape, int threads, double seconds) {
  const auto file = parse_safetensors(text_of(path));
  if (!file) give_up(file.error().message);
  net::Layout layout;
  const model::Network<float> network(layout, options_of(shape));
  std::vector<float> theta = *net::restore(layout, *file), gradient(theta.size());
  model::Batch batch{.days = days};
  batch.x = std::get<std::vector<float>>(file->find("batch.x")->values);
  batch.target = std::get<std::vector<float>>(file->find("batch.target")->values);
  batch.weight.assign(batch.target.size(), 1);
  model::GradientPool pool(network, layout.size());
  net::Adam<float> adam(theta.size(), {.rate = 1e-3});
  std::vector<double> losses, ms;
  const auto begun = std::chrono::steady_clock::now();
  while (losses.size() < first_losses ||
         std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() < seconds) {
    const auto before = std::chrono::steady_clock::now();
    losses.push_back(pool.run(theta, batch, {.threads = threads}, gradient));
    adam.step(theta, gradient);
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
  }
  ms.erase(ms.begin());
  fmt::print("{:.6f}", median(ms));
  for (int i = 0; i < first_losses; ++i) fmt::print(" {:.7f}", losses[static_cast<std::size_t>(i)]);
  fmt::print("\n");
  return 0;
}

// Operations of the matrix products of one step: 2 for each weight and day forward, 4 backward; attention's own
// products.
double operations(const Shape& shape) {
  net::Layout layout;
  const model::Network<float> network(layout, options_of(shape));
  double weights = 0;
  int attentions = 0;
  for (const net::Block& block : layout.blocks()) {
    if (block.shape.size() == 2 && block.shape[0] > 4) weights += static_cast<double>(block.size);
    attentions += block.name.ends_with("qkv.weight") ? 1 : 0;
  }
  return 6.0 * shape.people * days * (weights + 2.0 * attentions * days * shape.width);
}

double peak_gflops() {
  const int n = 512;
  std::vector<float> a(n * n, 0.5F), b(n * n, 0.25F), c(n * n);
  double best = 0;
  for (int i = 0; i < 20; ++i) {
    const auto before = std::chrono::steady_clock::now();
    net::kernels<float>().gemm(
        {.m = n, .n = n, .k = n, .a = a.data(), .a_row = n, .b = b.data(), .b_row = n, .c = c.data(), .c_row = n});
    best = std::max(best,
                    2.0 * n * n * n / std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
  }
  return best / 1e9;
}

struct Side {
  std::vector<double> ms, losses;
  double peak_mb = 0;
};

void take(const Run& run, Side& side) {
  std::istringstream numbers(run.out);
  double value = 0;
  numbers >> value;
  side.ms.push_back(value);
  side.losses.clear();
  while (numbers >> value) side.losses.push_back(value);
  side.peak_mb = std::max(side.peak_mb, run.peak_mb);
}

void compare(const char* self, const Folder& folder, const Shape& shape, double seconds, int rounds, double peak) {
  const std::string path = folder.file("step.safetensors");
  prepare(path, shape);
  const std::vector<std::string> what = {path, model::name(shape.architecture), std::to_string(shape.width),
                                         std::to_string(shape.layers), std::to_string(shape.people)};
  Side mine[2], peer[2];
  for (int round = 0; round < rounds; ++round) {
    for (int threads = 1; threads <= 2; ++threads) {
      std::vector<std::string> words = {self, "ours"};
      words.insert(words.end(), what.begin(), what.end());
      words.insert(words.end(), {std::to_string(threads), fmt::format("{}", seconds)});
      take(run_program(words), mine[threads - 1]);
      words[0] = "/usr/bin/python3";
      words[1] = std::string(SKIN2VEC_SOURCE) + "/bench/peers/train_step.py";
      take(run_program(words), peer[threads - 1]);
    }
  }
  for (int i = 0; i < first_losses; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (std::abs(mine[0].losses[at] - peer[0].losses[at]) > 1e-4 * std::abs(peer[0].losses[at])) {
      give_up(fmt::format("step {}: loss {} against {}", i, mine[0].losses[at], peer[0].losses[at]));
    }
    if (mine[0].losses[at] != mine[1].losses[at]) give_up("1 and 2 threads do not agree");
  }
  const double one = median(mine[0].ms), two = median(mine[1].ms), peer_one = median(peer[0].ms),
               peer_two = median(peer[1].ms);
  const double best = std::min(one, two), peer_best = std::min(peer_one, peer_two);
  const double rate = operations(shape) / 1e6;
  fmt::print(
      "  {:<15}{:>4}{:>3}{:>4} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>6.1f}x {:>6.2f}x {:>6.0f}k {:>5.0f}% {:>5.0f} "
      "{:>5.0f}\n",
      model::name(shape.architecture), shape.width, shape.layers, shape.people, peer_one, peer_two, one, two,
      peer_best / best, one / two, shape.people * days / best, 100 * rate / one / peak, peer[0].peak_mb,
      mine[0].peak_mb);
}

}  // namespace

int main(int count, char** words) {
  if (count == 9 && std::string(words[1]) == "ours") {
    return ours(words[2], {architecture_of(words[3]), std::atoi(words[4]), std::atoi(words[5]), std::atoi(words[6])},
                std::atoi(words[7]), std::atof(words[8]));
  }
  const double seconds = count > 1 ? std::atof(words[1]) : 1.5;
  const int rounds = count > 2 ? std::atoi(words[2]) : 3;
  const Folder folder;
  const double peak = peak_gflops();
  fmt::print("training steps, ms, medians of {} rounds of {} s; products' peak {:.0f} GFLOP/s ({})\n", rounds, seconds,
             peak, net::kernels<float>().name);
  fmt::print("  {:<15}{:>4}{:>3}{:>4} {:>9} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7} {:>6} {:>5} {:>5}\n", "network", "W",
             "L", "B", "torch 1", "torch 2", "ours 1", "ours 2", "ratio", "2 thr", "days/s", "peak", "MB t", "MB o");
  for (const Architecture a : {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid}) {
    for (const int people : {1, 64}) {
      for (const auto& [width, layers] : {std::pair{32, 1}, std::pair{64, 2}, std::pair{128, 4}}) {
        compare(words[0], folder, {a, width, layers, people}, seconds, rounds, peak);
      }
    }
  }
  return 0;
}
