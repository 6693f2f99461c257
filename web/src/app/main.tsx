// Where the page begins.
import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import '../shared/look/tokens.css'
import '../shared/look/base.css'
import '../shared/look/parts.css'
import './shell.css'
import {startTheme} from '../shared/look/theme'
import {startWords} from '../shared/words/language'
import {App} from './app'
import {Boundary} from './boundary'
import {startWorker} from './worker'
import {allWords} from './words'

startTheme()
startWords(allWords())
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Boundary>
      <App />
    </Boundary>
  </StrictMode>,
)
startWorker()
