package org.hypersimplex.dl4j;

import org.jspecify.annotations.Nullable;

/** A loss that is a sum over the rows, each row's share depending on that row alone. It has no settings. */
abstract class RowwiseLoss extends LogitLoss {
    /**
     * Evaluates one row.
     *
     * @param row its numbers; receives the gradient by the logits
     * @return the row's loss
     */
    abstract double evaluate(RowBuffer row);

    @Override
    final double evaluate(Minibatch batch, @Nullable MatrixView gradient, double @Nullable [] rowLosses) {
        RowBuffer row = new RowBuffer(batch.classes());
        double sum = 0;
        for (int i = 0; i < batch.rows(); i++) {
            double loss = row.read(batch, i) ? evaluate(row) : 0;
            for (int c = 0; c < row.gradient.length && gradient != null; c++) {
                gradient.set(i, c, row.gradient[c]);
            }
            if (rowLosses != null) {
                rowLosses[i] = loss;
            }
            sum += loss;
        }
        return sum;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // The class is all that distinguishes two of them.
    public final boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass();
    }

    @Override
    public final int hashCode() {
        return toString().hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "()";
    }
}
