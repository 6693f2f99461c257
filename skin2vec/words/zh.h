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
    {"report.lang", "zh-Hans"},
    {"report.disclaimer",
     "本页不是医疗器械，不作诊断。关联不等于因果：所述之后有变化，未必由其引起；每一项都写明其可疑之处。"},
    {"report.head.title", "{person}：{profile}"},
    {"report.head.record", "{from} 至 {to}，{days}，{n_read} 天有读数；档案 {profile}"},
    {"report.head.record_of_site", "{from} 至 {to}，{days}，{n_read} 天有读数；档案 {profile}；部位 {site}"},
    {"report.head.other_sites.one", "其他部位的 {n} 个读数未计入"},
    {"report.head.other_sites", "其他部位的 {n} 个读数未计入"},
    {"report.no_readings_yet", "还没有读数"},
    {"report.days.one", "{n} 天"},
    {"report.days", "{n} 天"},
    {"report.between_names", "、"},
    {"report.findings.heading", "发现，最有用的在前"},
    {"report.findings.none_yet", "还没有发现"},
    {"report.findings.left_out.one", "另有 {n} 项发现，见下文各表"},
    {"report.findings.left_out", "另有 {n} 项发现，见下文各表"},
    {"report.rows_left_out.one", "表中另有 {n} 行未列出"},
    {"report.rows_left_out", "表中另有 {n} 行未列出"},
    {"report.forest.legend", "点为估计，线为 95 % 区间；数值见表"},

    // --- the report: record ---
    {"report.frame.heading", "现在的位置"},
    {"report.frame.columns",
     "|较好|今天|{window} 天均值|{baseline} 天均值（标准差）|z（{window} 天）|z（{baseline} 天）|百分位|每周趋势（95 % "
     "区间）|近 {baseline} 天"},
    {"report.frame.better.high", "高"},
    {"report.frame.better.low", "低"},
    {"report.frame.better.middle", "居中"},
    {"report.frame.picture", "{dimension}，近 {n_days} 天"},
    {"report.frame.picture.range", "{n_days} 天中有 {n_read} 天的读数，{low} 至 {high}"},
    {"report.frame.picture.empty", "{n_days} 天中有 {n_read} 天的读数"},
    {"report.frame.note",
     "z：今天与自己 {window} 天、{baseline} 天均值之差，以标准差计。图中灰带为 {baseline} "
     "天均值加减一个标准差，空白为无读数"},
    {"report.frame.not_read", "没有读数：{dimensions}"},
    {"report.frame.flagged", "? 今天的读数像是输入错误"},
    {"report.alerts.heading", "值得注意"},
    {"report.alerts.none", "没有警示"},
    {"report.alerts.columns", "|级别|开始|近期均值|此前均值（标准差）|变化"},
    {"report.alerts.level.watch", "留意"},
    {"report.alerts.level.warn", "警告"},
    {"report.alerts.level.act", "行动"},
    {"report.alerts.snoozed", "{level}（暂停至 {until}）"},
    {"report.alerts.doubt.foretold", "{level}：是预测，不是事实"},
    {"report.alerts.doubt", "{level}：若什么都没有变，这样的警示每年约 {rate} 次；是提醒的规则，不是诊断"},
    {"report.alerts.limit", "界限 {limit}"},
    {"report.alerts.kind.foretold", "预计"},
    {"report.alerts.kind.drift", "缓慢"},
    {"report.alerts.kind.shift", "突然"},
    {"report.rhythms.heading", "反复出现的"},
    {"report.rhythms.doubt", "每项 p ≤ {p:.3f}，已按维度数校正；± 为峰谷差之半"},
    {"report.rhythms.doubt.below_0_001", "每项 p < 0.001，已按维度数校正；± 为峰谷差之半"},
    {"report.rhythms.columns", "|每日|每月|季节"},
    {"report.rhythms.verdict.none_found", "未发现"},
    {"report.rhythms.verdict.too_little_data", "数据太少"},
    {"report.rhythms.swing.morning_higher", "{swing}，早上较高"},
    {"report.rhythms.swing.evening_higher", "{swing}，晚上较高"},
    {"report.rhythms.swing.peak", "{swing}，高峰 {peak}"},
    {"report.gaps.heading", "数据的空缺"},
    {"report.gaps.read", "{n_days} 天中有 {n_read} 天的读数"},
    {"report.gaps.read_with_gap", "{n_days} 天中有 {n_read} 天的读数；最长空缺 {gap}，自 {from} 起"},
    {"report.gaps.doubt.days", "{percent:.0f} % 的天没有读数；缺失不等于零，也不补上"},
    {"report.gaps.doubt.weeks", "{percent:.0f} % 的周没有读数；缺失不等于零，也不补上"},
    {"report.gaps.picture", "有读数的日子"},
    {"report.gaps.days_read", "有读数的天数"},

    // --- the report: causes ---
    {"report.causes.heading", "什么之后有变化"},
    {"report.causes.none_yet", "还没有事件、环境或产品"},
    {"report.causes.columns", "原因|维度|22 天之和（95 % 区间）|最强日|天数|q|对照 p"},
    {"report.causes.picture", "各原因之后的变化"},
    {"report.causes.picture.axis", "该维度的标准差"},
    {"report.causes.doubt.passes", "通过阴性对照（{p}）"},
    {"report.causes.doubt.fails", "未通过阴性对照（{p}）"},
    {"report.causes.examined", "检查了 {n} 对（原因与维度），有发现 {n_found} 对，数据太少 {n_silent} 对"},
    {"report.causes.note",
     "事件按权重 1，产品按每次，环境按所列单位；天数为有该原因的日子；q 是错误发现率。阴性对照：其后 3 "
     "天的量不可能有作用；通过的也可能另有未知因素"},
    {"report.causes.failed", "◇ 另有 {n} 对未通过阴性对照：在它发生之前已有差别，可能是结果而非原因"},
    {"report.habits.heading", "隐藏的习惯"},
    {"report.habits.none_yet", "还没有事件或产品"},
    {"report.habits.columns", "习惯|维度|前 10 天|10 天之后（95 % 区间）|q"},
    {"report.habits.doubt", "整段时期的负荷，没有阴性对照；同时变化的其他因素也可能"},
    {"report.habits.doubt.fails", "同一对的短期变化未通过阴性对照：可能是结果而非原因"},
    {"report.habits.examined", "检查了 {n} 对（习惯与维度），有发现 {n_found} 对，数据太少 {n_silent} 对"},
    {"report.dose.heading", "多少最好"},
    {"report.dose.none_yet", "没有环境数据"},
    {"report.dose.columns", "环境|维度|形状|最高处（95 % 区间）|p"},
    {"report.dose.doubt", "同一天的关系，{n_days} 天，{p}"},
    {"report.dose.picture", "{dimension}随{exposure}的变化"},
    {"report.dose.shape.bell", "钟形"},
    {"report.dose.shape.trough", "谷形"},
    {"report.dose.shape.rising", "上升"},
    {"report.dose.shape.falling", "下降"},
    {"report.dose.shape.flat", "平"},
    {"report.dose.shape.unidentified", "无法判断"},
    {"report.dose.examined", "检查了 {n} 对（环境与维度），有发现 {n_found} 对。带为 95 % 区间"},
    {"report.products.heading", "产品对比"},
    {"report.products.none_yet", "没有两种产品有使用前后的读数"},
    {"report.products.columns", "产品|维度|结论|增益之比（95 % 区间）|次数|p"},
    {"report.products.picture", "增益之比"},
    {"report.products.picture.axis", "增益之比；1 = 相同"},
    {"report.products.doubt", "随机化检验 {p}；使用不是随机安排的"},
    {"report.products.verdict.found", "有差别"},
    {"report.products.verdict.none_found", "未能分出高下"},
    {"report.products.verdict.no_difference", "没有差别"},
    {"report.products.verdict.too_little_data", "数据太少"},

    // --- the report: changes ---
    {"report.changes.heading", "什么变了"},
    {"report.changes.columns", "维度|方式|开始|结束|大小（95 % 区间）|每周均值"},
    {"report.changes.how.shift", "突变"},
    {"report.changes.how.drift", "渐变"},
    {"report.changes.how.passing", "暂时"},
    {"report.changes.picture", "{dimension}，每周均值"},
    {"report.changes.picture.weeks", "{n} 周"},
    {"report.changes.doubt", "在去除节律、事件与环境之后；未记下的原因也可能"},
    {"report.changes.none_found", "未见持续的变化"},
    {"report.changes.too_little_data", "{n} 个维度数据太少"},

    // --- the command line ---
};

}  // namespace skin2vec::words::catalogue
