import { mass, project, threshold as thresholdOf } from '../demo/projection.js'
import { band, dot, line, picture, plot, text } from './svg.js'

const SCORES = [3, 2.6, 2.2, 1]
const COLOURS = ['a', 'b', 'c', 'd']

/** The points from a to b in that many steps of equal ratio. */
const ratios = (a, b, steps) => Array.from({ length: steps + 1 }, (_, i) => a * (b / a) ** (i / steps))

/** φ of four scores, with the threshold at which it is k. */
export function threshold() {
  const [k, tau] = [2, 1]
  const kinks = SCORES.flatMap((y) => [y, y - tau]).sort((a, b) => a - b)
  const { at, frame } = plot({
    left: 36, top: 34, width: 424, height: 210,
    x: { from: -0.5, to: 3.5, ticks: [0, 1, 2, 3], label: 'ν' },
    y: { from: 0, to: 4.2, ticks: [0, 1, 2, 3, 4], label: 'φ(ν) = Σ clip((yᵢ − ν)/τ, 0, 1)' },
  })
  const nu = thresholdOf(SCORES, k, tau)
  const curve = [-0.5, ...kinks, 3.5].map((v) => at(v, mass(SCORES, v, tau)))
  return picture(480, 290, 'The sum of x falls from n to 0 as the threshold rises; the threshold sought is where it is k', [
    frame,
    line([at(-0.5, k), at(nu, k), at(nu, 0)], 'b dashed'),
    line(curve, 'a'),
    kinks.map((v) => dot(at(v, mass(SCORES, v, tau)), 'a', 3)),
    dot(at(nu, k), 'b', 5),
    text([at(nu, k)[0] + 12, at(nu, k)[1] - 8], `φ(${nu.toFixed(1)}) = k = ${k}`, 'b', 'start'),
    text([at(3.5, 3.5)[0], at(3.5, 3.5)[1]], `y = ${SCORES.join(', ')}; τ = ${tau}`, '', 'end'),
  ])
}

/** x of four scores at every temperature. */
export function temperature() {
  const k = 2
  const gap = SCORES[1] - SCORES[2]
  const { at, frame } = plot({
    left: 36, top: 34, width: 374, height: 210, log: true,
    x: { from: 0.1, to: 40, ticks: [0.1, 0.4, 1, 4, 10, 40], label: 'τ' },
    y: { from: 0, to: 1, ticks: [0, 0.5, 1], label: 'x' },
  })
  const taus = ratios(0.1, 40, 400)
  const [left, top] = at(0.1, 1)
  return picture(480, 290, 'Below a temperature x is 0 or 1; as it rises all of x goes to k/n', [
    band(left, top, at(gap, 0)[0] - left, 210),
    frame,
    text([(left + at(gap, 0)[0]) / 2, top + 110], 'vertex:'),
    text([(left + at(gap, 0)[0]) / 2, top + 128], 'no gradient'),
    SCORES.map((_, i) => line(taus.map((tau) => at(tau, project(SCORES, k, tau).x[i])), COLOURS[i])),
    SCORES.map((y, i) => {
      const [x, height] = at(40, project(SCORES, k, 40).x[i])
      return text([x + 6, height - 22 + 16 * i], `y = ${y}`, COLOURS[i], 'start')
    }),
  ])
}

/** Which part of many scores is active, at every temperature. */
export function active() {
  const n = 400
  const scores = Array.from({ length: n }, (_, i) => {
    const p = (i + 0.5) / n
    return (Math.sqrt(3) / Math.PI) * Math.log(p / (1 - p))
  })
  const { at, frame } = plot({
    left: 44, top: 34, width: 380, height: 210, log: true,
    x: { from: 0.01, to: 100, ticks: [0.01, 0.1, 1, 10, 100], label: 'τ in standard deviations of the scores' },
    y: { from: 0, to: 100, ticks: [0, 25, 50, 75, 100], label: 'active entries in %' },
  })
  return picture(480, 290, 'The share of active entries grows with the temperature, later for small k', [
    frame,
    [2, 10, 100].map((part, i) => {
      const points = ratios(0.01, 100, 100).map((tau) =>
        [tau, (100 * project(scores, n / part, tau).active.length) / n])
      const [x, y] = at(...points.find(([, share]) => share >= 40))
      return [
        line(points.map(([tau, share]) => at(tau, share)), COLOURS[i]),
        i === 0 ? text([x - 10, y], 'k = n/2', COLOURS[i], 'end') : text([x + 10, y + 4], `k = n/${part}`, COLOURS[i], 'start'),
      ]
    }),
  ])
}
