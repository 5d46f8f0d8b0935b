import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of a file of the repository, from its path there. */
export const inRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const read = (path) => readFileSync(inRepository(path), 'utf8')

/** The version of the project, from its pom. */
export const version = read('pom.xml').match(/<version>(.*?)<\/version>/)[1]

/** Where each module keeps its Javadoc, such as target/reports/apidocs, or nothing if it isn't to be shown. */
export const javadoc = process.env.JAVADOC
