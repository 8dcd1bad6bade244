package io.velostream.benchmarks.nexmark;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.OpenQuery;
import io.velostream.engine.PreparedQuery;
import io.velostream.engine.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A table whose rows have been made before anything is timed: in the batches in which they came,
/// text as ids where it came so.
///
/// @param watermark the clause that declares event time
public record KeptTable(
    String name, Schema schema, List<Batch> batches, Optional<String> watermark) {
  public KeptTable {
    batches = List.copyOf(batches);
  }

  /// Reads a table of a session to its end.
  static KeptTable read(Session session, String name, Optional<String> watermark) {
    PreparedQuery all = session.prepare("SELECT * FROM " + name);
    Schema schema = all.schema();
    List<Batch> batches = new ArrayList<>();
    try (OpenQuery query = all.open(batch -> batches.add(copy(schema, batch)))) {
      boolean more = true;
      while (more) {
        more = query.step();
      }
    } catch (IOException e) {
      throw new EnvironmentException("the table " + name + " could not be made", e, false);
    }
    return new KeptTable(name, schema, batches, watermark);
  }

  /// Declares it in another session.
  void register(Session session) {
    session.register(name, schema, batches, watermark);
  }

  /// The generator fills its arrays again; dictionaries only grow.
  private static Batch copy(Schema schema, Batch batch) {
    int[] rows = new int[batch.rowCount()];
    Arrays.setAll(rows, batch::rowAt);
    Vector[] columns = new Vector[schema.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] =
          batch.column(c) instanceof DictionaryVector coded && coded.nulls() == null
              ? ids(coded, rows)
              : plain(batch.column(c), rows);
    }
    return new Batch(columns, rows.length, null, null);
  }

  private static Vector ids(DictionaryVector source, int[] rows) {
    int[] ids = new int[rows.length];
    Arrays.setAll(ids, k -> source.ids()[rows[k]]);
    return new DictionaryVector(ids, source.dictionary(), null);
  }

  private static Vector plain(Vector source, int[] rows) {
    VectorBuilder builder = VectorBuilder.of(source.lane());
    for (int row : rows) {
      builder.append(source, row);
    }
    return builder.build();
  }
}
