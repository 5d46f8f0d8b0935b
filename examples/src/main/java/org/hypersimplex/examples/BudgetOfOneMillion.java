package org.hypersimplex.examples;

import java.util.Locale;
import java.util.Random;
import org.hypersimplex.Projection;
import org.hypersimplex.SoftBinaryArgmax;

/** A million customers and 50,000 vouchers, which go to those who gain by them, and to no others. */
public class BudgetOfOneMillion {
    public static void main(String[] args) {
        Random random = new Random(1);
        float[] gains = new float[1_000_000];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = (float) random.nextGaussian();
        }
        // #region recipe
        SoftBinaryArgmax budget = SoftBinaryArgmax.atMost(50_000, 0.25); // at most; of(50_000, …) spends all
        Projection vouchers = budget.solve(gains);
        double price = vouchers.threshold(); // who gains less gets none; 0 if there are enough for all
        double chance = vouchers.xOf(1.7); // for somebody who comes later and gains 1.7
        int[] hard = vouchers.selected(); // the 50,000 best, ties by index
        // #endregion recipe
        System.out.printf(
                Locale.ROOT,
                "price %.3f, %d customers to be weighed, chance %.3f, %d selected, first %d%n",
                price,
                vouchers.active().length,
                chance,
                hard.length,
                hard[0]);
    }
}
