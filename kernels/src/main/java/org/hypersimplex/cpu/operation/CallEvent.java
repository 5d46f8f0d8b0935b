package org.hypersimplex.cpu.operation;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One call of an operation, for flight recordings that enable it. */
@Name("org.hypersimplex.Call")
@Label("Hypersimplex call")
@Category("Hypersimplex")
@Description("A projection, loss or product of Jacobians with directions")
@Enabled(false)
@StackTrace(false)
final class CallEvent extends Event {
    static final EventType TYPE = EventType.getEventType(CallEvent.class);

    @Label("Operation")
    @Nullable
    String operation;

    @Label("Problems")
    int problems;

    @Label("Entries of all problems")
    long entries;

    @Label("Passes")
    @Description("Thresholds tried for all problems")
    long passes;
}
