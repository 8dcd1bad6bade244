package io.velostream.runtime.checkpoint.store;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rows that were given to a sink, epoch by epoch, beside the checkpoints of the job: files
/// `output-N-G-S`, of epoch N, by the process of generation G, for the sink number S. One is made
/// when an epoch has its first row. Belongs to one thread.
public final class OutputFiles {
  private static final String OUTPUT = "output-";
  private static final Pattern NAME = Pattern.compile("output-\\d+-(\\d{1,18})-\\d+");
  private static final byte[] NO_ROWS = new byte[0];

  /// A block is written when it has so many bytes.
  private static final int BLOCK_BYTES = 1 << 16;

  private final String folder;
  private final Files files;
  private final DurableFiles durable;
  private final int sink;
  private final List<Lane> lanes;
  private final StateOutput block = new StateOutput();
  private String name = "";
  private DurableFiles.@Nullable Writing file;
  private long bytes;

  /// Takes the rows that [#read] finds.
  @FunctionalInterface
  public interface Taker {
    /// @param batch valid during the call
    /// @throws IOException when it cannot
    void take(Batch batch) throws IOException;
  }

  /// @param folder that of the checkpoints
  /// @param sink its number among those of the job
  /// @param lanes of the columns of its rows
  public OutputFiles(String folder, Files files, int sink, List<Lane> lanes) {
    this.folder = folder;
    this.files = files;
    this.durable = files.durable();
    this.sink = sink;
    this.lanes = List.copyOf(lanes);
  }

  /// Begins an epoch; what was not finished before is gone.
  ///
  /// @throws IOException when that cannot be deleted
  public void begin(long epoch, long generation) throws IOException {
    close();
    name = OUTPUT + epoch + "-" + generation + "-" + sink;
    bytes = 0;
    block.reset();
  }

  /// Adds the live rows of a batch with their weights.
  ///
  /// @throws IOException when they cannot be written
  public void add(Batch batch) throws IOException {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    int[] rows = new int[count];
    for (int k = 0; k < count; k++) {
      rows[k] = batch.rowAt(k);
    }
    SavedRows.save(
        lanes,
        batch.columns(),
        rows,
        count,
        block,
        (slots, from, n) -> {
          for (int i = from; i < from + n; i++) {
            block.putSigned(batch.weightAt(slots[i]));
          }
        });
    if (block.size() >= BLOCK_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (block.size() == 0) {
      return;
    }
    DurableFiles.Writing to = file;
    if (to == null) {
      to = durable.create(path(name), DurableFiles.Access.OWNER);
      file = to;
    }
    byte[] payload = block.toByteArray();
    BlockWriter writer = new BlockWriter(to);
    writer.write(BlockKind.OUTPUT, List.of(ByteBuffer.wrap(payload)), payload.length);
    writer.flush();
    bytes += BlockWriter.HEADER_BYTES + payload.length + BlockWriter.SUM_BYTES;
    block.reset();
  }

  /// Ends the epoch: its rows are durable.
  ///
  /// @return by what [#read] finds them
  /// @throws IOException when they cannot be made so
  public byte[] finish() throws IOException {
    flush();
    DurableFiles.Writing written = file;
    if (written == null) {
      return NO_ROWS;
    }
    written.force();
    file = null;
    written.close();
    // The manifest that names the file must not outlive its name.
    durable.forceFolder(folder);
    ByteArrayOutputStream mark = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(mark)) {
      out.writeUTF(name);
      out.writeLong(bytes);
    }
    return mark.toByteArray();
  }

  /// Reads the rows of an epoch, of this process or of one that has died.
  ///
  /// @param mark what [#finish] gave
  /// @throws DamagedCheckpointException when they are not there as they were written
  /// @throws IOException when they cannot be read, or not be taken
  public void read(byte[] mark, Taker taker) throws IOException {
    if (mark.length == 0) {
      return;
    }
    String path;
    long expected;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(mark))) {
      path = path(in.readUTF());
      expected = in.readLong();
    }
    long read = 0;
    try (InputStream in = files.read(path)) {
      for (byte[] next = nextBlock(in); next.length > 0; next = nextBlock(in)) {
        ByteBuffer payload = new BlockReader(path, next).next(BlockKind.OUTPUT);
        read += next.length;
        StateInput rows = StateInput.of(List.of(payload));
        while (rows.remaining() > 0) {
          take(rows, taker);
        }
      }
    } catch (NoSuchFileException _) {
      throw new DamagedCheckpointException(path, 0, "the file is missing");
    }
    if (read != expected) {
      throw new DamagedCheckpointException(
          path, read, "the file ends here instead of at byte " + expected);
    }
  }

  /// A block with its header and its sum, as far as it is there; nothing at the end.
  private static byte[] nextBlock(InputStream in) throws IOException {
    byte[] header = in.readNBytes(BlockWriter.HEADER_BYTES);
    if (header.length < BlockWriter.HEADER_BYTES) {
      return header;
    }
    long length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    boolean possible = length >= 0 && length <= Integer.MAX_VALUE / 2;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(header);
    // Whoever looks at the block finds what is wrong with a length that is not possible.
    all.write(in.readNBytes(possible ? (int) length + BlockWriter.SUM_BYTES : 0));
    return all.toByteArray();
  }

  private void take(StateInput in, Taker taker) throws IOException {
    IOException[] failure = new IOException[1];
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          long[] weights = new long[count];
          boolean insertions = true;
          for (int i = 0; i < count; i++) {
            weights[i] = in.getSigned();
            insertions &= weights[i] == 1;
          }
          if (failure[0] == null) {
            Batch rows = new Batch(columns, count, null, insertions ? null : weights);
            failure[0] = taken(rows, taker);
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  private static @Nullable IOException taken(Batch rows, Taker taker) {
    try {
      taker.take(rows);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /// Deletes the rows of an epoch that nobody needs any more.
  ///
  /// @param mark what [#finish] gave
  /// @throws IOException when that fails; it does no harm
  public void delete(byte[] mark) throws IOException {
    if (mark.length > 0) {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(mark))) {
        durable.delete(path(in.readUTF()));
      }
    }
  }

  /// Deletes what older processes have left for this sink, which has all that it needs of it.
  ///
  /// @param generation this process's
  /// @throws IOException when that fails; it does no harm
  public void forgetOlder(long generation) throws IOException {
    for (Files.Entry entry : files.list(folder)) {
      Matcher name = NAME.matcher(entry.name());
      if (name.matches()
          && entry.name().endsWith("-" + sink)
          && Long.parseLong(name.group(1)) < generation) {
        durable.delete(path(entry.name()));
      }
    }
  }

  /// Forgets an epoch that was begun and not finished.
  ///
  /// @throws IOException when that fails; it does no harm
  public void close() throws IOException {
    DurableFiles.Writing unfinished = file;
    file = null;
    if (unfinished != null) {
      try (unfinished) {
        durable.delete(path(name));
      }
    }
  }

  private String path(String file) {
    return folder + "/" + file;
  }
}
