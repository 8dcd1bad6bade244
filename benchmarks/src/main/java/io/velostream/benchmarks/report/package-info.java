/// How measurements are shown: a table for people, JSON for programs.
@NullMarked
package io.velostream.benchmarks.report;

import org.jspecify.annotations.NullMarked;
