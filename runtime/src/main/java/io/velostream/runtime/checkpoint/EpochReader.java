package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.LoadProgress;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.runtime.parallel.NotResumable;
import io.velostream.runtime.table.StoredBatches;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a source, notes how, and can read again in the portions in which it was read before.
final class EpochReader implements BatchReader {
  private final BatchReader reader;
  private final int number;
  private final String table;
  private final Schema schema;
  private final BadRowGate bad;
  private @Nullable EpochJournal journal;
  private EpochJournal.@Nullable Replay replay;

  /// Rows that were read beyond what an epoch that is run again has had of them.
  private @Nullable Batch rest;

  private int restFrom;

  /// The part of the table that the batch given last is of.
  private int part;

  /// How the source stood in what is run again, as far as that has got.
  private EpochJournal.@Nullable Standing noted;

  /// Whether it was being loaded when what is run again began.
  private @Nullable Boolean loadedFirst;

  /// @param number of the source in the job
  /// @param bad where the reader reports bad rows
  EpochReader(BatchReader reader, int number, String table, Schema schema, BadRowGate bad) {
    this.reader = reader;
    this.bad = bad;
    this.number = number;
    this.table = table;
    this.schema = schema;
  }

  void noteIn(EpochJournal target) {
    journal = target;
    target.loading(number, reader.isLoading());
  }

  /// @param end where the epoch that is run again had come to
  void replay(EpochJournal.Replay source, ReadPosition end) {
    reader.willReadTo(end);
    replay = source;
    noted = null;
    loadedFirst = source.loading(number).orElse(null);
    bad.hold(true);
  }

  void endReplay() {
    replay = null;
    noted = null;
    loadedFirst = null;
    bad.hold(false);
  }

  /// Whether [#position] can be told: not while rows lie here that the reader has passed.
  boolean isExact() {
    return rest == null && bad.held() == 0;
  }

  /// @throws UserException when the source cannot be read again from a place
  @Override
  public Optional<ReadPosition> position() throws IOException {
    Optional<ReadPosition> position = reader.position();
    if (position.isEmpty()) {
      throw NotResumable.reads(table);
    }
    return position;
  }

  @Override
  public @Nullable Batch read() throws IOException {
    EpochJournal.Replay again = replay;
    if (again != null) {
      Batch batch = read(again.read(number), again.bad(number), again.part(number));
      EpochJournal.Standing standing = again.standing(number);
      noted = standing == null ? noted : standing;
      return batch;
    }
    bad.release(bad.held());
    Batch batch = rest == null ? reader.read() : takeRest(Long.MAX_VALUE);
    long passed = bad.takePassed();
    part = reader.part();
    if (journal != null) {
      journal.read(number, batch == null ? EpochJournal.END : batch.rowCount(), passed, part);
      int[] open = reader.openParts();
      if (open != null) {
        journal.stands(number, new EpochJournal.Standing(open, reader.isLoading()));
      }
    }
    return batch;
  }

  /// @param wanted rows, or [EpochJournal#END]
  /// @param badRows how many bad ones there were among them
  /// @param of the part of the table that they are of
  private @Nullable Batch read(long wanted, long badRows, int of) throws IOException {
    part = of;
    StoredBatches collected = new StoredBatches(schema);
    long rows = Math.max(wanted, 0);
    boolean more = true;
    while (more && (collected.rows() < rows || (rest == null && bad.held() < badRows))) {
      if (rest == null) {
        Batch next = reader.readPart(of, rows - collected.rows() + badRows - bad.held());
        more = next != null;
        if (next != null) {
          StoredBatches copy = new StoredBatches(schema);
          copy.append(next);
          rest = copy.batches().isEmpty() ? null : copy.batches().getFirst();
          restFrom = 0;
        }
      } else {
        collected.append(takeRest(rows - collected.rows()));
      }
    }
    if (collected.rows() < rows || bad.held() < badRows) {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              "'" + table + "' no longer has all the rows that were read before")
          .hint("bring the rows back, or start over: --fresh, or START JOB … FRESH");
    }
    bad.release(badRows);
    bad.takePassed();
    return wanted == EpochJournal.END ? null : joined(collected);
  }

  private Batch takeRest(long most) {
    Batch from = rest;
    if (from == null) {
      throw new IllegalStateException("nothing is left over");
    }
    int count = (int) Math.min(most, from.rowCount() - restFrom);
    int[] rows = new int[count];
    for (int k = 0; k < count; k++) {
      rows[k] = restFrom + k;
    }
    restFrom += count;
    if (restFrom == from.rowCount()) {
      rest = null;
    }
    return from.select(rows, count);
  }

  /// The rows as one batch, as they came before.
  private Batch joined(StoredBatches collected) {
    if (collected.batches().size() == 1) {
      return collected.batches().getFirst();
    }
    return StoredBatches.joined(collected);
  }

  @Override
  public int part() {
    return part;
  }

  /// Nobody asks for those of rows that are read again: they have gone through before.
  @Override
  public long firstPlace() {
    return replay == null ? reader.firstPlace() : -1;
  }

  @Override
  public long lastPlace() {
    return replay == null ? reader.lastPlace() : -1;
  }

  @Override
  public InputRange rangeOf(int of, long first, long last) {
    return reader.rangeOf(of, first, last);
  }

  @Override
  public int @Nullable [] openParts() {
    return noted == null ? reader.openParts() : noted.open();
  }

  @Override
  public boolean isLoading() {
    if (noted != null) {
      return noted.loading();
    }
    return loadedFirst == null ? reader.isLoading() : loadedFirst;
  }

  @Override
  public LoadProgress loading() {
    return reader.loading();
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return reader.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
