/** Problems that show something. */
export const examples = [
  { name: 'Two of six', scores: [2.4, 1.7, 1.2, 0.5, -0.6, -1.8], k: 2, tau: 1 },
  { name: 'A gap: no gradient', scores: [2.2, 1.6, 0.2, -0.3, -1.1], k: 2, tau: 1 },
  { name: 'Ties', scores: [1.5, 1.5, 1.5, 0.9, -1], k: 2, tau: 0.5 },
  { name: 'Nearly hard', scores: [2.4, 1.7, 1.2, 1.1, -0.6, -1.8], k: 3, tau: 0.05 },
  { name: 'Nearly flat', scores: [0.6, 0.4, 0.2, 0, -0.3, -0.5], k: 3, tau: 10 },
]

/** What the solution means for training. */
export function verdict(scores, k, tau, { active }) {
  const n = scores.length
  const down = [...scores].sort((a, b) => b - a)
  if (k <= 0 || k >= n) return `With k = ${k} of ${n} there is nothing to choose, and so no gradient.`
  if (active.length === 0) {
    const gap = Number((down[k - 1] - down[k]).toFixed(2))
    return `A vertex: the gap of ${gap} between the chosen and the others is at least τ = ${tau}. x is the hard top-k, `
      + 'and the gradient is exactly 0. Raise τ above the gap.'
  }
  if (active.length === 1) {
    return 'One score alone is active. The others leave it no choice, since x must sum to k: the gradient is 0.'
  }
  if (active.length === n) {
    return `All ${n} scores are active: x is a straight line in y, and a gradient flows to all of them.`
  }
  return `${active.length} of ${n} scores lie between ν and ν + τ: they are active, and share the gradient. `
    + 'The others are exactly 0 or 1 and get none.'
}
