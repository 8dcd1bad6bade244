package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file of lines to which lines are appended. A line is read when its newline is there.
///
/// A file that has lost its name (it was deleted, or moved away) is read until nothing has been
/// appended to it for a while: who writes it may learn late that it should write another one. Then
/// it has ended, and a last line without a newline is a line. A file that has become shorter was
/// cut to be written anew: it is read from its start.
final class GrowingFile implements Followed {
  /// How long a file without a name must be silent to have ended.
  private static final long LINGER_NANOS = 5_000_000_000L;

  private static final long NAMED = Long.MIN_VALUE;

  private final TextSource source;
  private final GrowingInput input;
  private final Clock clock;
  private final String path;
  private TextSource.Tail tail;

  /// When it lost its name or was last appended to after that.
  private long silentSince = NAMED;

  private boolean finished;
  private boolean over;
  private long bytesBefore;
  private long positionAtTurn;

  GrowingFile(TextSource source, Files files, Clock clock, String path, Files.Status status) {
    this.source = source;
    this.clock = clock;
    this.path = path;
    this.input = new GrowingInput(files, path, status.identity());
    this.tail = source.tail(path, input);
    input.seen(path, status.length());
  }

  /// Holds on to the file from now on, whatever happens to its name.
  void open() throws IOException {
    input.open();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public void seen(String name, Files.Status status) throws IOException {
    silentSince = NAMED;
    if (status.length() < input.position()) {
      startOver(status.length());
    }
    input.seen(name, status.length());
  }

  private void startOver(long length) throws IOException {
    Slice lost = tail.reader().pending();
    tail.decoder()
        .report(
            lost,
            "the file was cut to "
                + length
                + " bytes after "
                + input.position()
                + " had been read; it is read from its start"
                + (lost.length() > 0 ? ", and this line without an end is lost" : ""));
    bytesBefore += input.position();
    input.restart();
    tail = source.tail(path, input);
  }

  @Override
  public void gone(long now) {
    if (silentSince == NAMED) {
      silentSince = now;
      input.unnamed();
    }
    if (!input.isOpen() || now - silentSince > LINGER_NANOS) {
      finish();
    }
  }

  private void finish() {
    if (!finished) {
      finished = true;
      tail.reader().finish();
    }
  }

  @Override
  public void resume() {
    positionAtTurn = input.position();
    tail.decoder().resume();
  }

  @Override
  public @Nullable Batch read() throws IOException {
    if (over) {
      return null;
    }
    Batch batch = tail.reader().read();
    over = batch == null;
    return batch == null || batch.rowCount() == 0 ? null : batch;
  }

  @Override
  public void rest(boolean keepOpen) throws IOException {
    if (silentSince != NAMED && input.position() > positionAtTurn) {
      silentSince = clock.monotonicNanos();
    }
    tail.reader().rest();
    boolean named = silentSince == NAMED;
    if (over || (named && !keepOpen)) {
      input.suspend();
    }
  }

  @Override
  public boolean isOpen() {
    return input.isOpen();
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public long bytesRead() {
    return bytesBefore + input.position();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
