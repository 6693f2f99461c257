// The sentences in Chinese, by code, in the order of the other catalogue. Read through words.h.
#pragma once

#include "skin2vec/words/language.h"

namespace skin2vec::words::catalogue {

inline constexpr Text zh[] = {
    // --- insight: findings ---
    {"list.comma", "，"},
    {"list.semicolon", "；"},
    {"list.items", "、"},

    // --- insight: alerts ---

    // --- answers: forecasts ---

    // --- answers: explanations ---

    // --- answers: training ---

    // --- answers: surfaces ---
    {"surface.too_little_data", "{dimension}与{exposure}：数据太少"},
    {"surface.none_found", "未见{dimension}在{exposure}之后变化；{p}，{n_days} 天"},
    {"surface.found", "{dimension}在{exposure}之后有变化；{p}，{n_days} 天"},

    // --- the report ---

    // --- the report: record ---

    // --- the report: causes ---

    // --- the report: changes ---

    // --- the command line ---
};

}  // namespace skin2vec::words::catalogue
