import { test } from 'node:test'
import { chromium } from './chromium.js'

if (chromium) {
  await import('./browser.js')
} else {
  test('the site in a browser', { skip: 'no Chromium on the PATH; CHROMIUM=/path/to/it names one' })
}
