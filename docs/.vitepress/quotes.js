import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { read, version } from './repository.js'

/** A part of a program: the whole file, or what stands between the marks of a region, without its indentation. */
function program(file, region) {
  const lines = readFileSync(file, 'utf8').split('\n')
  if (!region) return lines.filter((line) => !/^\s*\/\/ (#(end)?region|(tag|end)::)/.test(line)).join('\n').trim()
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`)
  const end = lines.findIndex((line) => line.trim() === `// #endregion ${region}`)
  if (start < 0 || end < start) throw new Error(`${file} has no region ${region}`)
  const part = lines.slice(start + 1, end)
  const indentation = Math.min(...part.filter((line) => line.trim()).map((line) => line.search(/\S/)))
  return part.map((line) => line.slice(indentation)).join('\n')
}

/** The text under a heading of another page, up to the next of its rank, with its links as seen from this one. */
function section(file, heading, from) {
  const lines = readFileSync(file, 'utf8').split('\n')
  const start = lines.indexOf(heading)
  if (start < 0) throw new Error(`${file} has no heading "${heading}"`)
  const rank = heading.indexOf(' ')
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= rank)
  return rebase(lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n'), file, from)
}

/** What a program prints, as the README has it. */
const printed = (name) =>
  read('README.md').match(new RegExp(`<!-- output ${name} -->\\n+(\`\`\`[^]*?\`\`\`)`))?.[1]

/** The charts of a report that have one of these names, each below the heading that it has there. */
const charts = (file, names, from) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^## /.test(line) || names.includes(line.match(/^!\[(.*)]/)?.[1]))
    .filter((line, i, lines) => line.startsWith('!') || lines[i + 1]?.startsWith('!'))
    .map((line) => rebase(line.replace(/^## /, '### '), file, from))
    .join('\n\n')

/** Links of a file, as they are from another folder. */
const rebase = (text, file, from) =>
  text.replace(/\]\((?!https?:|#)([^)]+)\)/g, (_, link) =>
    `](${path.join(path.relative(from, path.dirname(file)), link)})`)

/**
 * Puts in what a page takes from elsewhere: the version, programs (<<< FILE#REGION) and parts of reports
 * (<!-- section: FILE ## HEADING -->, <!-- charts: FILE NAME, NAME -->), and what a program prints (<!-- printed by NAME
 * -->). A program of examples/ that isn't there is left out, with what it prints; any other file must be there.
 */
export function withQuotes(source, folder) {
  return source
    .replaceAll('${hypersimplex.version}', version)
    .replace(/^<<< (\S+?)(?:#(\S+))?$/gm, (_, name, region) => {
      const file = path.join(folder, name)
      if (name.includes('examples/') && !existsSync(file)) return `*(${path.basename(name)} is not part of this build.)*`
      const lines = program(file, region)
      return `\`\`\`${path.extname(name).slice(1)}\n${lines}\n\`\`\``
    })
    .replace(/^<!-- section: (\S+) (#+ .*) -->$/gm, (_, name, heading) => section(path.join(folder, name), heading, folder))
    .replace(/^<!-- charts: (\S+) (.*) -->$/gm, (_, name, names) => charts(path.join(folder, name), names.split(', '), folder))
    .replace(/^<!-- printed by (\w+) -->$/gm, (_, name) => {
      const output = printed(name)
      return output ? `It prints\n\n${output}` : ''
    })
}
