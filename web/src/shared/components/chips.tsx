// Radio group as toggle buttons; the value is stored in the URL parameter `param`.
import {setParams} from '../routing/route'

export function Chips({param, options, value, labelOf, label}: {param: string; options: readonly string[]; value: string; labelOf: (one: string) => string; label: string}) {
  return (
    <div className="row" role="group" aria-label={label}>
      {options.map(one => (
        <button key={one} type="button" className="chip" aria-pressed={one === value} onClick={() => setParams({[param]: one})}>{labelOf(one)}</button>
      ))}
    </div>
  )
}
