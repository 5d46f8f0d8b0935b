// The built site in a real browser: every page, at the width of a desktop and of a phone, and the demo.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as playwright from 'playwright-core'
import { project } from '../demo/projection.js'
import { chromium } from './chromium.js'
import { DIST, serve } from './server.js'

const PICTURES = fileURLToPath(new URL('screenshots', import.meta.url))
const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 375, height: 740 }
const options = { timeout: 300_000 }

let browser
let site

before(async () => {
  site = await serve()
  // Without a sandbox, since root may not have one; all that is opened is this site.
  browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
  mkdirSync(PICTURES, { recursive: true })
})

after(async () => {
  await browser?.close()
  site?.close()
})

/** A page that collects what goes wrong in it. */
async function open(viewport, settings = {}) {
  const context = await browser.newContext({ viewport, ...settings })
  const page = await context.newPage()
  const faults = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`))
  page.on('request', (request) =>
    !/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.address) && faults.push(`asks for ${request.url()}`))
  return { page, faults, close: () => context.close() }
}

const htmlFiles = () =>
  readdirSync(DIST, { recursive: true })
    .filter((file) => file.endsWith('.html') && file !== '404.html' && !file.startsWith('javadoc'))
    .map((file) => `/${file.replaceAll('\\', '/')}`.replace(/\/index\.html$/, '/'))

/** Nothing of a page is beyond its right edge. Takes a picture of its beginning, for people to look at. */
async function fitsAndIsPictured(page, path, device) {
  const { width, height, scrollWidth } = await page.evaluate(() => ({
    width: window.innerWidth,
    height: document.documentElement.scrollHeight,
    scrollWidth: document.documentElement.scrollWidth,
  }))
  assert.ok(scrollWidth <= width, `${path} is ${scrollWidth} pixels wide`)
  await page.screenshot({
    path: `${PICTURES}/${path.slice(1).replaceAll('/', '-').replace('.html', '') || 'index'}-${device}.png`,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, 2400) },
  })
}

test('every page is reached by links, none of which is dead, and fits the width of a desktop', options, async () => {
  const { page, faults, close } = await open(DESKTOP)
  const found = new Map([['/', new Set()]])
  const ids = new Map()
  for (const path of found.keys()) {
    await page.goto(site.address + path, { waitUntil: 'load' })
    await fitsAndIsPictured(page, path, 'desktop')
    assert.deepEqual(faults, [], path)
    const { links, anchors } = await page.evaluate(() => ({
      links: [...document.querySelectorAll('a[href]')].map((a) => a.href),
      anchors: [...document.querySelectorAll('[id]')].map((element) => element.id),
    }))
    ids.set(path, new Set(anchors))
    for (const link of links.filter((href) => href.startsWith(site.address)).map((href) => new URL(href))) {
      const target = link.pathname
      if (target.endsWith('/') || (target.endsWith('.html') && !target.startsWith('/javadoc'))) {
        if (!found.has(target)) found.set(target, new Set())
        found.get(target).add(decodeURIComponent(link.hash.slice(1)))
      } else {
        const answer = await page.request.head(link.href)
        assert.equal(answer.status(), 200, `${target}, linked from ${path}`)
      }
    }
  }
  for (const [path, hashes] of found) {
    const missing = [...hashes].filter((hash) => hash && !ids.get(path).has(hash))
    assert.deepEqual(missing, [], `anchors of ${path}`)
  }
  assert.deepEqual([...found.keys()].sort(), htmlFiles().sort())
  await close()
})

test('every page fits the width of a phone', options, async () => {
  const { page, faults, close } = await open(PHONE)
  for (const path of htmlFiles()) {
    await page.goto(site.address + path, { waitUntil: 'load' })
    await fitsAndIsPictured(page, path, 'phone')
  }
  assert.deepEqual(faults, [])
  await close()
})

test('a reader clicks from the front page through the sidebar, and finds a word', options, async () => {
  const { page, faults, close } = await open(DESKTOP)
  await page.goto(site.address)
  await page.getByRole('link', { name: 'Start', exact: true }).first().click()
  await page.waitForURL('**/start.html')
  const sidebar = page.locator('.VPSidebar')
  for (const text of await sidebar.getByRole('link').allTextContents()) {
    await sidebar.getByRole('link', { name: text, exact: true }).click()
    await page.waitForFunction((title) => document.querySelector('.VPSidebar .is-active.is-link')?.textContent.trim() === title, text.trim())
    assert.equal(await page.locator('h1').count(), 1, text)
  }
  await page.locator('.VPNavBarSearch button').first().click()
  await page.locator('.VPLocalSearchBox input').fill('anchored')
  await page.locator('.VPLocalSearchBox .result').first().waitFor()
  assert.deepEqual(faults, [])
  await close()
})

/** The scores, k, τ and x that the demo shows. */
const shown = (page) => page.evaluate(() => ({
  scores: [...document.querySelectorAll('.demo [role=slider]')].map((score) => Number(score.getAttribute('aria-valuenow'))),
  x: [...document.querySelectorAll('.demo [data-x]')].map((cell) => Number(cell.textContent)),
  k: Number(document.querySelector('.demo output').textContent),
  tau: Number(document.querySelectorAll('.demo output')[1].textContent),
}))

async function assertProjected(page) {
  const { scores, x, k, tau } = await shown(page)
  assert.deepEqual(x, project(scores, k, tau).x.map((value) => Number(value.toFixed(3))))
}

for (const [name, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  test(`the demo answers to the mouse and to keys at the width of a ${name}`, options, async () => {
    const { page, faults, close } = await open(viewport, { colorScheme: 'dark' })
    await page.goto(`${site.address}/demo.html`, { waitUntil: 'networkidle' })
    await assertProjected(page)
    const before = await shown(page)

    const score = page.locator('.demo [role=slider]').nth(3)
    await score.scrollIntoViewIfNeeded()
    const box = await score.locator('.dot').boundingBox()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + viewport.width / 8, y, { steps: 4 })
    await page.mouse.up()
    const dragged = await shown(page)
    assert.ok(dragged.scores[3] > before.scores[3] + 0.3, `${before.scores} to ${dragged.scores}`)
    await assertProjected(page)

    await page.locator('.demo [role=slider]').nth(1).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    assert.equal((await shown(page)).scores[1], Number((before.scores[1] - 0.2).toFixed(1)))
    await page.locator('.demo input[name=k]').focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.demo input[name=tau]').focus()
    await page.keyboard.press('ArrowRight')
    const keyed = await shown(page)
    assert.ok(keyed.k > before.k && keyed.tau > before.tau, JSON.stringify(keyed))
    await assertProjected(page)

    for (const button of await page.locator('.demo .buttons button').all()) {
      await button.click()
      await assertProjected(page)
    }
    await page.getByRole('button', { name: 'A gap: no gradient' }).click()
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.screenshot({ path: `${PICTURES}/demo-${name}-dark.png`, fullPage: true })
    assert.match(await page.locator('.demo .verdict').textContent(), /^A vertex/)
    assert.deepEqual(faults, [])
    await close()
  })
}
