// Plotly, loaded with the first chart. plotly.css replaces the rules it would insert itself, because the content
// security policy blocks inline style elements.
import './plotly.css'

type Plotly = typeof import('plotly.js')
let loading: Promise<Plotly> | null = null

// Chinese locale; Plotly's own locale files need a global variable, so the few texts are here.
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

// Plotly inserts a style element unless an element with this id and class exists; and it sets style attributes, which
// the policy blocks too, while the same text set through CSSOM is allowed.
export function preventInlineStyles() {
  if (document.getElementById('plotly.js-style-global')) return
  const marker = document.createElement('meta')
  marker.id = 'plotly.js-style-global'
  marker.className = 'no-inline-styles'
  document.head.append(marker)
  const set = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (name === 'style' && (this instanceof SVGElement || this instanceof HTMLElement)) this.style.cssText = value
    else set.call(this, name, value)
  }
}
