/// Runs the scripts of sqllogictest, whose answers come from SQLite, through the JDBC driver. The
/// scripts are not part of this project: the Maven profile `sqllogictest` puts them on the class
/// path.
@NullMarked
package io.velostream.conformance.logic;

import org.jspecify.annotations.NullMarked;
