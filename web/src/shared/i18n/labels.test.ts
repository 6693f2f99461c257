import {describe, expect, it} from 'vitest'
import type {Profile} from '../api/types'
import {labelsOf, unitSymbol, unitsOf} from './labels'

const profile = {
  dimensions: [{name: 'oil', unit: '', labels: {en: 'Oil', zh: '油分'}}],
  exposures: [{name: 'pm25', unit: 'ug/m3', labels: {en: 'PM2.5', zh: '细颗粒物'}}, {name: 'sleep_quality', unit: '', labels: {en: 'sleep_quality', zh: 'sleep_quality'}}],
  events: [{name: 'late_night', labels: {en: 'Late night', zh: '熬夜'}}],
} as unknown as Profile

describe('Labels', () => {
  it('come from the profile; own tags, and names without a label, get spaces', () => {
    const label = labelsOf(profile, 'zh')
    expect(['oil', 'pm25', 'late_night', 'long_flight', 'sleep_quality'].map(label)).toEqual(['油分', '细颗粒物', '熬夜', 'long flight', 'sleep quality'])
    expect(labelsOf(null, 'en')('late_night')).toBe('late night')
  })

  it('have units with their symbols', () => {
    expect(['degC', 'ug/m3', 'g/m2/h', 'ug/cm2', 'index', '%', 'bpm', 'min/km'].map(unitSymbol)).toEqual(['°C', 'µg/m³', 'g/m²/h', 'µg/cm²', '', '%', 'bpm', 'min/km'])
    expect(unitsOf(profile)('pm25')).toBe('µg/m³')
    expect(unitsOf(profile)('own')).toBe('')
  })
})
