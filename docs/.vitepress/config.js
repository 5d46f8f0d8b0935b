import { existsSync } from 'node:fs'
import { defineConfig } from 'vitepress'
import { copyAlong } from './along.js'
import { pages } from './markdown.js'
import { inRepository } from './repository.js'

/** The pages of a group that are there; some come with other parts of the project. */
const group = (text, items) => ({
  text,
  items: items
    .map(([name, link]) => ({ text: name, link }))
    .filter(({ link }) => existsSync(inRepository(`docs${link}.md`)) || existsSync(inRepository(`${link}.md`))),
})

const sidebar = [
  group('Begin', [
    ['Start', '/start'],
    ['Recipes', '/recipes'],
    ['Try it', '/demo'],
  ]),
  group('Understand', [
    ['The maths', '/maths'],
    ['Choosing k and τ', '/choosing'],
  ]),
  group('Use it with', [
    ['Deeplearning4j', '/dl4j'],
    ['Deep Java Library', '/djl'],
    ['LightGBM', '/lightgbm'],
    ['XGBoost', '/xgboost'],
    ['Spark', '/spark'],
    ['GPUs', '/gpu'],
  ]),
  group('Measured', [
    ['Performance', '/performance'],
    ['Kernels on the CPU', '/reports/kernels'],
    ['Kernels on a GPU', '/reports/gpu'],
    ['DataFrames', '/reports/spark'],
    ['Networks', '/reports/experiments'],
    ['Boosted trees', '/reports/boosting'],
  ]),
  group('Inside', [
    ['API', '/api'],
    ['Architecture', '/architecture'],
    ['Notes on the kernels', '/kernels-notes'],
    ['Fuzzing', '/fuzzing'],
    ['Mutation', '/mutation'],
    ['Runs on a lent GPU', '/tornado/LEASE'],
    ['Contributing', '/CONTRIBUTING'],
    ['Changes', '/CHANGELOG'],
    ['Security', '/SECURITY'],
  ]),
]

/** Pages outside of docs/ don't see its node_modules, where Vue is. */
const vueForAllPages = {
  name: 'vue-for-all-pages',
  enforce: 'pre',
  resolveId(source, importer, options) {
    return /^vue(\/|$)/.test(source) && importer?.endsWith('.md')
      ? this.resolve(source, inRepository('docs/package.json'), { ...options, skipSelf: true })
      : null
  },
}

export default defineConfig({
  title: 'hypersimplex',
  description: 'Differentiable top-k for the JVM',
  // The whole repository, so that pages link to each other as they do there: docs/ is the root of the site.
  srcDir: '..',
  srcExclude: ['**/target/**', '!(docs|reports|tornado)/**/*', 'README.md', 'docs/README.md'],
  rewrites: { 'docs/:page.md': ':page.md' },
  vite: {
    publicDir: 'docs/public',
    server: { watch: { ignored: ['**/target/**'] } },
    plugins: [vueForAllPages],
  },
  transformHead: ({ siteData }) => [['link', { rel: 'icon', type: 'image/svg+xml', href: `${siteData.base}icon.svg` }]],
  markdown: { config: pages },
  // Programs and tables need the room of the outline, which only long texts have.
  transformPageData: ({ filePath, frontmatter }) =>
    /maths|choosing|architecture|boosting|api/.test(filePath) && !filePath.startsWith('reports')
      ? {}
      : { frontmatter: { ...frontmatter, aside: false, pageClass: 'wide' } },
  buildEnd: copyAlong,
  themeConfig: {
    logo: '/icon.svg',
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Try it', link: '/demo' },
      { text: 'Maths', link: '/maths' },
      { text: 'Performance', link: '/performance' },
      { text: 'API', link: '/api' },
    ],
    sidebar,
    search: { provider: 'local' },
    outline: [2, 3],
    docFooter: { prev: 'Before', next: 'Next' },
  },
})
