package org.hypersimplex.experiments.report.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypersimplex.cli.failure.UserException;
import org.hypersimplex.experiments.statistics.PairedDifference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperResultsTest {
    private static final Path STORED = Path.of("..", "reports", "experiments", "paper_accuracy.csv");

    /** Table 1 of the paper as printed; a p printed as below .01 stands here as 0. */
    @ParameterizedTest
    @CsvSource({
        "CIFAR10,       128, .8885, .8917, .0032,  2.29, .084",
        "CIFAR10,       256, .8843, .8874, .0030,  3.47, .026",
        "CIFAR10,       512, .8807, .8857, .0050,  6.08, 0",
        "CIFAR10,      1024, .8776, .8821, .0045,  9.78, 0",
        "CIFAR10,      2048, .8725, .8791, .0066,  7.81, 0",
        "CIFAR10,      4096, .8659, .8750, .0090, 13.14, 0",
        "CIFAR10,      8192, .8541, .8648, .0108,  8.52, 0",
        "FashionMNIST,  128, .9456, .9467, .0011,  1.31, .262",
        "FashionMNIST,  256, .9434, .9473, .0040,  4.34, .012",
        "FashionMNIST,  512, .9436, .9469, .0033,  5.51, 0",
        "FashionMNIST, 1024, .9413, .9453, .0040,  6.67, 0",
        "FashionMNIST, 2048, .9388, .9446, .0058, 12.97, 0",
        "FashionMNIST, 4096, .9371, .9439, .0069,  9.68, 0",
        "FashionMNIST, 8192, .9338, .9415, .0077, 14.99, 0"
    })
    void theStoredResultsReproduceTheTableOfThePaper(
            String dataset, int batch, double crossEntropy, double hyperSimplex, double mean, double t, double p)
            throws IOException {
        PaperResults results = PaperResults.read(STORED);
        PairedDifference difference = results.difference(dataset, batch);
        assertThat(Format.mean(results.accuracies("cross_entropy", dataset, batch)))
                .isCloseTo(crossEntropy, within(0.00005001));
        assertThat(Format.mean(results.accuracies("hypersimplex", dataset, batch)))
                .isCloseTo(hyperSimplex, within(0.00005001));
        assertThat(difference.mean()).isCloseTo(mean, within(0.00005001));
        assertThat(difference.t()).isCloseTo(t, within(0.006));
        assertThat(difference.p()).isCloseTo(p, within(p == 0 ? 0.01 : 0.0006));
    }

    @Test
    void aLineThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("stored.csv");
        Files.writeString(file, "loss,dataset,batch,seed,max_test_acc\nmse,CIFAR10,128,0,much\n");
        assertThatThrownBy(() -> PaperResults.read(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("stored.csv:2");
        Files.writeString(file, "something else\n");
        assertThatThrownBy(() -> PaperResults.read(file)).isInstanceOf(UserException.class);
    }
}
