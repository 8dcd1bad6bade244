package io.velostream.connector.formats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.stream.seam.Http;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// Requests and answers as they were, or are documented: the requests must come in that order, and
/// no others.
final class Exchanges implements Http {
  private final Deque<Exchange> expected = new ArrayDeque<>();

  /// @param status of the answer; 0 for none
  private record Exchange(String method, String url, String body, int status, String answer) {}

  Exchanges get(String url, int status, String answer) {
    expected.add(new Exchange("GET", url, "", status, answer));
    return this;
  }

  Exchanges post(String url, String body, int status, String answer) {
    expected.add(new Exchange("POST", url, body, status, answer));
    return this;
  }

  @Override
  public Answer send(Request request) throws IOException {
    assertThat(expected).as("%s %s", request.method(), request.url()).isNotEmpty();
    Exchange next = expected.remove();
    assertThat(request.method()).isEqualTo(next.method());
    assertThat(request.url()).isEqualTo(next.url());
    assertThat(request.body()).isEqualTo(next.body());
    Map<String, String> media =
        Map.of(
            "Accept", "application/vnd.schemaregistry.v1+json",
            "Content-Type", "application/vnd.schemaregistry.v1+json");
    assertThat(request.headers())
        .containsEntry("Authorization", "Bearer abc")
        .containsEntry("Accept", media.get("Accept"));
    if (!next.body().isEmpty()) {
      assertThat(request.headers()).containsAllEntriesOf(media);
    }
    if (next.status() == 0) {
      throw new IOException("refused");
    }
    return new Answer(next.status(), next.answer());
  }

  void requireAllAsked() {
    assertThat(expected).isEmpty();
  }
}
