package io.velostream.runtime.parallel;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// The errors for what a job that is to be resumed cannot do.
public final class NotResumable {
  private NotResumable() {}

  /// It reads a table that cannot be read from the middle.
  public static UserException reads(String table) {
    return new UserException(
            ErrorCode.NOT_SUPPORTED,
            "the job reads '"
                + table
                + "', which cannot be read again from the middle: it cannot be resumed")
        .hint("run it without checkpoints: RESET 'checkpoint.dir'");
  }
}
