package io.velostream.connector.kafka;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
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
    return isTemporary(cause)
        ? new UnavailableException(message, cause)
        : new IOException(message, cause);
  }

  /// Whether the same may succeed later, with a client made anew.
  private static boolean isTemporary(Throwable cause) {
    if (cause instanceof AuthenticationException
        || cause instanceof AuthorizationException
        || cause instanceof InvalidTopicException
        || cause instanceof SerializationException
        || cause instanceof RecordTooLargeException
        || cause instanceof UnknownTopicOrPartitionException) {
      return false;
    }
    if (isWrongSetting(cause)) {
      return false;
    }
    return cause instanceof KafkaException; // what went wrong in between is settled anew
  }

  /// Whether a client was not even made, because of what a table says. A name that no server knows
  /// just now is another matter.
  private static boolean isWrongSetting(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException) {
        return !String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap urls");
      }
      if (cause instanceof InvalidConfigurationException
          || cause instanceof IOException
          || cause instanceof GeneralSecurityException
          || cause instanceof LoginException) {
        return true;
      }
    }
    return false;
  }

  /// What was behind it, where the failure itself tells only that a client was not made, or that
  /// two did not agree on TLS.
  private static String reasons(Throwable failure) {
    StringBuilder reasons = new StringBuilder();
    for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && reasons.indexOf(message) < 0) {
        reasons.append(": ").append(message);
      }
    }
    return reasons.toString();
  }

  private static String text(Throwable e) {
    String message = e.getMessage();
    String said = message == null ? e.getClass().getSimpleName() : message;
    if (e instanceof TimeoutException) {
      said += " (is a broker there, and does it tell an address that can be reached?)";
    }
    if (said.startsWith("Failed to c") || e instanceof SslAuthenticationException) {
      said += reasons(e);
    }
    return said.replaceAll("\\s*\\R\\s*", "; ").strip();
  }
}
