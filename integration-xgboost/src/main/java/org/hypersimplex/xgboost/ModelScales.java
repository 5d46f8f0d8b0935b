package org.hypersimplex.xgboost;

import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hypersimplex.boosting.ScoreScale;

/**
 * Score scales as an attribute of the model, which XGBoost saves with it in all of its formats, and which every program
 * can read: {@code booster.attr("hypersimplex_score_scales")} in Python. Stateless; as thread-safe as the model.
 */
public final class ModelScales {
    /** The attribute's name. */
    public static final String ATTRIBUTE = "hypersimplex_score_scales";

    private ModelScales() {}

    /**
     * Keeps scales with a model, in place of any that it had.
     *
     * @param model the model
     * @param scales how to read its scores, one scale per group trained on
     * @throws XGBoostError if XGBoost refuses
     */
    public static void write(Booster model, List<ScoreScale> scales) throws XGBoostError {
        model.setAttr(ATTRIBUTE, ScoreScale.text(scales));
    }

    /**
     * Finds the scales that a model was saved with.
     *
     * @param model the model
     * @return one scale per group trained on; empty if it has none
     * @throws XGBoostError if XGBoost refuses
     * @throws org.hypersimplex.problem.InputException if the attribute is no text of scales
     */
    public static List<ScoreScale> read(Booster model) throws XGBoostError {
        String text = model.getAttr(ATTRIBUTE);
        return text == null ? List.of() : ScoreScale.parse(text);
    }
}
