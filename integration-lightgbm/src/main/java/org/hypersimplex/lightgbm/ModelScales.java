package org.hypersimplex.lightgbm;

import java.util.List;
import org.hypersimplex.boosting.ScoreScale;

/**
 * Score scales as the last line of a model's text. LightGBM reads nothing behind the parameters that end a model, which is
 * why its Python package keeps what it has to add there, too; so every LightGBM reads the text as it did, but drops the
 * line where it writes the model again. Stateless and thread-safe.
 */
public final class ModelScales {
    /** How the line begins. */
    public static final String KEY = "hypersimplex_score_scales:";

    private ModelScales() {}

    /**
     * Adds scales to a model, in place of any that it had.
     *
     * @param model the text of {@link NativeBooster#text}, or of a file that LightGBM wrote
     * @param scales how to read the model's scores, one scale per group trained on
     * @return the text with a further line
     */
    public static String write(String model, List<ScoreScale> scales) {
        StringBuilder text = new StringBuilder();
        model.lines().filter(line -> !line.startsWith(KEY)).forEach(line -> text.append(line)
                .append('\n'));
        return text.append(KEY).append(ScoreScale.text(scales)).append('\n').toString();
    }

    /**
     * Finds the scales that were added to a model.
     *
     * @param model the text
     * @return one scale per group trained on; empty if there are none
     * @throws org.hypersimplex.problem.InputException if the line is no text of scales
     */
    public static List<ScoreScale> read(String model) {
        return model.lines()
                .filter(line -> line.startsWith(KEY))
                .findFirst()
                .map(line -> ScoreScale.parse(line.substring(KEY.length())))
                .orElse(List.of());
    }
}
