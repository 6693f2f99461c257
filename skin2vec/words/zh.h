// The sentences in Chinese, by code, in the order of the other catalogue. Read through words.h.
#pragma once

#include "skin2vec/words/language.h"

namespace skin2vec::words::catalogue {

inline constexpr Text zh[] = {
    // --- insight: findings ---
    {"list.comma", "，"},
    {"list.semicolon", "；"},
    {"list.items", "、"},
    {"number.with_interval", "{value}（{low} 至 {high}）"},
    {"direction.lower", "较低"},
    {"direction.higher", "较高"},
    {"per.step", "每 {step} {unit}"},
    {"per.use", "每次"},
    {"per.weight", "权重 1"},
    {"effect.confounded", "{cause}与{dimension}一同变化，但在{cause}之前{dimension}已有差别：它可能是结果而非原因"},
    {"effect.found",
     "{cause}之后，{dimension}{direction}：{per}共 {size:+.2f}（{low:.2f} 至 {high:.2f}），{strongest}；{q}{days}"},
    {"effect.found_count",
     "{cause}之后，{dimension}{direction}：{per}共 {size} 倍（{low} 至 {high}），{strongest}；{q}{days}"},
    {"effect.open",
     "{cause}之后{when}，{dimension}{direction}：{per} {size:+.2f}；总和尚不确定（{low:.2f} 至 "
     "{high:.2f}）；{q}{days}"},
    {"effect.open_count",
     "{cause}之后{when}，{dimension}{direction}：{per} {size} 倍；总和尚不确定（{low} 至 {high}）；{q}{days}"},
    {"effect.on_the_day", "第 {peak_day} 天"},
    {"effect.one_day_after", "第 {peak_day} 天"},
    {"effect.days_after", "第 {peak_day} 天"},
    {"effect.most_on_the_day", "第 {peak_day} 天最强"},
    {"effect.most_one_day_after", "第 {peak_day} 天最强"},
    {"effect.most_days_after", "第 {peak_day} 天最强"},
    {"effect.days", "，{n_days} 天中有 {n_exposed} 天"},
    {"cohort_effect.confounded",
     "{n_people} 人中{cause}与{dimension}一同变化，但在{cause}之前{dimension}已有差别：它可能是结果而非原因"},
    {"cohort_effect.found",
     "{n_people} 人中，{cause}之后{dimension}{direction}：平均{per}共 {size:+.2f}（{low:.2f} 至 "
     "{high:.2f}），人与人相差 ±{spread:.2f}；{q}"},
    {"cohort_effect.found_count",
     "{n_people} 人中，{cause}之后{dimension}{direction}：平均{per}共 {size} 倍（{low} 至 {high}），人与人相差 "
     "{spread} 倍；{q}"},
    {"cohort_effect.one_fit",
     "{n_people} 人合并拟合，{cause}之后{dimension}{direction}：{per}共 {size:+.2f}（{low:.2f} 至 {high:.2f}），第 "
     "{peak_day} 天最明显；{q}"},
    {"cohort_effect.one_fit_count",
     "{n_people} 人合并拟合，{cause}之后{dimension}{direction}：{per}共 {size} 倍（{low} 至 {high}），第 {peak_day} "
     "天最明显；{q}"},
    {"dose.bell", "{dimension}在{exposure} {optimum:.1f}{unit} 时最高（{low:.1f} 至 {high:.1f}）{shift}"},
    {"dose.trough", "{dimension}在{exposure} {optimum:.1f}{unit} 时最低（{low:.1f} 至 {high:.1f}）{shift}"},
    {"dose.shift", "；{by}每高 100，此处移动 {per_100:+.1f}{unit}"},
    {"dose.rising", "{exposure}越高，{dimension}越高"},
    {"dose.falling", "{exposure}越高，{dimension}越低"},
    {"dose.flat", "未见{dimension}随{exposure}变化"},
    {"dose.unidentified", "{dimension}与{exposure}的关系无法判断：{exposure}变化太小或数据太少"},
    {"season.differ", "{exposure}每高 {step}{unit}，其后 22 天{dimension}的变化因季节而异：{seasons}；{q}"},
    {"season.winter", "冬{size:+.2f}（{low:.2f} 至 {high:.2f}）"},
    {"season.spring", "春{size:+.2f}（{low:.2f} 至 {high:.2f}）"},
    {"season.summer", "夏{size:+.2f}（{low:.2f} 至 {high:.2f}）"},
    {"season.autumn", "秋{size:+.2f}（{low:.2f} 至 {high:.2f}）"},
    {"change.shift_up",
     "{dimension}自 {start} 起升高了 {size:+.2f}（{low:.2f} 至 {high:.2f}）；把握 {sure:.0f} %{detected}"},
    {"change.shift_down",
     "{dimension}自 {start} 起降低了 {size:+.2f}（{low:.2f} 至 {high:.2f}）；把握 {sure:.0f} %{detected}"},
    {"change.drift_up",
     "{dimension}在 {start} 至 {end} 间缓慢升高：{size:+.2f}（{low:.2f} 至 {high:.2f}）；把握 {sure:.0f} %{detected}"},
    {"change.drift_down",
     "{dimension}在 {start} 至 {end} 间缓慢降低：{size:+.2f}（{low:.2f} 至 {high:.2f}）；把握 {sure:.0f} %{detected}"},
    {"change.passing_up",
     "{dimension}在 {start} 至 {end} 间暂时偏高：{size:+.2f}（{low:.2f} 至 {high:.2f}）；把握 {sure:.0f} %{detected}"},
    {"change.passing_down",
     "{dimension}在 {start} 至 {end} 间暂时偏低：{size:+.2f}（{low:.2f} 至 {high:.2f}）；把握 {sure:.0f} %{detected}"},
    {"change.detected", "；{detected_on} 即可得知"},
    {"alarm.shift_up", "{date}：{dimension}似自 {start} 起突然升高{withdrawn}"},
    {"alarm.shift_down", "{date}：{dimension}似自 {start} 起突然降低{withdrawn}"},
    {"alarm.drift_up", "{date}：{dimension}似自 {start} 起缓慢升高{withdrawn}"},
    {"alarm.drift_down", "{date}：{dimension}似自 {start} 起缓慢降低{withdrawn}"},
    {"alarm.withdrawn", "；{withdrawn_on} 撤回"},
    {"habit.found",
     "{cause}的累积与{dimension}{direction}相伴：连续 {horizon_days} 天后共 {accumulated:+.2f}，其中 10 天之后 "
     "{hidden:+.2f}（{low:.2f} 至 {high:.2f}）；{q}"},
    {"product.too_little_data", "{a}与{b}：前后读数太少（{n_a} 次与 {n_b} 次）"},
    {"product.no_gain", "{b}未见有增益，无法与{a}相比"},
    {"product.no_difference",
     "{dimension}：{a}的增益是{b}的 {ratio:.2f} 倍（{low:.2f} 至 {high:.2f}），{n_a} 次与 {n_b} "
     "次：没有值得在意的差别"},
    {"product.none_found",
     "{dimension}：{a}的增益是{b}的 {ratio:.2f} 倍（{low:.2f} 至 {high:.2f}），{n_a} 次与 {n_b} 次：未能分出高下"},
    {"product.first_gives_more",
     "{dimension}：{a}的增益是{b}的 {ratio:.2f} 倍（{low:.2f} 至 {high:.2f}），{n_a} 次与 {n_b} 次：{a}较多"},
    {"product.second_gives_more",
     "{dimension}：{a}的增益是{b}的 {ratio:.2f} 倍（{low:.2f} 至 {high:.2f}），{n_a} 次与 {n_b} 次：{b}较多"},
    {"trial.too_little_data", "{dimension}：数据太少（计入 {n_a} 天与 {n_b} 天）"},
    {"trial.no_difference",
     "{dimension}：{a}与{b}没有值得在意的差别（小于 {margin:.2f}）：{size:+.2f}（{low:.2f} 至 {high:.2f}），p = "
     "{p:.3f}，计入 {n_a} 天与 {n_b} 天"},
    {"trial.higher",
     "{dimension}：用{a}时比用{b}时高：{size:+.2f}（{low:.2f} 至 {high:.2f}），p = {p:.3f}，计入 {n_a} 天与 {n_b} 天"},
    {"trial.lower",
     "{dimension}：用{a}时比用{b}时低：{size:+.2f}（{low:.2f} 至 {high:.2f}），p = {p:.3f}，计入 {n_a} 天与 {n_b} 天"},
    {"trial.none_found",
     "{dimension}：{a}与{b}未能分出高下：{size:+.2f}（{low:.2f} 至 {high:.2f}），p = {p:.3f}，计入 {n_a} 天与 {n_b} "
     "天"},
    {"trial_plan.detects",
     "{dimension}：{size:.2f} 的差别能看到的概率为 {power:.2f}；差别到 {detectable:.2f} 时为 0.80"},
    {"trial_plan.detects_nothing",
     "{dimension}：{size:.2f} 的差别能看到的概率为 {power:.2f}；没有能以 0.8 的概率看到的差别"},
    {"rhythm.daily", "早晚之间：{dimensions}"},
    {"rhythm.monthly", "每 {period} 天：{dimensions}"},
    {"rhythm.seasonal", "一年之中：{dimensions}"},
    {"rhythm.dimension", "{dimension} ±{amplitude}"},
    {"rhythm.dimension_in_the_morning", "{dimension} ±{amplitude}，早上较高"},
    {"rhythm.dimension_in_the_evening", "{dimension} ±{amplitude}，晚上较高"},

    // --- insight: alerts ---
    {"alert.shift_up",
     "{dimension}自 {since} 起升高：最近 {window_days} 天均值 {window_mean:.2f}，此前 {baseline_days} 天为 "
     "{baseline_mean:.2f}（标准差 {baseline_sd:.2f}）"},
    {"alert.shift_down",
     "{dimension}自 {since} 起降低：最近 {window_days} 天均值 {window_mean:.2f}，此前 {baseline_days} 天为 "
     "{baseline_mean:.2f}（标准差 {baseline_sd:.2f}）"},
    {"alert.drift_up",
     "{dimension}自 {since} 起缓慢升高：最近 {window_days} 天均值 {window_mean:.2f}，此前 {baseline_days} 天为 "
     "{baseline_mean:.2f}（标准差 {baseline_sd:.2f}）"},
    {"alert.drift_down",
     "{dimension}自 {since} 起缓慢降低：最近 {window_days} 天均值 {window_mean:.2f}，此前 {baseline_days} 天为 "
     "{baseline_mean:.2f}（标准差 {baseline_sd:.2f}）"},
    {"alert.forecast_past_limit",
     "预计{dimension}未来 {window_days} 天均值 {mean:.2f}，越过 {limit:.2f}（您设定的界限）：概率 {percent:.0f}%；最近 "
     "{window_days} 天均值 {window_mean:.2f}"},
    {"alert.forecast_past_worst_tenth",
     "预计{dimension}未来 {window_days} 天均值 {mean:.2f}，越过 {limit:.2f}（您最差的十分之一从此开始）：概率 "
     "{percent:.0f}%；最近 {window_days} 天均值 {window_mean:.2f}"},

    // --- answers: forecasts ---
    {"forecast.not_compared_with_persistence", "尚不能与昨日延续比较"},
    {"forecast.better_than_persistence", "优于昨日延续"},
    {"forecast.worse_than_persistence", "劣于昨日延续"},
    {"forecast.no_better_than_persistence", "与昨日延续无异"},
    {"forecast.surroundings_help", "天气与空气使明天的预测更准"},
    {"forecast.surroundings_not_seen_to_help", "未见天气与空气使明天的预测更准"},
    {"forecast.surroundings_unknown", "数据太少，不知天气与空气是否有助于预测"},

    // --- answers: explanations ---
    {"explanation.same_day", "{cause} 当天 {value:+.2f}"},
    {"explanation.one_day_before", "{cause} {lag} 天前 {value:+.2f}"},
    {"explanation.days_before", "{cause} {lag} 天前 {value:+.2f}"},
    {"explanation.week", "星期：{swings}。"},
    {"explanation.cycle", "周期：{swings}。"},
    {"explanation.season", "季节：{swings}。"},
    {"explanation.swing", "{dimension} ±{swing:.2f}（现在 {now:+.2f}）"},
    {"explanation.no_rhythms", "日期本身对预测没有影响。"},
    {"explanation.no_attention", "网络不认识这些维度：只解释结构预测，没有注意力。"},
    {"explanation.most_attended", "最受注意的日子：{days}。"},
    {"explanation.attended_day", "{day} ({percent:.0f} %)"},
    {"explanation.attention_agrees", "隐去这些日子最能改变预测：注意力与之一致（r = {r:.2f}）。"},
    {"explanation.attention_does_not_agree", "注意力与真正改变预测的日子不一致（r = {r:.2f}）。"},
    {"explanation.attention_not_known", "日子太少，不知注意力是否与之一致。"},

    // --- answers: training ---
    {"training.too_little_data",
     "数据太少：训练需要 {needed_days} 天的记录，最长的只有 {longest_days} 天；沿用自带的网络"},
    {"training.better_than_shipped", "在它未见过的日子里，均方误差比自带的网络小 {percent:.1f}%：今后用它"},
    {"training.not_better_than_shipped",
     "在它未见过的日子里并不明显好于自带的网络（均方误差 {percent:+.1f}%）：沿用自带的网络"},

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
