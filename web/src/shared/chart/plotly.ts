// Plotly, loaded with the first chart. Its style sheet is ours, because the content security policy lets no other
// through: plotly.css stands for the rules it would add itself.
import './plotly.css'

type Plotly = typeof import('plotly.js')
let loading: Promise<Plotly> | null = null

// Months and days in Chinese; Plotly's own locale files call a global name, so the few words stand here.
const chinese = {
  moduleType: 'locale',
  name: 'zh-CN',
  dictionary: {},
  format: {
    days: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
    shortDays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    months: ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月'],
    shortMonths: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
    date: '%Y-%m-%d',
  },
}

export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js-cartesian-dist-min').then(loaded => {
    const plotly = (loaded.default ?? loaded) as Plotly
    ;(plotly as unknown as {register: (modules: unknown[]) => void}).register([chinese])
    return plotly
  })
  loading.catch(() => (loading = null))
  return loading
}

// Plotly adds its rules to a style element unless it finds one of this name that says no; and it sets style attributes,
// which the policy stops too, where the same text set as style is let through.
export function refuseInlineStyles() {
  if (document.getElementById('plotly.js-style-global')) return
  const mark = document.createElement('meta')
  mark.id = 'plotly.js-style-global'
  mark.className = 'no-inline-styles'
  document.head.append(mark)
  const set = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (name === 'style' && (this instanceof SVGElement || this instanceof HTMLElement)) this.style.cssText = value
    else set.call(this, name, value)
  }
}
