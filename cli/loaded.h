// One person's record, loaded as the common options ask for it.
#pragma once

#include "cli/context.h"
#include "skin2vec/record/record.h"

namespace skin2vec::cli {

// Whose record, from when to when, by which profile, and the diary it stands in.
struct Requested {
  store::Store store;
  record::Request request;
};

[[nodiscard]] Result<Requested> requested(const Common& common);

[[nodiscard]] Result<ask::Record> load(const Common& common, const ask::Needs& needs);

// The summary without the alerts that are snoozed.
[[nodiscard]] insight::Summary awake(insight::Summary summary, const ask::Record& record);

}  // namespace skin2vec::cli
