/// Runs the examples of the documentation: what a page shows is what the engine answers.
@NullMarked
package io.velostream.conformance.docs;

import org.jspecify.annotations.NullMarked;
