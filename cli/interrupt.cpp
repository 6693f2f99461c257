#include "cli/interrupt.h"

#include <csignal>

namespace skin2vec::cli {

namespace interrupt {

volatile std::sig_atomic_t asked = 0;

}  // namespace interrupt

InterruptGuard::InterruptGuard(Signals signals) : signals_(signals) {
  interrupt::asked = 0;
  struct sigaction action {};
  action.sa_handler = [](int) { interrupt::asked = 1; };
  if (signals == Signals::interrupt) {
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    action.sa_flags |= SA_RESTART;
  }
  sigaction(SIGINT, &action, nullptr);
  if (signals == Signals::interrupt_and_terminate) sigaction(SIGTERM, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  std::signal(SIGINT, SIG_DFL);
  if (signals_ == Signals::interrupt_and_terminate) std::signal(SIGTERM, SIG_DFL);
}

bool InterruptGuard::asked() const {
  return interrupt::asked != 0;
}

}  // namespace skin2vec::cli
