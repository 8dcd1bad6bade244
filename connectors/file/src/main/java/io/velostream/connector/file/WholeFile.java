package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A compressed file among files that are followed: it is read once and whole, when it has stopped
/// growing from one look to the next. If it is damaged, that is reported, and the rest is left out.
final class WholeFile implements Followed {
  private final FileFormat.Source source;
  private final BadRows badRows;
  private String path;
  private Files.Status status;
  private boolean complete;
  private boolean gone;
  private boolean over;
  private @Nullable BatchReader reader;
  private long bytesRead;

  /// @param complete whether it need not be looked at again before it is read
  WholeFile(
      FileFormat.Source source,
      BadRows badRows,
      String path,
      Files.Status status,
      boolean complete) {
    this.source = source;
    this.badRows = badRows;
    this.path = path;
    this.status = status;
    this.complete = complete;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public void seen(String name, Files.Status now) {
    boolean same = now.equals(status);
    gone = false;
    status = now;
    if (reader != null) {
      return;
    }
    path = name;
    if (!over) {
      complete |= same;
    } else if (!same) { // written anew, or another file that has taken the place of this one
      over = false;
      complete = false;
    }
  }

  @Override
  public void gone(long now) {
    gone = true;
    if (!over && reader == null) {
      over = true;
      badRows.report(path, 1, Slice.EMPTY, "the file was gone before it was read");
    }
  }

  @Override
  public void resume() {}

  @Override
  public @Nullable Batch read() throws IOException {
    if (!complete || over) {
      return null;
    }
    try {
      BatchReader open = reader;
      if (open == null) {
        open = source.open(path);
        reader = open;
      }
      Batch batch = open.read();
      if (batch == null) {
        end();
      }
      return batch;
    } catch (IOException e) {
      return damaged(FileInput.readError(path, 0, e));
    } catch (UserException e) {
      return damaged(e);
    }
  }

  private @Nullable Batch damaged(RuntimeException failure) throws IOException {
    if (failure instanceof UserException error
        && error.code() == ErrorCode.BAD_INPUT
        && error.getCause() instanceof IOException) {
      badRows.report(path, 1, Slice.EMPTY, error.message());
      end();
      return null;
    }
    throw failure;
  }

  private void end() throws IOException {
    over = true;
    close();
  }

  @Override
  public void rest(boolean keepOpen) {}

  @Override
  public boolean isOpen() {
    return reader != null;
  }

  /// It is kept in mind as long as it has its name, so as not to be read twice.
  @Override
  public boolean isOver() {
    return over && gone;
  }

  @Override
  public long bytesRead() {
    return reader == null ? bytesRead : reader.bytesRead();
  }

  @Override
  public void close() throws IOException {
    BatchReader open = reader;
    reader = null;
    if (open != null) {
      bytesRead = open.bytesRead();
      open.close();
    }
  }
}
