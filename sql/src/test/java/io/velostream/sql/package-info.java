/// Tests of the way from SQL to plans; the golden files are in `src/test/resources/plans`.
@NullMarked
package io.velostream.sql;

import org.jspecify.annotations.NullMarked;
