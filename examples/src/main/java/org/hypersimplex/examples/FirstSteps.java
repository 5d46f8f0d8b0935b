package org.hypersimplex.examples;

import java.util.Arrays;
import org.hypersimplex.Projection;
import org.hypersimplex.SoftBinaryArgmax;

/** Two of four, softly. */
public class FirstSteps {
    public static void main(String[] args) {
        SoftBinaryArgmax top = SoftBinaryArgmax.of(2, 1.0); // k = 2, temperature 1
        Projection best = top.solve(new float[] {3, 1, 2.5f, 2.25f});
        System.out.println("x         " + Arrays.toString(best.toFloats()));
        System.out.println("selected  " + Arrays.toString(best.selected()));
        System.out.println("threshold " + best.threshold());
        System.out.println("dx2/dy    " + Arrays.toString(best.vjp(new float[] {0, 0, 1, 0})));
    }
}
