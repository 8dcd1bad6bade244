package io.velostream.connector.spi;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Schema;
import io.velostream.stream.seam.World;
import java.util.List;

/// What a connector needs to open a table.
///
/// @param table its name, for messages
/// @param options checked against [Connector#options]
/// @param schema all columns of the table
/// @param columns reading: indexes of the columns wanted, in the order wanted; writing: all
/// @param changelog writing: whether rows may be retractions; an append-only format then adds a
///   first column `op` (`+I`, `-D`, …)
/// @param batchRows reading: rows per batch at most
/// @param world the seams
/// @param badRows reading: takes rows that do not decode
/// @param bounds reading: what all rows wanted meet; a reader may leave out others, and need not
/// @param tables the other tables of the session
/// @param key the columns of its PRIMARY KEY, by index; empty without one
public record TableRequest(
    String table,
    Options options,
    Schema schema,
    List<Integer> columns,
    boolean changelog,
    int batchRows,
    World world,
    BadRows badRows,
    List<ColumnBound> bounds,
    TableLookup tables,
    List<Integer> key) {
  public TableRequest {
    columns = List.copyOf(columns);
    bounds = List.copyOf(bounds);
    key = List.copyOf(key);
  }

  /// A request without bounds for a table that depends on no other.
  public TableRequest(
      String table,
      Options options,
      Schema schema,
      List<Integer> columns,
      boolean changelog,
      int batchRows,
      World world,
      BadRows badRows) {
    this(
        table,
        options,
        schema,
        columns,
        changelog,
        batchRows,
        world,
        badRows,
        List.of(),
        TableLookup.NONE,
        List.of());
  }

  /// The same request for a table with a key.
  public TableRequest withKey(List<Integer> other) {
    return new TableRequest(
        table, options, schema, columns, changelog, batchRows, world, badRows, bounds, tables,
        other);
  }

  /// The same with something else that takes the bad rows.
  public TableRequest withBadRows(BadRows other) {
    return new TableRequest(
        table, options, schema, columns, changelog, batchRows, world, other, bounds, tables, key);
  }

  /// The same request with another number of rows per batch.
  public TableRequest withBatchRows(int rows) {
    return new TableRequest(
        table, options, schema, columns, changelog, rows, world, badRows, bounds, tables, key);
  }

  /// The same request in another world.
  public TableRequest withWorld(World other) {
    return new TableRequest(
        table, options, schema, columns, changelog, batchRows, other, badRows, bounds, tables, key);
  }

  /// The same request with other options.
  public TableRequest withOptions(Options other) {
    return new TableRequest(
        table, other, schema, columns, changelog, batchRows, world, badRows, bounds, tables, key);
  }
}
