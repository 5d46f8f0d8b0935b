package org.hypersimplex.dl4j;

import java.util.Arrays;
import org.hypersimplex.problem.InputException;

/** One row of a minibatch in doubles, and the gradient of its loss: a buffer that is filled row after row. */
final class RowBuffer {
    final double[] logits;
    final double[] labels;
    final double[] weights;
    final double[] gradient;
    private int index;

    RowBuffer(int classes) {
        logits = new double[classes];
        labels = new double[classes];
        weights = new double[classes];
        gradient = new double[classes];
    }

    /** Which row of the minibatch this is, from 0. */
    int index() {
        return index;
    }

    /**
     * Fills the buffer with a row and sets the gradient to 0.
     *
     * @param batch where to read
     * @param row which row
     * @return false if all of the row's weights are 0; its logits and labels aren't looked at then
     * @throws InputException if a logit isn't finite, or a label or weight is out of range
     */
    boolean read(Minibatch batch, int row) {
        index = row;
        Arrays.fill(gradient, 0);
        boolean counts = false;
        for (int c = 0; c < weights.length; c++) {
            weights[c] = batch.weight(row, c);
            InputException.requireWeight(weights[c], c, row);
            counts |= weights[c] > 0;
        }
        for (int c = 0; c < weights.length && counts; c++) {
            logits[c] = batch.logits().get(row, c);
            labels[c] = batch.labels().get(row, c);
            if (!Double.isFinite(logits[c])) {
                throw InputException.at(c, row, "logit must be finite, was " + logits[c]);
            }
            InputException.requireTarget(labels[c], c, row);
        }
        return counts;
    }
}
