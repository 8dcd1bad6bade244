/// Tests of names and types.
@NullMarked
package io.velostream.sql.validate;

import org.jspecify.annotations.NullMarked;
