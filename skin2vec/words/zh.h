// The sentences in Chinese, by code, in the order of the other catalogue. Read through words.h.
#pragma once

#include "skin2vec/words/language.h"

namespace skin2vec::words::catalogue {

inline constexpr Text zh[] = {
    // --- insight: findings ---

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
    {"alerts.none", "没有警示"},
    {"alerts.snoozed", "{label}的警示暂停至 {until}"},
    {"alerts.snoozed.foretold", "{label}（预测）的警示暂停至 {until}"},
    {"changes.allowed", "误报预算：每年 {n} 次。"},
    {"changes.none", "未见变化"},
    {"changes.replay", "逐日回放会发出的警报"},
    {"compare.column.difference", "与昨日延续之差"},
    {"compare.used", "提前 {n_days} 天采用：{model}"},
    {"compare.used.cohort", "提前 {n_days} 天：{people} 人采用 {model}"},
    {"demo.begins", "一个虚拟的人：{n_days} 天，{readings} 次读数，{events} 个事件（种子 {seed}）"},
    {"demo.no_rhythm", "没有"},
    {"demo.page", "她的页面：{url}  （Ctrl-C 结束，不留任何东西）"},
    {"demo.title.alerts", "值得注意"},
    {"demo.title.rhythms", "反复出现的"},
    {"demo.title.summary", "现在的位置：今天对照 7 天与自己的 30 天"},
    {"demo.title.yours", "您自己的日记"},
    {"demo.truth.cycle", "（真实周期：{n_days:.1f} 天，没有记录开始日）"},
    {"demo.truth.none", "（真实情况：没有月度周期）"},
    {"dose.no_surroundings", "没有环境数据；`skin2vec import` 可读入"},
    {"effects.cohort.examined", "全体 {people} 人：检查 {examined} 对（原因与维度），有发现 {told} 对。"},
    {"effects.cohort.person", "{sentence}；{person}：单独 {alone}，借助众人 {helped}"},
    {"effects.examined",
     "共检查 {examined} 对（原因与维度），有发现 {told} 对，数据太少 {silent} 对。关联不等于因果。"},
    {"effects.permuted", "{sentence}；置换检验 {p}（{n} 次）"},
    {"explain.forecast", "{dimension}，{date}：{mean}"},
    {"explain.no_cause", "未见原因的影响"},
    {"explain.wrote", "已写入 {file}"},
    {"forecast.column.date", "日期"},
    {"forecast.column.forecast", "预测"},
    {"forecast.column.from", "起点"},
    {"forecast.column.range", "八成落在"},
    {"forecast.row.range", "{low} 至 {high}"},
    {"forecast.skill.day", "提前 1 天：过去的平均误差 {error}，{compared}"},
    {"forecast.skill.days", "提前 {n_days} 天：过去的平均误差 {error}，{compared}"},
    {"habits.examined", "共检查 {examined} 对，有发现 {told} 对，数据太少 {silent} 对。关联不等于因果。"},
    {"log.ask.events", "事件（例如 熬夜:1.5;辛辣食物，可留空）"},
    {"log.ask.note", "备注"},
    {"log.expected", "应为 {expected}"},
    {"products.none", "没有两种产品有使用前后的读数"},
    {"products.plan", "{a}与{b}：{pairs} 对，每段 {period_days} 天，共 {n_days} 天"},
    {"products.plan.afterwards", "每天记下用了哪一种；结束后：{command}"},
    {"products.plan.period", "{first} 至 {last}  {product}"},
    {"products.plan.too_few", "读数太少，无法估计能看到多大的差别"},
    {"products.trial", "{a}与{b}，{first} 至 {last}：{pairs} 对，每段 {period_days} 天，{deviations} 天用了别的"},
    {"products.trial.no_periods", "从 {first} 起{a}与{b}的使用不成对段：用 --start 与 --to 指明试验的日期"},
    {"products.washout.fitted", "每段前 {washout_days} 天洗脱，不计入；半衰期 {half_life:.1f} 天（由日记估计）"},
    {"products.washout.usual",
     "每段前 {washout_days} 天洗脱，不计入；半衰期 {half_life:.1f} 天（常用值，日记不足以估计）"},
    {"rhythms.column.amplitude", "振幅"},
    {"rhythms.column.interval", "95% 区间"},
    {"rhythms.column.peak", "高峰"},
    {"rhythms.column.period", "周期(天)"},
    {"rhythms.column.rhythm", "节律"},
    {"rhythms.column.verdict", "结论"},
    {"rhythms.name.daily", "每日"},
    {"rhythms.name.monthly", "每月"},
    {"rhythms.name.seasonal", "季节"},
    {"rhythms.peak.evening", "晚"},
    {"rhythms.peak.morning", "早"},
    {"rhythms.verdict.found", "有"},
    {"rhythms.verdict.none_found", "未发现"},
    {"rhythms.verdict.too_little_data", "数据太少"},
    {"sensors.bias", "{source} {exposure} 与 {against} 相差 {difference:+.2f}（{dates} 天，太少，无区间）"},
    {"sensors.bias.interval",
     "{source} {exposure} 与 {against} 相差 {difference:+.2f}（95 %：{low:+.2f} 至 {high:+.2f}，{dates} 天）"},
    {"sensors.doubt.not_understood", "无法理解"},
    {"sensors.doubt.out_of_range", "超出范围"},
    {"sensors.doubt.unavailable", "不可用"},
    {"sensors.dropped", "丢弃 {n} 条消息（过大或过多）"},
    {"sensors.entries", "写入 {n} 条环境记录"},
    {"sensors.heard", "{source} {exposure}：{n} 个值，平均 {mean:.2f}，最后 {last:.2f}"},
    {"sensors.lost", "连接中断 {n} 次"},
    {"sensors.no_reading", "没有读数"},
    {"sensors.not_kept", "未保留：{of} {doubt}（{n} 次）"},
    {"sensors.refused", "代理拒绝主题 {topic}"},
    {"sensors.retained", "{n} 条保留消息：时间未知，未记录"},
    {"summary.column.days", "{n_days}天"},
    {"summary.column.last", "近{n_days}天"},
    {"summary.column.percentile", "百分位"},
    {"summary.column.sd", "标准差"},
    {"summary.column.today", "今天"},
    {"summary.column.trend", "每周"},
    {"summary.head", "{person}, {today} (档案 {label})"},
    {"summary.head.site", "{person}, {today} (档案 {label}，部位 {site})"},
    {"summary.other_site.value", "部位 {site} 的 1 个读数另计，用 --site 查看"},
    {"summary.other_site.values", "部位 {site} 的 {n} 个读数另计，用 --site 查看"},
    {"summary.typing_error", "今天的读数像是输入错误"},
    {"surface.against", "与 {centre:.1f}{unit} 相比，逐日的曲线与 {n_days} 天的合计（95 % 区间）"},
    {"surface.total", "{total:+.2f}（{low:.2f} 至 {high:.2f}）"},
    {"surface.total.outside", "{total:+.2f}（{low:.2f} 至 {high:.2f}）；超出记录范围"},
    {"user.none", "没有账户"},
    {"user.token", "令牌 {id} {name}：{role} {person}"},
    {"user.token_once", "令牌只显示这一次"},
    {"verbs.column.covers", "八成区间覆盖"},
    {"verbs.column.days", "天"},
    {"verbs.column.error", "平均误差"},
    {"verbs.column.model", "模型"},
    {"verbs.column.n", "次数"},
    {"verbs.newest.days", "最近一次读数在 {n:.0f} 天前"},
    {"verbs.newest.hours", "最近一次读数在 {n:.0f} 小时前"},
    {"verbs.no_readings", "没有读数"},
    {"verbs.too_little_data", "数据太少：{dimensions}"},
    {"weather.asked", "{place}（舍入到 {degrees} 度），{from} 至 {to}"},
    {"weather.cached", "{service} {from} 至 {to}：来自缓存，{fetched} 获取"},
    {"weather.gap", "缺口 {exposure}：{first} 至 {last}（{hours} 小时）"},
    {"weather.gaps_more", "还有 {n} 个缺口；--json 全部列出"},
    {"weather.hours", "{exposure:<12} {hours:>6} 小时"},
    {"weather.hours.missing", "{sentence}，缺 {n}"},
    {"weather.hours.out_of_range", "{sentence}，{n} 个超出范围未保留"},
    {"weather.kept", "保留 {hours} 小时，{unchanged} 小时未变"},
    {"weather.quota", "配额：本次 {now:.1f}，一天内 {today:.1f}，每日上限 {limit:.0f}"},
};

}  // namespace skin2vec::words::catalogue
