package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.server.json.Json;

/// An error as problem details (RFC 9457), with the code, place and advice that all errors have.
record Problem(int status, String code, String detail, SourcePosition place, String hint) {
  private static final String TYPE = "application/problem+json";

  /// A problem of the request itself.
  static Problem of(int status, String detail) {
    return new Problem(status, "", detail, SourcePosition.NONE, "");
  }

  /// A problem of a statement or a job.
  static Problem of(UserException error) {
    String hint = error.hint();
    return new Problem(
        status(error.code()),
        error.code().name(),
        error.message(),
        error.position(),
        hint == null ? "" : hint);
  }

  /// A problem of a file that a statement names, as a rule.
  static Problem of(EnvironmentException error) {
    return new Problem(
        error.retryable() ? 503 : 422,
        "ENVIRONMENT",
        String.valueOf(error.getMessage()),
        SourcePosition.NONE,
        error.retryable() ? "this may pass; try again" : "");
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case SYNTAX,
          UNKNOWN_NAME,
          TYPE_MISMATCH,
          NOT_SUPPORTED,
          INVALID_OPTION,
          NUMERIC_OVERFLOW,
          DIVISION_BY_ZERO,
          INVALID_CAST,
          INVALID_ARGUMENT,
          BAD_INPUT ->
          400;
      case AMBIGUOUS_NAME, INVALID_STATEMENT -> 409;
      case LIMIT_EXCEEDED -> 429;
      case CANCELLED -> 503;
    };
  }

  /// The same problem with another status.
  Problem withStatus(int other) {
    return new Problem(other, code, detail, place, hint);
  }

  Response response() {
    ObjectNode node = Json.object();
    node.put("type", "about:blank");
    node.put("title", title());
    node.put("status", status);
    node.put("detail", detail);
    Json.putUnlessEmpty(node, "code", code);
    if (place.isKnown()) {
      node.put("line", place.line());
      node.put("column", place.column());
      node.put("endLine", place.endLine());
      node.put("endColumn", place.endColumn());
    }
    Json.putUnlessEmpty(node, "hint", hint);
    return new Response.Document(status, TYPE, node + "\n");
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 413 -> "Content too large";
      case 415 -> "Unsupported media type";
      case 422 -> "Unprocessable content";
      case 429 -> "Too many requests";
      case 503 -> "Service unavailable";
      default -> "Error";
    };
  }
}
