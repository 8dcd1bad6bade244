package io.velostream.stream.seam;

import java.io.IOException;
import java.util.Map;

/// Requests to servers over HTTP.
@FunctionalInterface
public interface Http {
  /// Of a world without a network.
  Http NONE =
      request -> {
        throw new IOException("this world has no network, so no " + request.url());
      };

  /// Sends a request and waits for the answer, whatever its status, but not for ever. Redirections
  /// are not followed.
  ///
  /// @throws IOException when there is no answer, or one that is too long
  Answer send(Request request) throws IOException;

  /// A request.
  ///
  /// @param body text in UTF-8; empty for none
  record Request(String method, String url, Map<String, String> headers, String body) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /// An answer.
  ///
  /// @param body as text in UTF-8
  record Answer(int status, String body) {}
}
