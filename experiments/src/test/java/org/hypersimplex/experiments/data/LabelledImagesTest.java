package org.hypersimplex.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
    private static final ImageShape SHAPE = new ImageShape(1, 1, 2);

    /** Five images of each class, each with its place as its first pixel and its class as its second. */
    private static LabelledImages images() {
        byte[] pixels = new byte[100];
        byte[] labels = new byte[50];
        for (int i = 0; i < 50; i++) {
            labels[i] = (byte) (i % 10);
            pixels[2 * i] = (byte) i;
            pixels[2 * i + 1] = labels[i];
        }
        return new LabelledImages(SHAPE, pixels, labels);
    }

    @Test
    void onlyTheRareClassLosesImagesAndTheOthersKeepTheirOrder() {
        LabelledImages few = images().withFewOf(3, 0.4);
        int[] counts = new int[10];
        Arrays.fill(counts, 5);
        counts[3] = 2;
        assertThat(few.classCounts()).isEqualTo(counts);
        assertThat(few.size()).isEqualTo(47);
        int before = -1;
        for (int i = 0; i < few.size(); i++) {
            assertThat(few.pixel(i, 1)).isEqualTo(few.label(i));
            assertThat(few.pixel(i, 0)).isGreaterThan(before);
            before = few.pixel(i, 0);
        }
    }

    @Test
    void aShareIsRoundedUp() {
        assertThat(images().withFewOf(3, 0.01).classCounts()[3]).isEqualTo(1);
        assertThat(images().withFewOf(3, 1).size()).isEqualTo(50);
    }
}
