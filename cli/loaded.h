// One person's record, loaded for an answer as the common options ask for it.
#pragma once

#include "cli/context.h"
#include "skin2vec/record/record.h"

namespace skin2vec::cli {

using Loaded = record::Record;
using record::check_site;
using record::LoadOptions;

[[nodiscard]] Result<Loaded> load(const Common& common, const LoadOptions& options);

// The summary without the alerts that are snoozed.
[[nodiscard]] insight::Summary awake(insight::Summary summary, const Loaded& loaded);

}  // namespace skin2vec::cli
