// Our own JSON form of a diary, read: docs/reference/diary-json.md. A whole file is read by read_diary (reader.h) and
// written by diary_json (writer.h).
//
//   const std::string one = to_json(entry).dump();        // an element of `entries`:
//
//   {"format": "skin2vec-diary", "version": 1, "profile": "skin", "entries": [
//     {"kind": "reading", "person": "ann", "time": "2026-03-01T07:30", "site": "cheek",
//      "values": {"moisture": 2.5, "oil": {"value": 41, "instrument": "sebumeter"}}, "note": "..."},
//     {"kind": "event", "person": "ann", "time": "2026-03-01", "event": "late_night", "weight": 1.5},
//     {"kind": "surroundings", "time": "2026-03-01T14:00", "source": "indoor", "values": {"humidity": 41}},
//     {"kind": "product", "person": "ann", "time": "...", "product": "cream", "minutes": 30, "values": {...}},
//     {"kind": "routine", "person": "ann", "name": "...", "slot": "evening", "product": "...", "order": 1,
//      "from": "2026-03-01", "to": null}]}
//
// A list of entries alone is read too. Nesting is limited to 64. Cost: the document in memory.
#pragma once

#include <istream>
#include <nlohmann/json_fwd.hpp>

#include "skin2vec/diary/reader.h"

namespace skin2vec::diary {

// As read_diary. `line` of an error is the number of the entry, from 1.
[[nodiscard]] Result<FileReport> read_json(std::istream& in, const Profile& profile, const ReadOptions& options,
                                           const EntrySink& sink);

// One entry as JSON, and what read_json makes of it again.
[[nodiscard]] nlohmann::ordered_json to_json(const Entry& entry);

}  // namespace skin2vec::diary
