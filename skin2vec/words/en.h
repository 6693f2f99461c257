// The sentences in English, by code, in the order of the other catalogue. Read through words.h.
#pragma once

#include "skin2vec/words/language.h"

namespace skin2vec::words::catalogue {

inline constexpr Text en[] = {
    // --- insight: findings ---
    {"list.comma", ", "},
    {"list.semicolon", "; "},
    {"list.items", ", "},

    // --- insight: alerts ---

    // --- answers: forecasts ---

    // --- answers: explanations ---

    // --- answers: training ---

    // --- answers: surfaces ---
    {"surface.too_little_data", "{dimension} and {exposure}: too little data"},
    {"surface.none_found", "{dimension} was not seen to change after {exposure}; {p}, {n_days} days"},
    {"surface.found", "{dimension} changes after {exposure}; {p}, {n_days} days"},

    // --- the report ---

    // --- the report: record ---

    // --- the report: causes ---

    // --- the report: changes ---

    // --- the command line ---
};

}  // namespace skin2vec::words::catalogue
