// The pages in the order of the navigation. A page exists if its feature has a view.tsx with a default export.
import {lazy, type ComponentType, type LazyExoticComponent} from 'react'
import type {IconName} from '../shared/components/icons'

export interface Page {
  name: string
  icon: IconName
  place: 'bar' | 'settings'
  view: LazyExoticComponent<ComponentType>
}

const views = import.meta.glob<{default: ComponentType}>('../features/*/view.tsx')

const order: [name: string, icon: IconName, place: Page['place']][] = [
  ['today', 'today', 'bar'],
  ['trends', 'trends', 'bar'],
  ['causes', 'causes', 'bar'],
  ['forecast', 'forecast', 'bar'],
  ['attention', 'attention', 'bar'],
  ['data', 'data', 'bar'],
  ['accounts', 'accounts', 'settings'],
]

export const pages: Page[] = order.flatMap(([name, icon, place]) => {
  const load = views[`../features/${name}/view.tsx`]
  return load ? [{name, icon, place, view: lazy(load)}] : []
})
