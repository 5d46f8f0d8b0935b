// The projection of a few scores in a browser, exact but by sorting; what the demo and the figures compute with.
// Arrays of n finite scores y, a mass k in [0, n], a temperature tau > 0 in units of the scores.

const clip = (x) => Math.min(1, Math.max(0, x))
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0)

/** φ(ν): what x sums to where the threshold is ν. */
export const mass = (scores, nu, tau) => total(scores.map((y) => clip((y - nu) / tau)))

/** ν, the threshold at which x sums to k. At a vertex the middle of the thresholds that do. */
export function threshold(scores, k, tau) {
  const down = [...scores].sort((a, b) => b - a)
  const n = down.length
  if (k <= 0) return down[0]
  if (k >= n) return down[n - 1] - tau
  if (Number.isInteger(k) && down[k - 1] - down[k] >= tau) return (down[k - 1] + down[k] - tau) / 2
  // φ is linear between kinks: find the two that k lies between, then solve for ν with the entries active there.
  const kinks = down.flatMap((y) => [y, y - tau]).sort((a, b) => b - a)
  const after = kinks.findIndex((nu) => mass(scores, nu, tau) >= k)
  const between = (kinks[after - 1] + kinks[after]) / 2
  const active = down.filter((y) => y > between && y < between + tau)
  const ones = down.filter((y) => y >= between + tau).length
  return (total(active) - tau * (k - ones)) / active.length
}

/** x, the projection of y/τ onto {x in [0,1]ⁿ, Σx = k}, with its threshold ν and the active set A (0 < x < 1). */
export function project(scores, k, tau) {
  const nu = threshold(scores, k, tau)
  const x = scores.map((y) => clip((y - nu) / tau))
  const active = x.flatMap((value, i) => (value > 0 && value < 1 ? [i] : []))
  return { x, nu, active }
}

/** The Jacobian (1/τ)(I_A − 1_A 1_Aᵀ/|A|) times u. It is symmetric: this is the gradient for upstream u as well. */
export function product({ x, active }, u, tau) {
  const mean = total(active.map((i) => u[i])) / active.length
  return x.map((_, i) => (active.includes(i) ? (u[i] - mean) / tau : 0))
}

/** ½ Σ (x − t)² + α (ν/τ)² of one class with 0/1 targets t, and its gradient, where there are active entries. */
export function loss(scores, targets, k, tau, alpha) {
  const solution = project(scores, k, tau)
  const residuals = solution.x.map((value, i) => value - targets[i])
  const anchor = (2 * alpha * solution.nu) / (tau * tau * solution.active.length)
  const gradient = product(solution, residuals, tau)
  return {
    value: total(residuals.map((r) => r * r)) / 2 + alpha * (solution.nu / tau) ** 2,
    gradient: gradient.map((g, i) => (solution.active.includes(i) ? g + anchor : g)),
    ...solution,
  }
}
