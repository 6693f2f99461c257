// Habits: effects of the cumulative load over weeks. Products: comparisons of two products.
import {useTranslation} from 'react-i18next'
import {Loaded} from '../../shared/components/loaded'
import {useHabits, useProducts} from './api'

export function Habits({person}: {person: string}) {
  const {t} = useTranslation('causes')
  return (
    <section className="stack" aria-labelledby="habits">
      <h2 id="habits">{t('habits')}</h2>
      <p className="small muted reading">{t('habits_why')}</p>
      <Loaded resource={useHabits(person)} missing={null}>
        {({habits}) => {
          const found = habits.filter(one => one.verdict === 'found').sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99))
          if (found.length === 0) return <p>{t(habits.some(one => one.verdict === 'none found') ? 'habits_none' : 'habits_too_little')}</p>
          return <ul className="stack tight">{found.map(one => <li key={one.cause + one.dimension} className="card">{one.sentence}</li>)}</ul>
        }}
      </Loaded>
    </section>
  )
}

export function Products({person}: {person: string}) {
  const {t} = useTranslation('causes')
  return (
    <section className="stack" aria-labelledby="products">
      <h2 id="products">{t('products')}</h2>
      <Loaded resource={useProducts(person)} missing={null}>
        {answer => {
          const all = 'products' in answer ? (answer.products as {a: string; b: string; dimension: string; sentence: string}[]) : []
          return all.length === 0 ? <p>{t('products_none')}</p> : <ul className="stack tight">{all.map(one => <li key={one.a + one.b + one.dimension} className="card">{one.sentence}</li>)}</ul>
        }}
      </Loaded>
    </section>
  )
}
