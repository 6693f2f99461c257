#include "skin2vec/ask/record.h"

#include <fmt/format.h>

#include <set>

#include "skin2vec/base/text.h"

namespace skin2vec::ask {

Result<void> check_site(const Record& record, const std::optional<std::string>& site) {
  if (!site) return {};
  std::set<std::string> sites;
  for (const auto& entry : record.entries) {
    if (entry.kind == diary::Kind::reading) sites.insert(entry.place);
  }
  if (sites.empty() || sites.contains(*site)) return {};
  const std::vector<std::string> names(sites.begin(), sites.end());
  const auto near = nearest(*site, names);
  return refuse(Fault::missing, fmt::format("no readings of site {}{}", in_quotes(*site),
                                            near && !near->empty() ? "; did you mean " + in_quotes(*near) + "?" : ""));
}

}  // namespace skin2vec::ask
