package org.hypersimplex.bench.speed;

import java.util.SplittableRandom;

/** Distributions of scores to measure with. */
public enum ScoreKind {
    /** N(0, 1). */
    NORMAL {
        @Override
        double draw(SplittableRandom random) {
            return random.nextGaussian();
        }
    },
    /** The outputs of a tree's 31 leaves: heavily tied. */
    TIED {
        @Override
        double draw(SplittableRandom random) {
            return Math.sin(1 + random.nextInt(31));
        }
    },
    /** Spread over many orders of magnitude. */
    EXPONENTIAL {
        @Override
        double draw(SplittableRandom random) {
            return Math.exp(8 * random.nextGaussian());
        }
    },
    /** All the same. */
    EQUAL {
        @Override
        double draw(SplittableRandom random) {
            return 1;
        }
    },
    /** Two narrow clusters, far apart. */
    CLUSTERS {
        @Override
        double draw(SplittableRandom random) {
            return (random.nextBoolean() ? 100 : -100) + 0.01 * random.nextGaussian();
        }
    },
    /** N(0, 1) but for about one in a thousand, which are masked by a number that is finite. */
    MASKED {
        @Override
        double draw(SplittableRandom random) {
            return random.nextInt(1000) == 0 ? -1e30 : random.nextGaussian();
        }
    };

    abstract double draw(SplittableRandom random);

    /**
     * Whether these scores are made to be hard for the kernels.
     *
     * @return true for all but normal and tied ones
     */
    public boolean adversarial() {
        return this != NORMAL && this != TIED;
    }

    float[] floats(int n) {
        SplittableRandom random = new SplittableRandom(1);
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = (float) draw(random);
        }
        return scores;
    }
}
