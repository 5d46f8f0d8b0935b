package org.hypersimplex.bench.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An innermost loop of a kernel, as the GPU runs it: instructions of one turn, by kind.
 *
 * @param instructions all of them
 * @param globalLoads loads from global memory
 * @param localLoads loads from the memory that a workgroup shares
 * @param localStores stores to it
 * @param globalStores stores to global memory
 * @param doubles arithmetic in 64 bits
 * @param inFlight how many loads are issued, at most, before one of them is waited for
 */
record Loop(
        int instructions,
        int globalLoads,
        int localLoads,
        int localStores,
        int globalStores,
        int doubles,
        int inFlight) {
    /** A line of a disassembly: address, predicate, operation, operands. */
    private static final Pattern INSTRUCTION = Pattern.compile(
            "/\\*(?<address>[0-9a-f]{4,})\\*/\\s+(?:@!?U?P[0-9T]+\\s+)?(?<operation>[A-Z][A-Z0-9_.]*)\\s*(?<operands>[^;]*);");

    private static final Pattern TARGET = Pattern.compile("0x([0-9a-f]+)\\s*$");
    private static final Pattern REGISTER = Pattern.compile("\\bR(\\d+)\\b");

    private record Instruction(int address, String operation, String operands) {
        boolean is(String... names) {
            for (String name : names) {
                if (operation.equals(name) || operation.startsWith(name + ".")) {
                    return true;
                }
            }
            return false;
        }

        boolean isLoad() {
            return is("LDG", "LD", "LDS");
        }

        boolean isDouble() {
            return is("DADD", "DMUL", "DFMA", "DSETP", "DMNMX");
        }

        /** The first register named is where a load's result goes. */
        int result() {
            Matcher register = REGISTER.matcher(operands);
            return register.find() ? Integer.parseInt(register.group(1)) : -1;
        }

        /** The registers that are read: all but the first, which is read, too, by a store or a branch. */
        Set<Integer> read() {
            Set<Integer> all = new HashSet<>();
            Matcher register = REGISTER.matcher(operands);
            boolean isFirst = !is("STG", "STS", "ST", "BRA") && !operation.contains("SETP");
            while (register.find()) {
                if (!isFirst) {
                    all.add(Integer.parseInt(register.group(1)));
                }
                isFirst = false;
            }
            return all;
        }
    }

    /** The innermost loops of a kernel, from a disassembly by {@code cuobjdump -sass}, in the order of their addresses. */
    static List<Loop> all(String disassembly) {
        List<Instruction> code = new ArrayList<>();
        Matcher line = INSTRUCTION.matcher(disassembly);
        while (line.find()) {
            code.add(new Instruction(
                    Integer.parseInt(line.group("address"), 16), line.group("operation"), line.group("operands")));
        }
        List<Loop> loops = new ArrayList<>();
        int end = -1;
        for (Instruction last : code) {
            Matcher target = TARGET.matcher(last.operands);
            if (!last.is("BRA") || !target.find()) {
                continue;
            }
            int first = Integer.parseInt(target.group(1), 16);
            // Loops end in the order of their addresses, inner ones before those around them. A jump to itself is
            // filler.
            if (first < last.address && first > end) {
                loops.add(of(code.stream()
                        .filter(i -> i.address >= first && i.address <= last.address)
                        .toList()));
                end = last.address;
            }
        }
        return loops;
    }

    private static Loop of(List<Instruction> turn) {
        int pending = 0;
        int inFlight = 0;
        Set<Integer> loaded = new HashSet<>();
        for (Instruction i : turn) {
            if (i.read().stream().anyMatch(loaded::contains)) {
                loaded.clear();
                pending = 0;
            }
            if (i.isLoad()) {
                loaded.add(i.result());
                pending++;
                inFlight = Math.max(inFlight, pending);
            }
        }
        return new Loop(
                turn.size(),
                count(turn, "LDG", "LD"),
                count(turn, "LDS"),
                count(turn, "STS"),
                count(turn, "STG", "ST"),
                (int) turn.stream().filter(Instruction::isDouble).count(),
                inFlight);
    }

    private static int count(List<Instruction> turn, String... names) {
        return (int) turn.stream().filter(i -> i.is(names)).count();
    }
}
