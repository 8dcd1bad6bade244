package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.file.CommitRecord.CommittedFile;
import java.io.IOException;
import java.util.List;

/// How the rows of epochs lie in files: in many, each whole, or as one.
interface EpochFiles extends AutoCloseable {
  /// Where files are staged, and by whom.
  ///
  /// @param folder with a slash at its end
  void open(String folder, long generation);

  /// What was committed before.
  void resume(List<CommittedFile> committed) throws IOException;

  /// Begins an epoch.
  void begin(long epoch) throws IOException;

  /// Writes rows of it.
  void write(Batch batch) throws IOException;

  /// Makes the epoch's rows durable, and says what will be committed with it.
  List<CommittedFile> stage() throws IOException;

  /// Checks that what is to be committed is there.
  ///
  /// @throws IOException if it is not
  void check(List<CommittedFile> staged) throws IOException;

  /// Whether anything is to be done for an epoch to become visible, once it is recorded.
  boolean isToPublish(boolean last);

  /// Gives files their visible names. May be called again after a death that came in between.
  void publish(List<CommittedFile> committed, boolean last) throws IOException;

  /// Deletes what is of no use once an epoch is committed and visible.
  void clean(long epoch, boolean last) throws IOException;

  /// Closes what is open; nothing that was not committed becomes visible.
  @Override
  void close() throws IOException;
}
