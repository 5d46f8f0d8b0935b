import { project } from '../demo/projection.js'
import { area, dot, line, picture, polygon, text } from './svg.js'

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => [bits & 1, (bits >> 1) & 1, (bits >> 2) & 1])
const EDGES = CORNERS.flatMap((from) =>
  [0, 1, 2].filter((axis) => from[axis] === 0).map((axis) => [from, from.map((v, i) => (i === axis ? 1 : v))]),
)
const TURN = 0.42
const TILT = 0.36

/** Where a point of space lies in a picture, seen from above and from the side. */
const seen = (left) => ([x, y, z]) => {
  const across = x * Math.cos(TURN) - y * Math.sin(TURN)
  const away = x * Math.sin(TURN) + y * Math.cos(TURN)
  return [left + 92 * across, 190 - 92 * (z * Math.cos(TILT) + away * Math.sin(TILT))]
}

/** The corners of the cube's section with Σx = k, in the order of a walk around it. */
function section(k, see) {
  const corners = EDGES.flatMap(([from, to]) => {
    const part = k - from.reduce((a, b) => a + b)
    return part >= 0 && part <= 1 ? [from.map((v, i) => v + part * (to[i] - v))] : []
  })
  const centre = [k / 3, k / 3, k / 3]
  const [cx, cy] = see(centre)
  const angle = (corner) => Math.atan2(see(corner)[1] - cy, see(corner)[0] - cx)
  return [...new Map(corners.map((c) => [c.join(), c])).values()].sort((a, b) => angle(a) - angle(b))
}

function panel(k, left, scores) {
  const see = seen(left)
  const hidden = ([from, to]) => [from, to].some(([x, y, z]) => x === 0 && y === 1 && z === 0)
  const corners = section(k, see)
  return [
    EDGES.map((edge) => line(edge.map(see), hidden(edge) ? 'grid' : 'axis')),
    area(corners.map(see), 'a'),
    corners.filter((corner) => corner.every(Number.isInteger)).map((corner) => dot(see(corner), 'a', 3)),
    scores.map((y) => {
      const { x } = project(y, k, 1)
      return [line([see(y), see(x)], 'b dashed'), dot(see(y), 'b', 3), dot(see(x), 'c', 4)]
    }),
    [['x₁', 12, 14], ['x₂', -13, -6], ['x₃', -11, -4]].map(([name, right, down], axis) => {
      const [x, y] = see([0, 1, 2].map((i) => (i === axis ? 1 : 0)))
      return text([x + right, y + down], name)
    }),
    text([left + 22, 248], `k = ${k}`),
  ]
}

/** The set that is projected onto, for three scores. */
export const polytope = () =>
  picture(480, 265, 'The hypersimplex of three scores: the part of a plane that lies inside a cube', [
    text([240, 18], 'orange: scores y/τ; green: their projections x'),
    panel(1, 56, [[1.1, 0.75, 0.9], [1.5, 0.1, -0.2]]),
    panel(1.5, 214, [[1.1, 0.75, 1.1], [1.65, 0.6, -0.25]]),
    panel(2, 372, [[1.0, 0.9, 1.3], [1.5, 1.1, 0.2]]),
  ])

/** The cube seen along its diagonal, with its section at k = 1.5: the project's sign. */
export function icon() {
  const see = ([x, y, z]) => [32 + 26 * (x - y) * Math.cos(Math.PI / 6), 32 + 26 * ((x + y) / 2 - z)]
  const outline = [[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1]]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
${polygon(outline.map(see), 'fill="none" stroke="#60a5fa" stroke-width="2" stroke-linejoin="round"')}
${polygon(section(1.5, see).map(see), 'fill="#2563eb"')}
</svg>
`
}
