package io.velostream.benchmarks.soak;

import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The files of the machine, and one more that is nowhere: the rows of a soak. It can be read no
/// faster than its rows are said to come.
final class SoakFiles implements Files {
  static final String INPUT = "soak.jsonl";

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Files files;
  private final Clock clock;
  private final SoakRows rows;
  private final long rowsPerSecond;
  private final long startNanos;

  SoakFiles(Files files, Clock clock, SoakRows rows, long rowsPerSecond) {
    this.files = files;
    this.clock = clock;
    this.rows = rows;
    this.rowsPerSecond = rowsPerSecond;
    this.startNanos = clock.monotonicNanos();
  }

  private final class Rows implements RandomAccess {
    @Override
    public long length() {
      return rows.count() * SoakRows.BYTES;
    }

    @Override
    public void read(long position, byte[] target, int offset, int count) throws EOFException {
      if (position < 0 || position > length() - count) {
        throw new EOFException("no " + count + " bytes at " + position);
      }
      long last = (position + count) / SoakRows.BYTES;
      clock.waitUntil(startNanos + (long) ((double) last / rowsPerSecond * SECOND_NANOS));
      int done = 0;
      while (done < count) {
        long at = position + done;
        byte[] line = SoakRows.line(at / SoakRows.BYTES);
        int from = (int) (at % SoakRows.BYTES);
        int length = Math.min(SoakRows.BYTES - from, count - done);
        System.arraycopy(line, from, target, offset + done, length);
        done += length;
      }
    }

    @Override
    public void close() {}
  }

  /// Reads the rows from their start.
  private static final class Stream extends InputStream {
    private static final int AT_ONCE = 64 * SoakRows.BYTES;

    private final Rows rows;
    private long position;

    Stream(Rows rows) {
      this.rows = rows;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      long left = rows.length() - position;
      if (left == 0) {
        return -1;
      }
      int n = (int) Math.min(Math.min(count, AT_ONCE), left);
      rows.read(position, target, offset, n);
      position += n;
      return n;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.clamp(count, 0, rows.length() - position);
      position += skipped;
      return skipped;
    }
  }

  private static boolean isInput(String path) {
    return path.equals(INPUT);
  }

  @Override
  public InputStream read(String path) throws IOException {
    return isInput(path) ? new Stream(new Rows()) : files.read(path);
  }

  @Override
  public RandomAccess open(String path) throws IOException {
    return isInput(path) ? new Rows() : files.open(path);
  }

  @Override
  public long length(String path) throws IOException {
    return isInput(path) ? new Rows().length() : files.length(path);
  }

  @Override
  public boolean exists(String path) {
    return isInput(path) || files.exists(path);
  }

  @Override
  public Optional<Status> status(String path) throws IOException {
    return isInput(path)
        ? Optional.of(new Status(path, new Rows().length(), 0))
        : files.status(path);
  }

  @Override
  public void makeFolder(String path) throws IOException {
    files.makeFolder(path);
  }

  @Override
  public boolean isFolder(String path) {
    return files.isFolder(path);
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return files.list(folder);
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    return files.create(path);
  }

  @Override
  public DurableFiles durable() {
    return files.durable();
  }
}
