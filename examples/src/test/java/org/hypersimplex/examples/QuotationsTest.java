package org.hypersimplex.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that documents quote are the files, and print what the documents say. A quotation is a block of code behind
 * {@code <!-- example NAME -->}, and what is printed behind {@code <!-- output NAME -->}. Of a file with a part between
 * {@code // #region recipe} and {@code // #endregion recipe} only that part is quoted, of others all but the package.
 */
class QuotationsTest {
    private static final Path HOME = Path.of("..");
    private static final Path SOURCES = Path.of("src/main/java/org/hypersimplex/examples");
    private static final Pattern QUOTATION =
            Pattern.compile("<!-- (example|output) (\\w+) -->\\n+```\\w*\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern RECIPE =
            Pattern.compile(" *// #region recipe\\n(.*?) *// #endregion recipe\\n", Pattern.DOTALL);

    /** What a document quotes. */
    record Quotation(Path document, boolean isOutput, String example, String text) {
        @Override
        public String toString() {
            return document.getFileName() + (isOutput ? ", output of " : ", ") + example;
        }
    }

    static List<Quotation> quotations() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(HOME.resolve("README.md")));
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        List<Quotation> quotations = new ArrayList<>();
        for (Path document : documents) {
            Matcher matcher = QUOTATION.matcher(Files.readString(document));
            while (matcher.find()) {
                quotations.add(
                        new Quotation(document, matcher.group(1).equals("output"), matcher.group(2), matcher.group(3)));
            }
        }
        return quotations;
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void aQuotationIsTheFileOrWhatItPrints(Quotation quotation) throws Exception {
        assertThat(quotation.text())
                .isEqualTo(quotation.isOutput() ? printed(quotation.example()) : source(quotation.example()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theReadmeQuotesTheExampleAndItsOutput(String example) throws IOException {
        List<Quotation> inReadme = quotations().stream()
                .filter(quotation -> quotation.document().endsWith("README.md"))
                .filter(quotation -> quotation.example().equals(example))
                .toList();
        assertThat(inReadme).extracting(Quotation::isOutput).containsExactlyInAnyOrder(false, true);
    }

    @Test
    void noMarkerStandsWithoutItsBlock() throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));
        long markers = Pattern.compile("<!-- (example|output) ")
                .matcher(readme)
                .results()
                .count();
        assertThat(quotations().stream().filter(q -> q.document().endsWith("README.md")))
                .hasSize((int) markers);
    }

    @Test
    void theReadmeNamesTheVersionThatIsBuilt() throws IOException {
        Matcher version = Pattern.compile("<artifactId>hypersimplex-parent</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(HOME.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Files.readString(HOME.resolve("README.md")))
                .contains("<version>" + version.group(1) + "</version>")
                .contains("org.hypersimplex:hypersimplex-kernels:" + version.group(1) + "\"");
    }

    /** What a document is to quote of an example's file. */
    private static String source(String example) throws IOException {
        String text = Files.readString(SOURCES.resolve(example + ".java")).replace("\r\n", "\n");
        Matcher recipe = RECIPE.matcher(text);
        return recipe.find()
                ? recipe.group(1).stripTrailing().stripIndent() + "\n"
                : text.substring(text.indexOf("import "));
    }

    /** What an example prints, in lines that end in line feeds. */
    private static String printed(String example) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Class.forName("org.hypersimplex.examples." + example)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
