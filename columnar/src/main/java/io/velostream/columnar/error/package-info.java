/// Errors by whose they are: the user's ([UserException]) or the environment's
/// ([EnvironmentException]). Ours are assertions and illegal states. They live in the lowest module
/// because every other one raises them.
@NullMarked
package io.velostream.columnar.error;

import org.jspecify.annotations.NullMarked;
