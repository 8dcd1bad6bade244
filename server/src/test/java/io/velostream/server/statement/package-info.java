/// Tests of what statements about jobs tell.
@NullMarked
package io.velostream.server.statement;

import org.jspecify.annotations.NullMarked;
