// The few parts of SVG that the figures are made of.
import { readFileSync } from 'node:fs'

const round = (number) => String(Math.round(number * 10) / 10)
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

// In a file of its own there is no class that says dark, but a media query.
const css = readFileSync(new URL('figures.css', import.meta.url), 'utf8')
  .replace(/\/\*.*?\*\/\n/, '')
  .replace(/\.dark (svg\.figure \{[^}]*\})/, '@media (prefers-color-scheme: dark) { $1 }')

const list = (points) => points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')

export const line = (points, type) => `<polyline class="${type}" points="${list(points)}"/>`

export const polygon = (points, attributes) => `<polygon ${attributes} points="${list(points)}"/>`

export const area = (points, type) => polygon(points, `class="area ${type}"`)

export const dot = ([x, y], type, r = 4) => `<circle class="dot ${type}" cx="${round(x)}" cy="${round(y)}" r="${r}"/>`

export const band = (x, y, width, height) =>
  `<rect class="band" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`

export const text = ([x, y], content, type = '', anchor = 'middle') =>
  `<text class="${type}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escape(content)}</text>`

/** A picture with a title for those who can't see it. */
export const picture = (width, height, title, parts) => `<svg xmlns="http://www.w3.org/2000/svg" class="figure" \
viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escape(title)}</title>
<style>
${css}</style>
${parts.flat(Infinity).join('\n')}
</svg>
`

/** A frame with two axes: at(x, y) gives the point of a pair of numbers. */
export function plot({ left, top, width, height, x, y, log = false }) {
  const scale = log ? Math.log : (number) => number
  const along = (number) => (scale(number) - scale(x.from)) / (scale(x.to) - scale(x.from))
  const at = (a, b) => [left + width * along(a), top + height * (1 - (b - y.from) / (y.to - y.from))]
  const frame = [
    ...y.ticks.map((tick) => [
      line([at(x.from, tick), at(x.to, tick)], 'grid'),
      text([left - 8, at(x.from, tick)[1] + 4], String(tick), '', 'end'),
    ]),
    line([at(x.from, y.from), at(x.to, y.from)], 'axis'),
    ...x.ticks.map((tick) => [
      line([at(tick, y.from), [at(tick, y.from)[0], at(tick, y.from)[1] + 5]], 'axis'),
      text([at(tick, y.from)[0], at(tick, y.from)[1] + 20], String(tick)),
    ]),
    text([left + width / 2, top + height + 38], x.label),
    text([left - 8, top - 12], y.label, '', 'start'),
  ]
  return { at, frame }
}
