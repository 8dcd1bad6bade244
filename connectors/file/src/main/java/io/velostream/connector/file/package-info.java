/// Tables that are files: CSV or JSON lines, plain or gzip, also standard input and output.
///
/// [FileConnector] is found by the option `'connector' = 'file'`; [FileTables] makes the options of
/// a bare path. A result becomes visible under its name at once and whole. One reader reads files
/// one after the other; several share them piece by piece ([PieceTurns]).
@NullMarked
package io.velostream.connector.file;

import org.jspecify.annotations.NullMarked;
