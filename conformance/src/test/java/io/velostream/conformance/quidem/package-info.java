/// Runs Apache Calcite's own SQL scripts through the JDBC driver. The scripts are not part of this
/// project: the property `velostream.calcite.scripts` names the folder they lie in.
@NullMarked
package io.velostream.conformance.quidem;

import org.jspecify.annotations.NullMarked;
