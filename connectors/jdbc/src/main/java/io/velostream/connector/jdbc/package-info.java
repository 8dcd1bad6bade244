/// Tables of databases, `'connector' = 'jdbc'`.
///
/// [JdbcConnector] is found by ServiceLoader. What a database does in its own way is a [Dialect];
/// what it is asked to do with one table, [TableSql]. [TableSink] writes rows within a transaction;
/// [ExactWriter] commits them together with the sink's own record of progress ([ProgressTable]),
/// [RepeatingWriter] and [PlainWriter] without one. Knows nothing of the engine, and reaches
/// networks by the drivers of databases only.
@NullMarked
package io.velostream.connector.jdbc;

import org.jspecify.annotations.NullMarked;
