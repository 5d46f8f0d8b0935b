package org.hypersimplex.bench.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The main loop of a pass, as the processor runs it: instructions of one turn, by kind.
 *
 * @param instructions all of them
 * @param arithmetic those on vectors that neither load nor store
 * @param masks moves of masks to other registers, and their population counts
 * @param loads of vectors from arrays
 * @param stores of vectors to arrays
 * @param others other reads and writes of memory, mostly of the stack, for want of registers
 */
record PassCode(int instructions, int arithmetic, int masks, int loads, int stores, int others) {
    /** A line of objdump: address, operation, operands in the order of AT&T, the last being the destination. */
    private static final Pattern INSTRUCTION = Pattern.compile(
            "^\\s*(?<address>[0-9a-f]+):\\s+(?<operation>[a-z]\\S*)\\s*(?<operands>.*)$", Pattern.MULTILINE);

    private static final Pattern TARGET = Pattern.compile("^0x([0-9a-f]+)$");
    private static final Pattern VECTOR = Pattern.compile("%[xyz]mm\\d");
    private static final String MEMORY = "(%";
    /** An entry of an array, whose index is in a register. */
    private static final Pattern ENTRY = Pattern.compile("\\(%\\w+,%\\w+(,\\d)?\\)");

    private record Instruction(long address, String operation, String operands) {
        boolean isJump() {
            return operation.startsWith("j");
        }

        /** Where a jump leads; as if far behind if that isn't told, or lies outside of the method. */
        long target() {
            Matcher target = TARGET.matcher(operands);
            long found = target.find() ? Long.parseUnsignedLong(target.group(1), 16) : Long.MAX_VALUE;
            return found < 0 ? Long.MAX_VALUE : found;
        }

        boolean isVector() {
            return VECTOR.matcher(operands).find();
        }

        boolean isMemory() {
            return operands.contains(MEMORY);
        }

        boolean isStore() {
            return isVector() && ENTRY.matcher(operands).find() && operands.endsWith(")");
        }

        boolean isLoad() {
            return isVector() && ENTRY.matcher(operands).find() && !operands.endsWith(")");
        }

        boolean isMask() {
            return operation.startsWith("kmov") || operation.startsWith("popcnt") || operation.startsWith("vmovmsk");
        }

        boolean isArithmetic() {
            return isVector() && !isMemory() && !isMask();
        }
    }

    /**
     * Finds the loop with the most arithmetic on vectors among the innermost ones.
     *
     * @param disassembly of one method, by objdump
     * @return empty if no loop works on vectors
     */
    static Optional<PassCode> of(String disassembly) {
        List<Instruction> code = new ArrayList<>();
        Matcher line = INSTRUCTION.matcher(disassembly);
        while (line.find()) {
            code.add(new Instruction(
                    Long.parseLong(line.group("address"), 16),
                    line.group("operation"),
                    line.group("operands").replaceAll("#.*", "").strip()));
        }
        List<PassCode> loops = new ArrayList<>();
        for (Instruction last : code) {
            if (last.isJump() && last.target() < last.address) {
                List<Instruction> turn = code.stream()
                        .filter(i -> i.address >= last.target() && i.address <= last.address)
                        .toList();
                boolean isInnermost = turn.stream()
                        .noneMatch(i -> i.address != last.address
                                && i.isJump()
                                && i.target() >= last.target()
                                && i.target() < i.address);
                if (isInnermost) {
                    loops.add(count(turn));
                }
            }
        }
        return loops.stream().filter(loop -> loop.arithmetic > 0).max(Comparator.comparingInt(loop -> loop.arithmetic));
    }

    private static PassCode count(List<Instruction> turn) {
        return new PassCode(
                turn.size(),
                (int) turn.stream().filter(Instruction::isArithmetic).count(),
                (int) turn.stream().filter(Instruction::isMask).count(),
                (int) turn.stream().filter(Instruction::isLoad).count(),
                (int) turn.stream().filter(Instruction::isStore).count(),
                (int) turn.stream()
                        .filter(i -> i.isMemory() && !i.isLoad() && !i.isStore())
                        .count());
    }
}
