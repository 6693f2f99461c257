// The tables of a diary, and how an older diary becomes a newer one.
//
//   Result<int> schema = prepare(session, steps(), create);
//
// Private to store/. A schema is the number of steps taken; each step is a list of statements, the same for both
// databases but for $text, $big and $end, which spell a sorted text, a 64-bit number and the end of a table. A step
// that has been released is never edited: a change is a new step.
//
//   diary    the schema's number
//   person   id and name; 0 is everyone (""); how many entries
//   entry    what holds now, and the writing it comes from
//   version  what held before, was undone, or (removed = 1) that it was removed, by key and writing
//   writing  every committed writing
//   touch    which person's entries a writing touched, between which times; undone_by 0, or the undo's number
//   setting  small texts
//   kept     bytes: models, cached state
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/store/session.h"

namespace skin2vec::store {

using Step = std::vector<std::string>;

[[nodiscard]] std::span<const Step> steps();

// Brings the diary to the newest schema, all steps in one transaction; makes it where the database is empty and
// `create` is set. Returns the schema: steps.size().
// missing if there is no diary and `create` is not set; malformed for a newer schema, or a database of something else
// (which is left as it is).
[[nodiscard]] Result<int> prepare(Session& session, std::span<const Step> steps, bool create);

}  // namespace skin2vec::store
