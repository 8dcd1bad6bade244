package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.file.CommitRecord.CommittedFile;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the files of a table epoch by epoch. Rows go to a hidden folder beside the table first;
/// what counts of it, a [CommitLog] there says; how it becomes visible is for the [EpochFiles] to
/// know.
final class FileEpochWriter implements EpochWriter {
  private final String hidden;
  private final Files files;
  private final EpochFiles output;
  private CommitRecord record = CommitRecord.NONE;
  private @Nullable CommitLog log;
  private String folder = "";
  private long current;

  /// The epoch that this process has staged last.
  private long staged;

  /// @param hidden the folder for all jobs that write to the table, with a slash at its end
  FileEpochWriter(String hidden, Files files, EpochFiles output) {
    this.hidden = hidden;
    this.files = files;
    this.output = output;
  }

  private CommitLog log() {
    CommitLog open = log;
    if (open == null) {
      throw new IllegalStateException("the sink was not fenced");
    }
    return open;
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
    folder = hidden + owner.job() + "/";
    files.durable().makeFolder(folder, DurableFiles.Access.USUAL);
    CommitLog opened = new CommitLog(folder, files);
    log = opened;
    output.open(folder, owner.generation());
    do {
      record = opened.latest();
      if (record.generation() > owner.generation()) {
        throw new FencedException(record.generation());
      }
      verify(record.files(), folder);
      if (!record.published()) {
        output.publish(record.files(), record.last());
      }
      record =
          fresh
              ? new CommitRecord(owner.run(), owner.generation(), 0, false, true, List.of())
              : record.asPublished().withGeneration(owner.generation());
    } while (!opened.add(record));
    output.resume(record.files());
    return new SinkProgress(record.run(), record.epoch(), record.last());
  }

  /// What another process has staged and is still there must be as it was written.
  private void verify(List<CommittedFile> staged, String folder) throws IOException {
    for (CommittedFile file : staged) {
      try {
        if (files.exists(folder + file.staged())) { // otherwise it has its visible name
          file.verify(folder, files);
        }
      } catch (NoSuchFileException e) {
        if (files.exists(folder + file.staged())) {
          throw e;
        } // otherwise it was given that name just now
      }
    }
  }

  @Override
  public void begin(long epoch) throws IOException {
    current = epoch;
    output.begin(epoch);
  }

  @Override
  public void write(Batch batch) throws IOException {
    output.write(batch);
  }

  @Override
  public boolean stagesDurably() {
    return true;
  }

  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    List<CommittedFile> all = output.stage();
    staged = current;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      CommittedFile.writeAll(all, out);
    }
    return new StagedEpoch(bytes.toByteArray(), true);
  }

  @Override
  public void commit(long epoch, StagedEpoch what, boolean last) throws IOException {
    if (epoch != record.epoch() + 1) {
      throw new IllegalStateException("epoch " + epoch + " after " + record.epoch());
    }
    List<CommittedFile> all;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(what.bytes()))) {
      all = CommittedFile.readAll(in);
    }
    try {
      output.check(all);
    } catch (IOException e) {
      throw succeededOr(e);
    }
    if (epoch != staged) {
      verify(all, folder);
    }
    boolean visible = !output.isToPublish(last);
    CommitRecord next =
        new CommitRecord(record.run(), record.generation(), epoch, last, visible, all);
    log().addAlone(next);
    record = next;
    if (!visible) {
      output.publish(all, last);
      if (last) {
        record = next.asPublished();
        log().addAlone(record);
      }
    }
    if (epoch != staged) {
      output.resume(all);
    }
    output.clean(epoch, last);
  }

  /// That files are gone is no fault of the disk if another process has tidied up.
  private IOException succeededOr(IOException gone) {
    try {
      long newest = new CommitLog(folder, files).latest().generation();
      if (newest > record.generation()) {
        FencedException fenced = new FencedException(newest);
        fenced.addSuppressed(gone);
        return fenced;
      }
    } catch (IOException e) {
      gone.addSuppressed(e);
    }
    return gone;
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
