// Draws the figures of the pages from the formulas: node figures/draw.js
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { anchor } from './anchor.js'
import { active, temperature, threshold } from './curves.js'
import { icon, polytope } from './polytope.js'

/** What is drawn into which file. */
export const figures = {
  'polytope.svg': polytope,
  'threshold.svg': threshold,
  'temperature.svg': temperature,
  'active.svg': active,
  'anchor.svg': anchor,
  '../public/icon.svg': icon,
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [file, draw] of Object.entries(figures)) {
    writeFileSync(new URL(file, import.meta.url), draw())
  }
}
