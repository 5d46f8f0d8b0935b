import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { carry } from './along.js'
import { withQuotes } from './quotes.js'
import { inRepository } from './repository.js'

const root = inRepository('')

/** Where a file of the repository is on the site: a page, a file that is copied along, or undefined for a folder. */
function address(target, page) {
  const [, file, anchor = ''] = target.match(/^([^#]*)(#.*)?$/)
  if (file === 'README.md') return `/${anchor}`
  if (file.endsWith('.md')) return `/${file.replace(/^docs\//, '')}${anchor}`
  if (!existsSync(inRepository(file))) throw new Error(`there is no ${file}, which ${page} links to`)
  if (statSync(inRepository(file)).isDirectory()) return undefined
  carry(file)
  return path.relative(path.dirname(page), file) + anchor
}

/** Links between files as they are in the repository, to where they are on the site; folders are not on it. */
function relink(state) {
  const folder = path.dirname(state.env.realPath ?? state.env.path)
  for (const tokens of state.tokens.map((block) => block.children ?? [])) {
    for (const [i, token] of tokens.entries()) {
      const link = token.type === 'link_open' && token.attrGet('href')
      if (!link || /^([a-z]+:|[#/])/.test(link)) continue
      const target = address(path.relative(root, path.join(folder, decodeURI(link))), state.env.relativePath)
      if (target === undefined) {
        token.attrs = []
        token.hidden = true
        tokens.slice(i).find(({ type }) => type === 'link_close').hidden = true
      } else {
        token.attrSet('href', target)
        // What isn't a page is no matter of the site's router.
        if (!target.startsWith('/')) token.attrSet('target', '_self')
      }
    }
  }
}

/** Our own figures stand in the page itself, where they take its colours. */
function inline(md) {
  const image = md.renderer.rules.image
  md.renderer.rules.image = (tokens, i, options, env, self) => {
    const source = tokens[i].attrGet('src')
    if (!/^(\.\/)?figures\//.test(source)) return image(tokens, i, options, env, self)
    const svg = readFileSync(path.join(path.dirname(env.realPath ?? env.path), source), 'utf8')
    return svg.replace(/<style>[^]*<\/style>\n/, '')
  }
}

/** What is special in the project's pages. */
export function pages(md) {
  md.core.ruler.before('normalize', 'quotes', (state) => {
    state.src = withQuotes(state.src, path.dirname(state.env.realPath ?? state.env.path))
  })
  md.core.ruler.push('relink', relink)
  inline(md)
}
