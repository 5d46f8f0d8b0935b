package org.hypersimplex.examples;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hypersimplex.CappedSimplex;

/** Six assets, none of which may get more than 30 % of the money. */
public class CappedPortfolio {
    public static void main(String[] args) {
        // #region recipe
        double[] returns = {0.08, 0.05, 0.12, -0.02, 0.10, 0.07}; // expected
        CappedSimplex portfolio = CappedSimplex.of(0.3, 1).withTau(0.2); // cap, sum, risk aversion
        double[] weights = new double[6];
        double threshold = portfolio.project(returns, weights);
        double[] shift = portfolio.jvp(returns, threshold, new double[] {0.01, 0, 0, 0, 0, 0}); // the first gains 1 %
        double[] withCash = CappedSimplex.atMost(0.3, 1).withTau(0.6).project(returns); // the rest stays in cash
        // #endregion recipe
        System.out.println("weights   " + text(weights));
        System.out.println("shift     " + text(shift));
        System.out.println("with cash " + text(withCash));
    }

    private static String text(double[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, "%6.3f", number + 0.0))
                .collect(Collectors.joining(" "));
    }
}
