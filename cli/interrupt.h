// Ctrl-C as a request: while a guard lives, the first SIGINT is noted and the second ends the program.
//
//   const InterruptGuard guard;
//   while (!guard.asked() && work()) ...
#pragma once

namespace skin2vec::cli {

enum class Signals { interrupt, interrupt_and_terminate };  // SIGINT; or SIGTERM as well, each any number of times

class InterruptGuard {
 public:
  explicit InterruptGuard(Signals signals = Signals::interrupt);
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  ~InterruptGuard();  // the signals do again what they do by default

  [[nodiscard]] bool asked() const;  // from any thread

 private:
  Signals signals_;
};

}  // namespace skin2vec::cli
