/// The driver, through `java.sql` only.
@NullMarked
package io.velostream.jdbc;

import org.jspecify.annotations.NullMarked;
