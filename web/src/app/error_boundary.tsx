// Error boundary: shows an error of rendering; the rest of the page stays.
import {Component, type ReactNode} from 'react'
import {useTranslation} from 'react-i18next'

export class ErrorBoundary extends Component<{children: ReactNode}, {error: Error | null}> {
  override state: {error: Error | null} = {error: null}

  static getDerivedStateFromError(error: unknown) {
    return {error: error instanceof Error ? error : new Error(String(error))}
  }

  override render() {
    return this.state.error ? <ErrorMessage error={this.state.error} /> : this.props.children
  }
}

function ErrorMessage({error}: {error: Error}) {
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
