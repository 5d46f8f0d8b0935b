/** The modules that others call, with their packages; packages left out here are not for them. */
export const modules = [
  {
    folder: 'kernels',
    packages: ['', '.problem', '.boosting', '.merging', '.spi', '.reference'].map((name) => `org.hypersimplex${name}`),
  },
  ...['dl4j', 'djl', 'lightgbm', 'xgboost', 'spark'].map((name) => ({
    folder: `integration-${name}`,
    packages: [`org.hypersimplex.${name}`],
  })),
  { folder: 'tornado', packages: ['org.hypersimplex.tornado'] },
]
