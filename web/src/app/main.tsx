// Entry point.
import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import '../shared/theme/tokens.css'
import '../shared/theme/base.css'
import '../shared/theme/components.css'
import './shell.css'
import {applyTheme} from '../shared/theme/theme'
import {initI18n} from '../shared/i18n/language'
import {App} from './app'
import {ErrorBoundary} from './error_boundary'
import {registerServiceWorker} from './service_worker'
import {allTranslations} from './translations'

applyTheme()
initI18n(allTranslations())
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
)
registerServiceWorker()
