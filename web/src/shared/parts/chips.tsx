// One of a few, kept in the address of the page: buttons beside each other.
import {setGiven} from '../route/route'

export function Chips({name, of, now, words, label}: {name: string; of: readonly string[]; now: string; words: (one: string) => string; label: string}) {
  return (
    <div className="row" role="group" aria-label={label}>
      {of.map(one => (
        <button key={one} type="button" className="chip" aria-pressed={one === now} onClick={() => setGiven({[name]: one})}>{words(one)}</button>
      ))}
    </div>
  )
}
