// The Plotly template of all figures.
import type {Config, Layout} from 'plotly.js'
import type {Palette} from '../theme/palette'

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

export function templateOf(palette: Palette): Partial<Layout> {
  const axis = {
    gridcolor: palette.line,
    linecolor: palette.line,
    zerolinecolor: palette.line,
    tickcolor: palette.line,
    tickfont: {color: palette.muted, size: 12},
    title: {font: {color: palette.muted, size: 12}, standoff: 8},
    automargin: true,
    fixedrange: true,
  }
  return {
    font: {family: font, color: palette.ink, size: 13},
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    colorway: palette.series,
    margin: {l: 44, r: 12, t: 12, b: 36},
    xaxis: {...axis, showgrid: false},
    yaxis: axis,
    legend: {orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: {color: palette.ink, size: 12}},
    hoverlabel: {bgcolor: palette.surface, bordercolor: palette.line, font: {family: font, color: palette.ink, size: 13}},
    hovermode: 'x unified',
    dragmode: false,
    separators: '.,',
  } as Partial<Layout>
}

// Colour scales of a heat-map, for the trace's `colorscale`.
export const sequential = (palette: Palette): [number, string][] => [[0, palette.surface], [1, palette['series-1']]]
export const diverging = (palette: Palette): [number, string][] => [[0, palette['series-3']], [0.5, palette.surface], [1, palette['series-1']]]

export const config = (language: string): Partial<Config> => ({
  displayModeBar: false,
  responsive: true,
  scrollZoom: false,
  doubleClick: false,
  locale: language === 'zh' ? 'zh-CN' : 'en',
})
