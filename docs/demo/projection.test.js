import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loss, mass, product, project } from './projection.js'

const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'))

const near = (actual, expected, message) =>
  [actual].flat().forEach((number, i) => {
    const wanted = [expected].flat()[i]
    assert.ok(Math.abs(number - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted)), `${message}: ${number}, not ${wanted}`)
  })

test('x and ν are those of the kernels', () => {
  for (const { scores, k, tau, x, nu } of cases) {
    const found = project(scores, k, tau)
    near(found.x, x, `x of ${scores}, k = ${k}, τ = ${tau}`)
    near(found.nu, nu, `ν of ${scores}, k = ${k}, τ = ${tau}`)
    near(mass(scores, nu, tau), k, `Σx of ${scores}`)
  }
})

test('the Jacobian product is that of the kernels', () => {
  for (const { scores, k, tau, upstream, product: expected } of cases) {
    near(product(project(scores, k, tau), upstream, tau), expected, `product of ${scores}, k = ${k}, τ = ${tau}`)
  }
})

test('the anchored loss and its gradient are those of the kernels where there are active entries', () => {
  const active = cases.filter(({ x }) => x.some((value) => value > 0 && value < 1))
  assert.ok(active.length > cases.length / 3)
  for (const { scores, targets, k, tau, alpha, loss: expected, gradient } of active) {
    const found = loss(scores, targets, k, tau, alpha)
    near(found.value, expected, `loss of ${scores}, k = ${k}, τ = ${tau}`)
    near(found.gradient, gradient, `gradient of ${scores}, k = ${k}, τ = ${tau}`)
  }
})

test('the cases have vertices, ties and masses that are not whole', () => {
  assert.ok(cases.some(({ x, k }) => k > 0 && x.every((value) => value === 0 || value === 1)))
  assert.ok(cases.some(({ scores }) => new Set(scores).size < scores.length))
  assert.ok(cases.some(({ k }) => !Number.isInteger(k)))
})
