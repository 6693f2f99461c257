// What failed while it was drawn is told; the rest of the page stays.
import {Component, type ReactNode} from 'react'
import {useTranslation} from 'react-i18next'

export class Boundary extends Component<{children: ReactNode}, {error: Error | null}> {
  override state: {error: Error | null} = {error: null}

  static getDerivedStateFromError(error: unknown) {
    return {error: error instanceof Error ? error : new Error(String(error))}
  }

  override render() {
    return this.state.error ? <Broken error={this.state.error} /> : this.props.children
  }
}

function Broken({error}: {error: Error}) {
  const {t} = useTranslation('app')
  return (
    <div className="stack reading" role="alert">
      <h1>{t('broken')}</h1>
      <p>{t('broken_why')}</p>
      <p className="note bad"><code>{error.message}</code></p>
      <span><button type="button" className="button main" onClick={() => location.reload()}>{t('reload')}</button></span>
    </div>
  )
}
