package org.hypersimplex.fuzz.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of a target's run.
 *
 * @param target the class of the target
 * @param subject what it attacks
 * @param seconds of the whole process, its start included
 * @param executions inputs tried
 * @param coverage branches reached of the classes that are watched
 * @param features branches reached, told apart by how often, and comparisons
 * @param corpus inputs kept, each of which reached something new
 * @param findings what failed, each in a line
 */
record Outcome(
        String target,
        String subject,
        double seconds,
        long executions,
        int coverage,
        int features,
        int corpus,
        List<String> findings) {
    /** A line of progress. The fuzzer writes one whenever it keeps an input, and now and then. */
    private static final Pattern PROGRESS =
            Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/.*");

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs? in .*");
    private static final Pattern FINDING = Pattern.compile("== Java Exception: (.*)|.*(ERROR: libFuzzer: .*)");
    private static final int LONGEST = 300;

    /**
     * Reads what a fuzzer said.
     *
     * @param target what it attacked
     * @param seconds how long it took
     * @param status of its process when it ended
     * @param log its lines
     */
    static Outcome of(Target target, double seconds, int status, List<String> log) {
        long executions = 0;
        int coverage = 0;
        int features = 0;
        int corpus = 0;
        List<String> findings = new ArrayList<>();
        for (String line : log) {
            Matcher progress = PROGRESS.matcher(line);
            Matcher done = DONE.matcher(line);
            Matcher finding = FINDING.matcher(line);
            if (progress.matches()) {
                executions = Long.parseLong(progress.group(1));
                coverage = Integer.parseInt(progress.group(2));
                features = Integer.parseInt(progress.group(3));
                corpus = Integer.parseInt(progress.group(4));
            } else if (done.matches()) {
                executions = Long.parseLong(done.group(1));
            } else if (finding.matches()) {
                String what = finding.group(1) == null ? finding.group(2) : finding.group(1);
                findings.add(what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "...");
            }
        }
        if (status != 0 && findings.isEmpty()) {
            findings.add("the fuzzer ended with status " + status);
        }
        return new Outcome(target.test(), target.subject(), seconds, executions, coverage, features, corpus, findings);
    }

    /** Whether nothing failed, and there was something to see: a fuzzer that tries nothing finds nothing. */
    boolean isGood() {
        return findings.isEmpty() && executions > 0 && coverage > 0;
    }
}
