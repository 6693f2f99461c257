// The verbs of the command line, one file each. Each adds itself to the program and says how to run.
#pragma once

#include "cli/context.h"

namespace skin2vec::cli {

[[nodiscard]] Verb add_demo(CLI::App& program);
[[nodiscard]] Verb add_log(CLI::App& program);
[[nodiscard]] Verb add_undo(CLI::App& program);
[[nodiscard]] Verb add_edit(CLI::App& program);
[[nodiscard]] Verb add_import(CLI::App& program);
[[nodiscard]] Verb add_explain(CLI::App& program);
[[nodiscard]] Verb add_export(CLI::App& program);
[[nodiscard]] Verb add_check(CLI::App& program);
[[nodiscard]] Verb add_profile(CLI::App& program);
[[nodiscard]] Verb add_weather(CLI::App& program);
[[nodiscard]] Verb add_sensors(CLI::App& program);
[[nodiscard]] Verb add_summary(CLI::App& program);
[[nodiscard]] Verb add_rhythms(CLI::App& program);
[[nodiscard]] Verb add_alerts(CLI::App& program);
[[nodiscard]] Verb add_effects(CLI::App& program);
[[nodiscard]] Verb add_dose(CLI::App& program);
[[nodiscard]] Verb add_surface(CLI::App& program);
[[nodiscard]] Verb add_changes(CLI::App& program);
[[nodiscard]] Verb add_habits(CLI::App& program);
[[nodiscard]] Verb add_products(CLI::App& program);
[[nodiscard]] Verb add_forecast(CLI::App& program);
[[nodiscard]] Verb add_train(CLI::App& program);
[[nodiscard]] Verb add_compare(CLI::App& program);
[[nodiscard]] Verb add_report(CLI::App& program);
[[nodiscard]] Verb add_twin(CLI::App& program);
[[nodiscard]] Verb add_serve(CLI::App& program);
[[nodiscard]] Verb add_user(CLI::App& program);
[[nodiscard]] Verb add_erase(CLI::App& program);
[[nodiscard]] Verb add_backup(CLI::App& program);
[[nodiscard]] Verb add_completion(CLI::App& program);
[[nodiscard]] Verb add_manual(CLI::App& program);

}  // namespace skin2vec::cli
