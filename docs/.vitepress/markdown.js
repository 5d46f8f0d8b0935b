import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { carry } from './along.js'
import { withQuotes } from './quotes.js'
import { inRepository } from './repository.js'

const root = inRepository('')

/** The address on the site of a page of the repository, or of another file, which is then copied along. */
function address(target) {
  const [, file, anchor = ''] = target.match(/^([^#]*)(#.*)?$/)
  if (file === 'README.md') return `/${anchor}`
  if (file.endsWith('.md')) return `/${file.replace(/^docs\//, '')}${anchor}`
  if (!existsSync(inRepository(file))) throw new Error(`there is no ${file}`)
  return carry(file) + anchor
}

/** Links between pages as they are in the repository, to where the pages are on the site. */
function relink(state) {
  const folder = path.dirname(state.env.realPath ?? state.env.path)
  for (const token of state.tokens.flatMap((block) => block.children ?? [])) {
    const link = token.type === 'link_open' && token.attrGet('href')
    if (link && !/^([a-z]+:|[#/])/.test(link)) {
      const target = address(path.relative(root, path.join(folder, decodeURI(link))))
      token.attrSet('href', target)
      if (!/\.md(#|$)|^\/(#|$)/.test(target)) token.attrSet('target', '_self')
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
