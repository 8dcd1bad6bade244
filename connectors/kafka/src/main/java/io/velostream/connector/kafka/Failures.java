package io.velostream.connector.kafka;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Tells apart why Kafka's client fails.
final class Failures {
  private Failures() {}

  /// The failure for whoever reads or writes.
  ///
  /// @param what was tried: `cannot read 't'`
  /// @throws UserException CANCELLED when the thread was interrupted
  static IOException of(String what, Throwable failure) {
    Throwable cause =
        failure instanceof ExecutionException e && e.getCause() != null ? e.getCause() : failure;
    String message = what + ": " + text(cause);
    if (cause instanceof InterruptException || cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      UserException cancelled =
          new UserException(ErrorCode.CANCELLED, "the thread was interrupted while it waited");
      cancelled.initCause(cause);
      throw cancelled;
    }
    if (isFenced(cause)) {
      return new FencedException(text(cause));
    }
    return isTemporary(cause)
        ? new UnavailableException(message, cause)
        : new IOException(message, cause);
  }

  private static boolean isFenced(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  /// Whether the same may succeed later, with a client made anew.
  private static boolean isTemporary(Throwable cause) {
    if (cause instanceof AuthenticationException
        || cause instanceof AuthorizationException
        || cause instanceof InvalidTopicException
        || cause instanceof ConfigException
        || cause instanceof SerializationException
        || cause instanceof RecordTooLargeException
        || cause instanceof UnknownTopicOrPartitionException) {
      return false;
    }
    return cause instanceof KafkaException; // what went wrong in between is settled anew
  }

  private static String text(Throwable e) {
    String message = e.getMessage();
    String said = message == null ? e.getClass().getSimpleName() : message;
    if (e instanceof TimeoutException) {
      said += " (is a broker there, and does it tell an address that can be reached?)";
    }
    return said.replaceAll("\\s*\\R\\s*", "; ").strip();
  }
}
