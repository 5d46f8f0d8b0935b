package org.hypersimplex.cpu.pass;

/** The passes over row-major matrices one number at a time, in plain Java. */
final class ScalarFloatRows implements FloatRowPasses {
    @Override
    public void lay(FloatColumns c, int first, int columns, int stride) {
        c.lay(first, columns, stride, 1);
    }

    @Override
    public void pass(RowPass pass, FloatPiece rows, FloatColumns c, FloatTallies t) {
        t.begin(c, pass);
        double[] totals = t.totals;
        for (int r = 0; r < rows.rows; r += rows.skip) {
            int at = r * rows.stride;
            int from = rows.from + at;
            t.rows++;
            switch (pass) {
                case COUNT -> count(rows.scores, from, c, totals);
                case CONFIRM -> confirm(rows.scores, from, c, totals);
                case RESIDUALS -> residuals(rows.scores, from, c, rows.second, rows.secondFrom + at, totals);
                case CLASS_RESIDUALS -> residuals(rows.scores, from, c, rows.classes[rows.classFrom + r], totals);
                case SUM, TARGETS -> targets(rows.scores, from, c, totals);
                case SUM_ACTIVE -> sumActive(rows.scores, from, c, rows.second, rows.secondFrom + at, totals);
                case CLASS_GRADIENT -> {
                    float slope = (float) (rows.scale * c.clip.inverse);
                    gradient(
                            rows.scores, from, c, rows.classes[rows.classFrom + r], slope, rows.out, rows.outFrom + at);
                }
            }
        }
    }

    private static void count(float[] y, int from, FloatColumns c, double[] totals) {
        float tau = c.clip.tau;
        for (int j = 0; j < c.columns; j++) {
            float d = y[from + j] - c.high[j];
            float clipped = Math.min(Math.max(d, 0), tau);
            totals[j] += clipped;
            totals[FloatTallies.ACTIVE * c.width + j] += clipped == d ? 1 : 0;
        }
    }

    private static void confirm(float[] y, int from, FloatColumns c, double[] totals) {
        float tau = c.clip.tau;
        int width = c.width;
        for (int j = 0; j < c.columns; j++) {
            float d = rise(y[from + j], c, j);
            boolean active = isActive(d, tau);
            totals[j] += active ? d : 0;
            totals[FloatTallies.ACTIVE * width + j] += active ? 1 : 0;
            totals[FloatTallies.ONES * width + j] += d >= tau ? 1 : 0;
            totals[FloatTallies.ALL * width + j] += d;
        }
    }

    private static void residuals(float[] y, int from, FloatColumns c, float[] t, int tFrom, double[] totals) {
        confirm(y, from, c, totals);
        for (int j = 0; j < c.columns; j++) {
            residual(rise(y[from + j], c, j), t[tFrom + j], c, j, totals);
        }
    }

    private static void residuals(float[] y, int from, FloatColumns c, int classId, double[] totals) {
        confirm(y, from, c, totals);
        for (int j = 0; j < c.columns; j++) {
            residual(rise(y[from + j], c, j), c.ids[j] == classId ? 1 : 0, c, j, totals);
        }
    }

    private static void residual(float d, float target, FloatColumns c, int j, double[] totals) {
        float residual = ScalarFloatPasses.projection(d, c.clip) - target;
        totals[FloatTallies.OTHER * c.width + j] += isActive(d, c.clip.tau) ? target : 0;
        totals[FloatTallies.SQUARES * c.width + j] += residual * residual;
    }

    private static void targets(float[] t, int from, FloatColumns c, double[] totals) {
        for (int j = 0; j < c.columns; j++) {
            float target = t[from + j];
            totals[j] += target;
            totals[FloatTallies.ACTIVE * c.width + j] += target >= 0 && target <= 1 ? 0 : 1;
        }
    }

    private static void sumActive(float[] y, int from, FloatColumns c, float[] v, int vFrom, double[] totals) {
        for (int j = 0; j < c.columns; j++) {
            if (isActive(rise(y[from + j], c, j), c.clip.tau)) {
                totals[j] += v[vFrom + j];
                totals[FloatTallies.ACTIVE * c.width + j]++;
            }
        }
    }

    private static void gradient(
            float[] y, int from, FloatColumns c, int classId, float slope, float[] gradient, int at) {
        for (int j = 0; j < c.columns; j++) {
            float d = rise(y[from + j], c, j);
            float residual = ScalarFloatPasses.projection(d, c.clip) - (c.ids[j] == classId ? 1 : 0);
            gradient[at + j] = isActive(d, c.clip.tau) ? (residual - c.mean[j]) * slope : 0;
        }
    }

    private static float rise(float y, FloatColumns c, int column) {
        return (y - c.high[column]) - c.low[column];
    }

    private static boolean isActive(float d, float tau) {
        return d > 0 && d < tau;
    }
}
