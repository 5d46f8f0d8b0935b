package org.hypersimplex.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.hypersimplex.merging.BestScores;
import org.hypersimplex.problem.InputException;
import org.jspecify.annotations.Nullable;
import scala.Tuple3;

/** The threshold of a group's scores, where each row brings its score, k and τ. */
final class ThresholdAggregator
        extends Aggregator<Tuple3<Double, Double, Double>, ThresholdAggregator.Collected, Double> {
    private static final long serialVersionUID = 1;

    /** The scores of a group so far; k and τ are known with the first. */
    public static final class Collected implements Serializable {
        private static final long serialVersionUID = 1;

        private @Nullable BestScores best;
        private long rows;
    }

    @Override
    public Collected zero() {
        return new Collected();
    }

    @Override
    public Collected reduce(Collected group, Tuple3<Double, Double, Double> row) {
        long entry = group.rows++;
        if (row._1() == null) {
            return group;
        }
        Double k = row._2();
        Double tau = row._3();
        if (k == null || tau == null) {
            throw new InputException("k and tau must not be null, were " + k + " and " + tau);
        }
        BestScores best = group.best;
        if (best == null) {
            best = BestScores.of(k, tau);
            group.best = best;
        } else {
            best.requireSame(k, tau);
        }
        best.add(row._1(), TaskContext.getPartitionId(), entry);
        return group;
    }

    @Override
    public Collected merge(Collected group, Collected other) {
        group.rows += other.rows;
        if (group.best == null) {
            group.best = other.best;
        } else if (other.best != null) {
            group.best.merge(other.best);
        }
        return group;
    }

    @Override
    @SuppressWarnings("NullAway") // Spark's way to say that there is no result
    public Double finish(Collected group) {
        return group.best == null ? null : group.best.threshold();
    }

    @Override
    public Encoder<Collected> bufferEncoder() {
        return Encoders.javaSerialization(Collected.class);
    }

    @Override
    public Encoder<Double> outputEncoder() {
        return Encoders.DOUBLE();
    }
}
