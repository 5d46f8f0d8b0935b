package org.hypersimplex.buildtools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A change of the code that PIT tried.
 *
 * @param room the package
 * @param place class and method
 * @param line the line of source, without the blanks around it
 * @param change what was changed, in PIT's words
 * @param noticed whether a test failed, didn't end or ran out of memory
 */
record Mutant(String room, String place, String line, String change, boolean noticed) {
    private static final String SEPARATOR = " | ";
    /** Stands for every change of a line: one that decides how something is computed, and not what. */
    private static final String ANY = "*";

    /** What a reason is found by. Unlike the number of its line, this stays while other lines change. */
    String key() {
        return key(change);
    }

    private String key(String which) {
        return place + SEPARATOR + line + SEPARATOR + which;
    }

    /** Why this is equal to the code: a reason for this very change, or one for all changes of its line. */
    Optional<String> reason(Map<String, String> reasons) {
        return Optional.ofNullable(reasons.getOrDefault(key(), reasons.get(key(ANY))));
    }

    /** The mutants of a file of PIT's. */
    static List<Mutant> read(Path file, Path sources) throws IOException {
        NodeList nodes;
        try {
            nodes = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("mutation");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        List<Mutant> mutants = new ArrayList<>();
        Map<Path, List<String>> texts = new HashMap<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Element node = (Element) nodes.item(i);
            String type = text(node, "mutatedClass");
            int dot = type.lastIndexOf('.');
            String room = type.substring(0, dot);
            Path source = sources.resolve(room.replace('.', '/')).resolve(text(node, "sourceFile"));
            List<String> lines = texts.get(source);
            if (lines == null) {
                lines = Files.readAllLines(source);
                texts.put(source, lines);
            }
            int number = Integer.parseInt(text(node, "lineNumber"));
            if (number > lines.size()) {
                throw new IllegalArgumentException(file + ": " + source + " has no line " + number + " any more");
            }
            mutants.add(new Mutant(
                    room,
                    type.substring(dot + 1) + "." + text(node, "mutatedMethod"),
                    number == 0 ? "" : lines.get(number - 1).strip(),
                    text(node, "description"),
                    node.getAttribute("detected").equals("true")));
        }
        return mutants;
    }

    private static String text(Element node, String child) {
        return node.getElementsByTagName(child).item(0).getTextContent();
    }

    /**
     * The reasons in a file: place, line, change (or * for any) and reason, separated by bars; lines that begin with # are
     * comments.
     */
    static Map<String, String> reasons(Path file) throws IOException {
        Map<String, String> reasons = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int end = line.lastIndexOf(SEPARATOR);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (end < 0) {
                throw new IllegalArgumentException(file + ": no reason in '" + line + "'");
            }
            reasons.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
        }
        return reasons;
    }
}
