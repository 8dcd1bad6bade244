package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.file.CommitRecord.CommittedFile;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Epochs as pieces of one file, which appears when the last one is committed. Each process appends
/// to a hidden file of its own; of each, as many bytes count as the record says. If one process has
/// written all of it, that file is renamed; otherwise they are copied together.
final class WholeEpochs implements EpochFiles {
  private static final Pattern ROWS = Pattern.compile("(rows|whole)-(\\d{1,18})");
  private static final int COPIED_AT_ONCE = 1 << 16;

  private final TableRequest request;
  private final FileFormat format;
  private final String path;
  private final Files files;
  private final DurableFiles durable;
  private final List<CommittedFile> before = new ArrayList<>();
  private String folder = "";
  private long generation;
  private @Nullable Growing own;
  private @Nullable BatchWriter writer;
  private long epoch;

  WholeEpochs(TableRequest request, FileFormat format, String path) {
    this.request = request;
    this.format = format;
    this.path = path;
    this.files = request.world().files();
    this.durable = files.durable();
  }

  @Override
  public void open(String stagingFolder, long ofGeneration) {
    folder = stagingFolder;
    generation = ofGeneration;
  }

  @Override
  public void resume(List<CommittedFile> committed) {
    before.clear();
    before.addAll(committed);
  }

  @Override
  public void begin(long next) throws IOException {
    epoch = next;
    if (epoch == 1) {
      writer(); // a table without rows may have a header
    }
  }

  private BatchWriter writer() throws IOException {
    BatchWriter open = writer;
    if (open != null) {
      return open;
    }
    Growing file = own;
    if (file == null) {
      String name = "rows-" + generation;
      DurableFiles.Writing writing = durable.create(folder + name, DurableFiles.Access.USUAL);
      file = new Growing(name, writing, new WritingStream(writing));
      own = file;
      durable.forceFolder(folder);
    }
    open = format.writer(epoch == 1 ? request : withoutHeader(), path, new Piece(file));
    writer = open;
    return open;
  }

  private TableRequest withoutHeader() {
    Map<String, String> values = new HashMap<>(request.options().values());
    values.putAll(format.withoutHeader());
    return request.withOptions(new Options(values));
  }

  @Override
  public void write(Batch batch) throws IOException {
    if (batch.rowCount() > 0) {
      writer().write(batch);
    }
  }

  @Override
  public List<CommittedFile> stage() throws IOException {
    BatchWriter open = writer;
    if (open != null) {
      open.commit();
      open.close();
      writer = null;
    }
    List<CommittedFile> all = new ArrayList<>(before);
    Growing file = own;
    if (file != null) {
      all.add(new CommittedFile(file.name(), "", file.stream().count(), file.stream().sum()));
    }
    return all;
  }

  @Override
  public void check(List<CommittedFile> staged) throws IOException {
    for (CommittedFile file : staged) {
      check(folder + file.staged(), file.length(), files);
    }
  }

  /// Checks that a file has at least so many bytes.
  static void check(String path, long length, Files files) throws IOException {
    if (!files.exists(path) || files.length(path) < length) {
      throw new IOException(
          "'%s' must have %d bytes of the output, but %s"
              .formatted(
                  path, length, files.exists(path) ? "has only " + files.length(path) : "is gone"));
    }
  }

  @Override
  public boolean isToPublish(boolean last) {
    return last;
  }

  @Override
  public void publish(List<CommittedFile> committed, boolean last) throws IOException {
    String target = PartNames.folderOf(path);
    if (!target.isEmpty()) {
      durable.makeFolder(target, DurableFiles.Access.USUAL);
    }
    if (committed.size() == 1) {
      String staged = folder + committed.getFirst().staged();
      if (!files.exists(staged) && files.exists(path)) {
        return; // renamed before a death
      }
      if (files.length(staged) == committed.getFirst().length()) {
        renameOnce(staged, path, files);
        durable.forceFolder(target.isEmpty() ? "." : target);
        return;
      }
    }
    String whole = folder + "whole-" + generation;
    durable.delete(whole);
    copy(committed, whole);
    durable.rename(whole, path);
    durable.forceFolder(target.isEmpty() ? "." : target);
  }

  /// Renames a file, unless that was done before: by a process that died, or by one that is shut
  /// out and does not know it yet.
  static void renameOnce(String staged, String visible, Files files) throws IOException {
    try {
      if (files.exists(staged)) {
        files.durable().rename(staged, visible);
      }
    } catch (NoSuchFileException e) {
      if (files.exists(staged)) {
        throw e; // it is the folder that is missing
      }
    }
  }

  private void copy(List<CommittedFile> pieces, String to) throws IOException {
    byte[] buffer = new byte[COPIED_AT_ONCE];
    try (DurableFiles.Writing out = durable.create(to, DurableFiles.Access.USUAL)) {
      for (CommittedFile piece : pieces) {
        try (InputStream in = files.read(folder + piece.staged())) {
          long left = piece.length();
          while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
              throw new EOFException(
                  "'%s' ends %d bytes early".formatted(folder + piece.staged(), left));
            }
            out.write(buffer, 0, count);
            left -= count;
          }
        }
      }
      out.force();
    }
  }

  @Override
  public void clean(long committed, boolean last) throws IOException {
    if (!last) {
      return;
    }
    for (Files.Entry entry : files.list(folder)) {
      Matcher matcher = ROWS.matcher(entry.name());
      if (matcher.matches() && Long.parseLong(matcher.group(2)) <= generation) {
        durable.delete(folder + entry.name());
      }
    }
  }

  @Override
  public void close() throws IOException {
    Growing file = own;
    own = null;
    BatchWriter open = writer;
    writer = null;
    try (DurableFiles.Writing _ = file == null ? null : file.file()) {
      if (open != null) {
        open.close();
      }
    }
  }

  /// The file of this process.
  private record Growing(String name, DurableFiles.Writing file, WritingStream stream) {}

  /// A piece of it, for a writer: committing makes it durable, and the file stays open.
  private record Piece(Growing growing) implements Files.AtomicFile {
    @Override
    public OutputStream stream() {
      return growing.stream();
    }

    @Override
    public void commit() throws IOException {
      growing.file().force();
    }

    @Override
    public void close() {}
  }
}
