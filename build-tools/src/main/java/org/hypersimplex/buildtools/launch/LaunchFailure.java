package org.hypersimplex.buildtools.launch;

/** What ends the launcher before the program starts; its message is for the user. */
final class LaunchFailure extends Exception {
    private static final long serialVersionUID = 1;

    LaunchFailure(String message) {
        super(message);
    }
}
