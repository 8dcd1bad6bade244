/// The contract between the engine and whatever reads or writes tables.
///
/// A [Connector] is found by the `connector` option of a table. It makes a [BatchReader] or a
/// [BatchWriter] from a [TableRequest]. Connectors decode straight into vectors, only the columns
/// that are asked for, and report rows that do not decode to [BadRows].
@NullMarked
package io.velostream.connector.spi;

import org.jspecify.annotations.NullMarked;
