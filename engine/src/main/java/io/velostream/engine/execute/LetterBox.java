package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BadRows;
import io.velostream.runtime.table.SideTable;
import io.velostream.runtime.table.StoredBatches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers dead letters as rows of [SideTable#ERROR_SCHEMA] until they are written.
final class LetterBox implements BadRows {
  private List<VectorBuilder> rows = builders();

  private static List<VectorBuilder> builders() {
    return SideTable.ERROR_SCHEMA.types().stream()
        .map(DataType::lane)
        .map(VectorBuilder::of)
        .toList();
  }

  @Override
  public void report(String source, long position, Slice raw, String reason) {
    ((BytesVectorBuilder) rows.get(0)).append(Slice.utf8(source));
    ((LongVectorBuilder) rows.get(1)).append(position);
    ((BytesVectorBuilder) rows.get(2)).append(Slice.utf8(reason));
    ((BytesVectorBuilder) rows.get(3)).append(raw);
  }

  /// Adds letters that others have gathered.
  void add(StoredBatches letters) {
    for (Batch batch : letters.batches()) {
      for (int k = 0; k < batch.rowCount(); k++) {
        for (int c = 0; c < rows.size(); c++) {
          rows.get(c).append(batch.column(c), batch.rowAt(k));
        }
      }
    }
  }

  /// What was gathered since the last call; `null` for nothing.
  @Nullable Batch take() {
    int count = rows.getFirst().size();
    if (count == 0) {
      return null;
    }
    Batch taken =
        new Batch(
            rows.stream().map(VectorBuilder::build).toArray(Vector[]::new), count, null, null);
    rows = builders();
    return taken;
  }
}
