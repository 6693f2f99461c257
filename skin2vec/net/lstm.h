// Long short-term memory over sequences: the state of each day from the days up to it.
//
//   const Lstm<float> lstm(layout, "lstm", 40, 64);
//   Lstm<float>::Kept kept;
//   lstm.forward(theta, x, 30, {}, kept);            // x (people,30,40) -> kept.state (people,30,64)
//   lstm.step(theta, today, state, cell);            // one day more, of one person, in microseconds
//
// Hochreiter & Schmidhuber (1997) with forget gates (Gers, Schmidhuber & Cummins 2000): gates i f g o in PyTorch's
// order, one bias (PyTorch's two are added). B people, T days, F features, W width. Days before a person's `first` are
// padding: their state is 0 and nothing flows through them. Conventions and threads: linear.h. Cost: 8 B T W (F + W)
// operations forward, twice that backward; the days go one after the other.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/net/parameters.h"

namespace skin2vec::net {

template <typename Real>
class Lstm {
 public:
  struct Kept {
    int days = 0;
    std::vector<int> first;             // (B), first real day
    std::vector<Real> gates;            // (B,T,4W), after their functions
    std::vector<Real> cell, cell_tanh;  // (B,T,W)
    std::vector<Real> state;            // (B,T,W)
    std::vector<Real> state_before;     // (B,T,W), of the day before; room for backward, as these:
    std::vector<Real> d_gates, d_state, d_cell;
    std::vector<Real> transposed, packed, nothing;  // U' (4W,W), a packed matrix, zeros as large as cell
  };

  // Blocks NAME.input (features,4 width), NAME.recurrent (width,4 width), uniform within 1 / sqrt(width), and NAME.bias
  // (4,width), 0.
  Lstm(Layout& layout, const std::string& name, int features, int width);

  // x (B,T,F) -> kept.state (B,T,W).
  // days     T >= 1
  // first    (B) the first real day of each person, in [0, T]; empty: all 0
  // throws   ContractError if the spans do not fit
  void forward(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
               Kept& kept) const;

  // dy (B,T,W) -> dx (B,T,F), written; an empty dx is not computed.
  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, Kept& kept,
                std::span<const Real> dy, std::span<Real> dx) const;

  // One day of one person: x (F); state and cell (W) of the day before become those of the day.
  void step(std::span<const Real> theta, std::span<const Real> x, std::span<Real> state, std::span<Real> cell) const;

  [[nodiscard]] int width() const { return width_; }

 private:
  int features_, width_;
  std::size_t input_, recurrent_, bias_;
};

}  // namespace skin2vec::net
