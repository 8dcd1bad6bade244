/// The interactive shell: reads statements with history, completion and highlighting, runs them in
/// one session, and shows results that change as they change.
///
/// [Shell] is the loop, [SqlScanner] what it knows of SQL's words, [Vocabulary] what can be
/// completed, [ShellCommands] the commands that start with a backslash. Knows JLine; computes
/// nothing.
@NullMarked
package io.velostream.cli.shell;

import org.jspecify.annotations.NullMarked;
