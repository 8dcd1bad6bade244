package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the rows of a table to several files, each of which appears when it is complete: when it
/// has reached a limit, when too many are open and it was written to longest ago, or at the end.
/// There is no file without rows.
final class PartsWriter implements BatchWriter {
  /// Rows after which a limit of bytes is looked at.
  private static final int ROWS_BETWEEN_CHECKS = 256;

  private final TableRequest ofFiles;
  private final FileFormat format;
  private final PartNames names;
  private final RollPolicy policy;
  private final PartitionKeys keys;
  private final int maxOpen;
  private final Clock clock;

  /// By folder, that which was written to longest ago first.
  private final Map<String, PartFile> open = new LinkedHashMap<>(16, 0.75f, true);

  private int[] chosen = new int[0];

  PartsWriter(TableRequest request, FileFormat format, String path) {
    Options options = request.options();
    this.keys = PartitionKeys.of(request);
    this.ofFiles = keys.ofFiles(request);
    this.format = format;
    this.names = PartNames.of(path, options, request.world(), !keys.isEmpty());
    this.policy = RollPolicy.of(options);
    this.maxOpen = PartitionKeys.maxOpenFiles(options);
    this.clock = request.world().clock();
  }

  @Override
  public void write(Batch batch) throws IOException {
    if (keys.isEmpty()) {
      append("", batch);
      return;
    }
    for (Map.Entry<String, int[]> group : keys.groups(batch).entrySet()) {
      int[] rows = group.getValue();
      append(group.getKey(), keys.withoutKeys(batch.select(rows, rows.length)));
    }
  }

  private void append(String partition, Batch batch) throws IOException {
    int from = 0;
    while (from < batch.rowCount()) {
      PartFile part = part(partition);
      int to = end(part, batch, from);
      part.write(from == 0 && to == batch.rowCount() ? batch : rows(batch, from, to));
      from = to;
      if (part.rows() >= policy.rows() || part.bytes() >= policy.bytes()) {
        open.remove(partition);
        commit(part);
      }
    }
  }

  /// Where the rows end that are written at once: a file that is full takes no more.
  private int end(PartFile part, Batch batch, int from) {
    int most = policy.bytes() == Long.MAX_VALUE ? batch.rowCount() - from : ROWS_BETWEEN_CHECKS;
    int end = Math.min(batch.rowCount(), from + most);
    if (policy.rows() == Long.MAX_VALUE) {
      return end;
    }
    long room = policy.rows() - part.rows();
    int to = from;
    while (to < end && room > 0) {
      room -= Math.abs(batch.weightAt(batch.rowAt(to)));
      to++;
    }
    return to;
  }

  private Batch rows(Batch batch, int from, int to) {
    if (chosen.length < to - from) {
      chosen = new int[Math.max(to - from, ROWS_BETWEEN_CHECKS)];
    }
    for (int k = from; k < to; k++) {
      chosen[k - from] = batch.rowAt(k);
    }
    return batch.select(chosen, to - from);
  }

  private PartFile part(String partition) throws IOException {
    PartFile part = open.get(partition);
    if (part != null) {
      return part;
    }
    if (open.size() >= maxOpen) {
      Iterator<PartFile> oldest = open.values().iterator();
      PartFile longestAgo = oldest.next();
      oldest.remove();
      commit(longestAgo);
    }
    part = PartFile.open(ofFiles, format, names.next(partition));
    open.put(partition, part);
    return part;
  }

  private static void commit(PartFile part) throws IOException {
    try (part) {
      part.commit();
    }
  }

  @Override
  public void endStep() throws IOException {
    if (policy.nanos() == Long.MAX_VALUE) {
      return;
    }
    long now = clock.monotonicNanos();
    List<PartFile> due = new ArrayList<>();
    open.values().removeIf(part -> now - part.openedNanos() >= policy.nanos() && due.add(part));
    commitAll(due);
  }

  @Override
  public void commit() throws IOException {
    List<PartFile> all = new ArrayList<>(open.values());
    open.clear();
    commitAll(all);
  }

  /// Completes the files; those behind one that fails are dropped.
  private static void commitAll(List<PartFile> parts) throws IOException {
    int done = 0;
    try {
      for (PartFile part : parts) {
        done++;
        commit(part);
      }
    } finally {
      Closing.all(parts.subList(done, parts.size()), PartFile::close);
    }
  }

  @Override
  public void close() throws IOException {
    List<PartFile> all = new ArrayList<>(open.values());
    open.clear();
    Closing.all(all, PartFile::close);
  }
}
