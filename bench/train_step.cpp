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

#include "bench/networks.h"
#include "bench/peer_blas.h"
#include "skin2vec/learn/gradient.h"
#include "skin2vec/net/adam.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr int days = 30, first_losses = 5;

// Random days of people whose targets follow their tokens, so that there is something to learn.
learn::Batch made_batch(int people) {
  Random random(11);
  learn::Batch batch{.days = days};
  const auto rows = static_cast<std::size_t>(people) * days;
  for (std::size_t i = 0; i < rows * kFeatures; ++i) batch.x.push_back(static_cast<float>(random.normal()));
  for (std::size_t r = 0; r < rows; ++r) {
    for (int j = 0; j < kTargets; ++j) {
      const float signal = batch.x[r * kFeatures + static_cast<std::size_t>(j % kFeatures)];
      batch.target.push_back(0.5F * signal + 0.5F * static_cast<float>(random.normal()));
    }
  }
  batch.weight.assign(batch.target.size(), 1);
  return batch;
}

// The starting weights and the batch, as one file.
void prepare(const std::string& path, const Shape& shape) {
  const learn::Batch batch = made_batch(shape.people);
  TensorFile file = starting_weights(shape);
  file.tensors.push_back({.name = "batch.x", .shape = {shape.people, days, kFeatures}, .values = batch.x});
  file.tensors.push_back({.name = "batch.target", .shape = {shape.people, days, kTargets}, .values = batch.target});
  write_tensors(path, file);
}

int ours(const std::string& path, const Shape& shape, int threads, double seconds) {
  const TensorFile file = read_tensors(path);
  net::Layout layout;
  const learn::Network<float> network(layout, options_of(shape));
  std::vector<float> theta = *net::restore(layout, file), gradient(theta.size());
  learn::Batch batch{.days = days};
  batch.x = floats(file, "batch.x");
  batch.target = floats(file, "batch.target");
  batch.weight.assign(batch.target.size(), 1);
  learn::GradientPool pool(network, layout.size());
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

void compare(const char* self, const Folder& folder, const Shape& shape, double seconds, int rounds, double peak) {
  const std::string path = folder.file("step.safetensors");
  prepare(path, shape);
  std::vector<std::string> what = words_of(shape);
  what.insert(what.begin(), path);
  Side mine[2], peer[2];
  for (int round = 0; round < rounds; ++round) {
    for (int threads = 1; threads <= 2; ++threads) {
      std::vector<std::string> words = {self, "ours"};
      words.insert(words.end(), what.begin(), what.end());
      words.insert(words.end(), {std::to_string(threads), fmt::format("{}", seconds)});
      take(run_program(words), mine[threads - 1]);
      words[0] = "/usr/bin/python3";
      words[1] = bench::peer("train_step.py");
      set_peer_threads(threads);
      take(run_program(words), peer[threads - 1]);
    }
  }
  for (int i = 0; i < first_losses; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (std::abs(mine[0].told[at] - peer[0].told[at]) > 1e-4 * std::abs(peer[0].told[at])) {
      give_up(fmt::format("step {}: loss {} against {}", i, mine[0].told[at], peer[0].told[at]));
    }
    if (mine[0].told[at] != mine[1].told[at]) give_up("1 and 2 threads do not agree");
  }
  const double one = median(mine[0].ms), two = median(mine[1].ms), peer_one = median(peer[0].ms),
               peer_two = median(peer[1].ms);
  const double best = std::min(one, two), peer_best = std::min(peer_one, peer_two);
  const double rate = 3 * forward_operations(shape) / 1e6;
  fmt::print(
      "  {:<15}{:>4}{:>3}{:>4} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>6.1f}x {:>6.2f}x {:>6.0f}k {:>5.0f}% {:>5.0f} "
      "{:>5.0f}\n",
      learn::name(shape.architecture), shape.width, shape.layers, shape.people, peer_one, peer_two, one, two,
      peer_best / best, one / two, shape.people * days / best, 100 * rate / one / peak, peer[0].peak_mb,
      mine[0].peak_mb);
}

}  // namespace

int main(int count, char** words) {
  if (count == 9 && std::string(words[1]) == "ours") {
    return ours(words[2],
                {architecture_of(words[3]), std::atoi(words[4]), std::atoi(words[5]), std::atoi(words[6]), days},
                std::atoi(words[7]), std::atof(words[8]));
  }
  const double seconds = count > 1 ? std::atof(words[1]) : 1.5;
  const int rounds = count > 2 ? std::atoi(words[2]) : 3;
  const Folder folder;
  const double peak = own_product_rate<float>();
  choose_peer_blas("/usr/bin/python3", bench::peer("product_rate.py"), {"1"}, peak, "PyTorch");
  fmt::print("training steps, ms, medians of {} rounds of {} s; products' peak {:.0f} GFLOP/s ({})\n", rounds, seconds,
             peak, linalg::kernels<float>().name);
  fmt::print("  {:<15}{:>4}{:>3}{:>4} {:>9} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7} {:>6} {:>5} {:>5}\n", "network", "W",
             "L", "B", "torch 1", "torch 2", "ours 1", "ours 2", "ratio", "2 thr", "days/s", "peak", "MB t", "MB o");
  for (const learn::Architecture a : kArchitectures) {
    for (const int people : {1, 64}) {
      for (const auto& [width, layers] : kSizes) {
        compare(words[0], folder, {a, width, layers, people, days}, seconds, rounds, peak);
      }
    }
  }
  return 0;
}
