import { cpSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { modules } from './modules.js'
import { inRepository, javadoc } from './repository.js'

const files = new Set()

/** Notes a file that pages link to, to be copied to the site, to the same path. */
export const carry = (file) => files.add(file)

/** Copies what isn't a page: files that pages link to, and the Javadoc of each module. */
export function copyAlong({ outDir }) {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(outDir, file)), { recursive: true })
    cpSync(inRepository(file), path.join(outDir, file))
  }
  for (const { folder } of javadoc ? modules : []) {
    const built = inRepository(`${folder}/${javadoc}`)
    if (existsSync(built)) cpSync(built, path.join(outDir, 'javadoc', folder), { recursive: true })
  }
}
