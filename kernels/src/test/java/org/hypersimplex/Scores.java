package org.hypersimplex;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Kinds of scores, most of them hard for some algorithm; reproducible from their seed. */
enum Scores {
    NORMAL {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return random.nextGaussian();
        }
    },
    UNIFORM {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return random.nextDouble(-1, 1);
        }
    },
    FEW_VALUES {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return 0.3 * random.nextInt(4);
        }
    },
    ALL_EQUAL {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return 0.7;
        }
    },
    /** Two tight clouds, far apart. */
    TWO_CLUSTERS {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return (random.nextBoolean() ? 50 : -50) + 0.01 * random.nextGaussian();
        }
    },
    /** Two values, far apart: saturated ties on both sides for most k. */
    SATURATED_TIES {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return random.nextInt(10) == 0 ? 5.3 : -3.1;
        }
    },
    /** Magnitudes from 1e-8 to 1e8, either sign. */
    EXPONENTIAL {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return Math.pow(10, random.nextDouble(-8, 8)) * (random.nextBoolean() ? 1 : -1);
        }
    },
    /** Noise on a large constant: cancellation eats the digits. */
    OFFSET {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return 1e6 + random.nextGaussian();
        }
    },
    NEGATIVE_OFFSET {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return -1e6 + 0.1 * random.nextGaussian();
        }
    },
    ASCENDING {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return 4.0 * i / n - 2;
        }
    },
    DESCENDING {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return 2 - 4.0 * i / n;
        }
    },
    /** Whole multiples of the smallest number. */
    DENORMAL {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return random.nextInt(-1000, 1000) * (double) Float.MIN_VALUE;
        }
    },
    /** Neighbouring floats around 1, so that every difference is a few units in the last place. */
    NEIGHBOURS {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return 1 + random.nextInt(8) * (double) Math.ulp(1f);
        }
    },
    /** One entry far above the others. */
    OUTLIER {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return i == n / 3 ? 1e7 : random.nextGaussian();
        }
    },
    /** The scores in the middle are unlike those at both ends, which misleads samples taken at the ends. */
    UNLIKE_ITS_ENDS {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return i < n / 4 || i > n - n / 4 ? -100 + random.nextGaussian() : random.nextGaussian();
        }
    },
    /** Every 8th (also 16th, 32nd …) entry is special, which misleads samples taken at regular distances. */
    PERIODIC {
        @Override
        double entry(SplittableRandom random, int i, int n) {
            return (i % 8 == 0 ? 10 : 0) + random.nextGaussian();
        }
    };

    abstract double entry(SplittableRandom random, int i, int n);

    double[] of(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = entry(random, i, n);
        }
        return scores;
    }

    /** The largest size of the finite ones. */
    static double largest(double[] scores) {
        return Arrays.stream(scores)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Largest minus smallest, of the finite ones. */
    static double spread(double[] scores) {
        DoubleStream finite = Arrays.stream(scores).filter(Double::isFinite);
        var statistics = finite.summaryStatistics();
        return statistics.getCount() == 0 ? 0 : statistics.getMax() - statistics.getMin();
    }
}
