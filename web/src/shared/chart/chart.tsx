// A chart: one sentence, the picture, and behind a button the same numbers as a table.
//
//   <Chart name={t('trend')} chart={trendFigure(answer, look)} height={280} />
//
// The picture is hidden from screen readers; the sentence and the table have the same content.
import {useEffect, useId, useRef, useState} from 'react'
import {useTranslation} from 'react-i18next'
import {usePalette} from '../theme/palette'
import {Icon} from '../components/icons'
import {useLanguage} from '../i18n/language'
import type {ChartModel} from './figure'
import {loadPlotly, preventInlineStyles} from './plotly'
import {DataTable} from './table'
import {config, templateOf} from './template'

export interface ChartProps {
  name: string // accessible name
  chart: ChartModel
  height?: number
  onPoint?: (point: {x: unknown; y: unknown; curve: number}) => void // on click; the table must offer the same
}

export function Chart({name, chart, height = 280, onPoint}: ChartProps) {
  const {t} = useTranslation('shared')
  const palette = usePalette()
  const language = useLanguage()
  const plot = useRef<HTMLDivElement>(null)
  const onPointRef = useRef(onPoint)
  onPointRef.current = onPoint
  const [tableOpen, setTableOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const id = useId()
  const figureRef = useRef(chart.figure)
  figureRef.current = chart.figure
  const figureKey = JSON.stringify(chart.figure) // redraw only after a real change

  useEffect(() => {
    let unmounted = false
    const target = plot.current
    if (!target) return
    preventInlineStyles()
    loadPlotly()
      .then(async plotly => {
        if (unmounted) return
        const layout = {...figureRef.current.layout, template: {layout: templateOf(palette)}, height, autosize: true} as object
        const plotted = await plotly.react(target, figureRef.current.data, layout, config(language))
        plotted.removeAllListeners?.('plotly_click')
        plotted.on('plotly_click', event => {
          const point = event.points[0]
          if (point) onPointRef.current?.({x: point.x, y: point.y, curve: point.curveNumber})
        })
      })
      .catch(() => !unmounted && setFailed(true))
    return () => void (unmounted = true)
  }, [figureKey, palette, language, height])

  useEffect(() => {
    const target = plot.current
    return () => void (target && loadPlotly().then(plotly => plotly.purge(target)))
  }, [])

  return (
    <figure className="chart" aria-label={name}>
      <figcaption className="sentence">{chart.sentence}</figcaption>
      {failed ? <p className="note">{t('no_picture')}</p> : <div ref={plot} className="plot" aria-hidden="true" style={{minHeight: height}} />}
      <div>
        <button type="button" className="button quiet" aria-expanded={tableOpen} aria-controls={id} onClick={() => setTableOpen(!tableOpen)}>
          <Icon name="table" size={18} />
          {tableOpen ? t('hide_table') : t('show_table')}
          <span className="hidden">: {name}</span>
        </button>
      </div>
      <div id={id} hidden={!tableOpen}>{tableOpen && <DataTable table={chart.table} caption={name} />}</div>
    </figure>
  )
}
