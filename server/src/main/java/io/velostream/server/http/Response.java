package io.velostream.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;

/// What a handler answers.
sealed interface Response {
  /// A document.
  record Document(int status, String contentType, String text) implements Response {}

  /// Something that is written as it comes, for as long as the client listens.
  record Stream(String contentType, Writer writer) implements Response {}

  /// Nothing but a status.
  record Empty(int status) implements Response {}

  /// Writes a stream.
  interface Writer {
    /// Writes until there is no more to come.
    ///
    /// @throws IOException when the client has left
    void writeTo(OutputStream out) throws IOException;
  }

  /// JSON that says that all is well.
  static Response json(JsonNode node) {
    return json(200, node);
  }

  /// JSON with a status.
  static Response json(int status, JsonNode node) {
    return new Document(status, "application/json", node + "\n");
  }
}
