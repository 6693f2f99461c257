// Generates public/icons: dots on a rising line, white on teal. Pixels are rasterized here from distances, which saves
// a dependency. Run `node tools/icons.mjs` after a change.
import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {deflateSync} from 'node:zlib'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../public/icons')
const dots = [[0.2, 0.6, 0.055], [0.36, 0.68, 0.055], [0.52, 0.5, 0.06], [0.66, 0.56, 0.06], [0.8, 0.33, 0.085]]
const teal = [14, 106, 100], white = [255, 255, 255]

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <rect width="512" height="512" rx="116" fill="#0e6a64"/>
  <polyline points="${dots.map(([x, y]) => `${x * 512},${y * 512}`).join(' ')}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="18" stroke-linecap="round" stroke-linejoin="round"/>
  ${dots.map(([x, y, r]) => `<circle cx="${x * 512}" cy="${y * 512}" r="${r * 512}" fill="#fff"/>`).join('\n  ')}
</svg>
`

const crc = bytes => {
  let c = ~0
  for (const byte of bytes) {
    c ^= byte
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return ~c >>> 0
}

function png(size, pixel) {
  const raw = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) raw.set(pixel((x + 0.5) / size, (y + 0.5) / size, 1 / size), y * (size * 4 + 1) + 1 + x * 4)
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]), out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0), body.copy(out, 4), out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0), head.writeUInt32BE(size, 4), head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(raw, {level: 9})), chunk('IEND', Buffer.alloc(0))])
}

// radius: of the corners; scale: below 1 shrinks the drawing, for maskable icons.
const pixel = (radius, scale) => (x, y, step) => {
  const cover = distance => Math.min(1, Math.max(0, 0.5 - distance / step))
  const dx = Math.max(Math.abs(x - 0.5) - (0.5 - radius), 0), dy = Math.max(Math.abs(y - 0.5) - (0.5 - radius), 0)
  const alpha = radius > 0 ? cover(Math.hypot(dx, dy) - radius) : 1
  const u = (x - 0.5) / scale + 0.5, v = (y - 0.5) / scale + 0.5
  let light = 0
  dots.forEach(([cx, cy, r], i) => {
    light = Math.max(light, cover((Math.hypot(u - cx, v - cy) - r) * scale))
    const next = dots[i + 1]
    if (!next) return
    const [ex, ey] = [next[0] - cx, next[1] - cy]
    const t = Math.min(1, Math.max(0, ((u - cx) * ex + (v - cy) * ey) / (ex * ex + ey * ey)))
    light = Math.max(light, 0.5 * cover((Math.hypot(u - cx - t * ex, v - cy - t * ey) - 0.0176) * scale))
  })
  return [...teal.map((c, k) => Math.round(c + (white[k] - c) * light)), Math.round(255 * alpha)]
}

mkdirSync(folder, {recursive: true})
writeFileSync(`${folder}/icon.svg`, svg)
writeFileSync(`${folder}/icon-192.png`, png(192, pixel(0.226, 1)))
writeFileSync(`${folder}/icon-512.png`, png(512, pixel(0.226, 1)))
writeFileSync(`${folder}/icon-maskable-512.png`, png(512, pixel(0, 0.78)))
writeFileSync(`${folder}/icon-180.png`, png(180, pixel(0, 0.9)))
