import { loss } from '../demo/projection.js'
import { line, picture, plot, text } from './svg.js'

const CLASSES = 3
const PER_CLASS = 40
const N = CLASSES * PER_CLASS
const TAU = 1.5
const STEPS = 300
const RATE = 2
const CENTRES = [[1.2, 0], [-0.6, 1.1], [-0.6, -1.1]]
const COLOURS = ['a', 'b', 'c']

/** Random numbers in [0, 1) from a seed: mulberry32. */
function uniform(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Three overlapping clouds of points in a plane. */
function samples() {
  const random = uniform(1)
  const wide = () => 2 * (random() + random() + random()) - 3
  return Array.from({ length: N }, (_, i) => CENTRES[i % CLASSES].map((c) => c + 0.9 * wide()))
}

/** Trains a linear classifier from biases that are off; each step's thresholds, and what a plain argmax gets right. */
function train(alpha) {
  const points = samples()
  const weights = [-2, 0.5, 2].map((bias) => [0.1, 0.1, bias])
  return Array.from({ length: STEPS + 1 }, () => {
    const logits = weights.map((w) => points.map(([u, v]) => w[0] * u + w[1] * v + w[2]))
    const right = points.filter((_, i) => logits.every((of) => of[i] <= logits[i % CLASSES][i])).length
    const nu = logits.map((scores, c) => {
      const targets = scores.map((_, i) => (i % CLASSES === c ? 1 : 0))
      // The mean of (x − t)² over all N · C entries, and (α/C) Σ (ν/τ)²: the half sum times 2/(N · C).
      const solution = loss(scores, targets, PER_CLASS, TAU, (alpha * N) / 2)
      solution.gradient.forEach((g, i) =>
        [points[i][0], points[i][1], 1].forEach((input, j) => (weights[c][j] -= (RATE * 2 * g * input) / (N * CLASSES))))
      return solution.nu
    })
    return { nu, right: (100 * right) / N }
  })
}

/** What the anchor does to thresholds, and so to a plain argmax. */
export function anchor() {
  const runs = [{ alpha: 0, style: 'dashed' }, { alpha: 0.02, style: '' }].map((run) => ({ ...run, steps: train(run.alpha) }))
  const x = { from: 0, to: STEPS, ticks: [0, 100, 200, 300] }
  const above = plot({
    left: 44, top: 56, width: 416, height: 170,
    x: { ...x, label: '' }, y: { from: -3, to: 2, ticks: [-2, 0, 2], label: 'threshold ν of each class' },
  })
  const below = plot({
    left: 44, top: 286, width: 416, height: 110,
    x: { ...x, label: 'steps' }, y: { from: 0, to: 100, ticks: [0, 50, 100], label: 'right by plain argmax, in %' },
  })
  return picture(480, 440, 'Without an anchor the thresholds stay apart; with one they go to 0, and a plain argmax is right', [
    above.frame,
    below.frame,
    runs.map(({ steps, style }) => [
      COLOURS.map((colour, c) => line(steps.map(({ nu }, i) => above.at(i, nu[c])), `${colour} ${style}`)),
      line(steps.map(({ right }, i) => below.at(i, right)), `d ${style}`),
    ]),
    text([460, 16], 'dashed: no anchor; solid: α = 0.02', '', 'end'),
  ])
}
