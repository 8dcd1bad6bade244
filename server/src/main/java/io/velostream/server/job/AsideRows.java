package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import java.util.List;

/// Rows that a job has put aside with a reason. Nobody writes to the batches any more.
///
/// @param name such as `totals$late`
/// @param batches those that are kept
/// @param count how many there were, kept or not
public record AsideRows(String name, Schema schema, List<Batch> batches, long count) {
  public AsideRows {
    batches = List.copyOf(batches);
  }
}
