package org.hypersimplex.cli.command;

import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.cli.matrix.Matrix;
import org.hypersimplex.problem.Targets;
import org.hypersimplex.problem.Values;

/** Turns a matrix of labels into targets: one number per logit, or one class id per row of the logits. */
final class Labels {
    private final Matrix labels;
    private final Matrix logits;

    Labels(Matrix labels, Matrix logits) {
        this.labels = labels;
        this.logits = logits;
    }

    Targets toTargets() {
        if (labels.sameShape(logits)) {
            requireTargets();
            return Targets.matrix(labels.values());
        }
        boolean onePerRow = labels.columns() == 1 || labels.flat();
        if (!onePerRow || labels.values().size() != logits.rows()) {
            throw UserException.in(
                    labels.file(),
                    "labels are " + labels.shape() + ", must be " + logits.shape() + " like the logits, or "
                            + logits.rows() + " x 1 class ids");
        }
        return Targets.classIds(classIds());
    }

    private void requireTargets() {
        Values values = labels.values();
        for (int i = 0; i < values.size(); i++) {
            double target = values.get(i);
            if (!(target >= 0 && target <= 1)) {
                int columns = labels.columns();
                throw labels.errorAt(i / columns, i % columns, "a target must be in [0, 1], was " + target);
            }
        }
    }

    private int[] classIds() {
        int classes = logits.columns();
        int[] ids = new int[logits.rows()];
        for (int i = 0; i < ids.length; i++) {
            double id = labels.values().get(i);
            if (!(id >= 0 && id < classes && id == Math.rint(id))) {
                throw labels.errorAt(
                        labels.flat() ? 0 : i,
                        labels.flat() ? i : 0,
                        "a class id must be a whole number in [0, " + (classes - 1) + "], was " + id);
            }
            ids[i] = (int) id;
        }
        return ids;
    }
}
