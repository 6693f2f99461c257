#include "cli/trained.h"

namespace skin2vec::cli {

Result<std::optional<model::Personal>> personal_of(const Common& common, const std::string& person) {
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  return record::kept_model(*store, person);
}

}  // namespace skin2vec::cli
