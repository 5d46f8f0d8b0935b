import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { figures } from './draw.js'

for (const [file, draw] of Object.entries(figures)) {
  test(`${file} is what the formulas give`, () => {
    assert.equal(readFileSync(new URL(file, import.meta.url), 'utf8'), draw())
  })
}
