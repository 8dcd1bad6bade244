/// Tests of tables in databases.
@NullMarked
package io.velostream.connector.jdbc;

import org.jspecify.annotations.NullMarked;
