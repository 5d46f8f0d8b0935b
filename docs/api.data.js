// The public types of the modules, with the first sentence of their Javadoc, read from their sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { modules } from './.vitepress/modules.js'
import { inRepository, javadoc } from './.vitepress/repository.js'

const TYPE = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(?:@\w+(?:\([^)]*\))?\s*)*public (?:abstract |final |sealed )*(?:class|interface|record|enum) (\w+)/

/** The first sentence of a comment, as plain text. */
function firstSentence(comment) {
  const text = comment
    .replace(/^\s*\*\s?/gm, ' ')
    .replace(/\{@link(?:plain)?\s+(?:\S+\s+)?([^}]*)\}/g, (_, name) => name.replace(/^#/, '').replace('#', '.'))
    .replace(/\{@code\s+([^}]*)\}/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/\s+/g, ' ')
    .trim()
  return text.match(/^.*?\.(?=\s|$)/)?.[0] ?? text
}

function types(folder, name) {
  const place = inRepository(`${folder}/src/main/java/${name.replaceAll('.', '/')}`)
  return readdirSync(place)
    .filter((file) => file.endsWith('.java') && file !== 'package-info.java')
    .sort()
    .map((file) => readFileSync(`${place}/${file}`, 'utf8').match(TYPE))
    .filter(Boolean)
    .map(([, comment, type]) => ({ type, says: firstSentence(comment) }))
}

export default {
  watch: modules.map(({ folder }) => inRepository(`${folder}/src/main/java/**/*.java`)),
  load: () =>
    modules
      .filter(({ folder }) => existsSync(inRepository(folder)))
      .map(({ folder, packages }) => ({
        folder,
        documented: Boolean(javadoc) && existsSync(inRepository(`${folder}/${javadoc}/index.html`)),
        packages: packages.map((name) => ({ name, types: types(folder, name) })),
      })),
}
