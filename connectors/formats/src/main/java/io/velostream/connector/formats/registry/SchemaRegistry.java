package io.velostream.connector.formats.registry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Http;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a schema registry, and remembers what it has said. Belongs to one thread.
public final class SchemaRegistry {
  private static final String MEDIA = "application/vnd.schemaregistry.v1+json";

  /// Schemas that one schema may lean on.
  private static final int MOST_REFERENCES = 200;

  /// Ids that are remembered at most; then all are forgotten.
  private static final int MOST_KEPT = 10_000;

  private final Http http;
  private final RegistryPlace place;
  private final Map<Integer, Optional<RegisteredSchema>> byId = new HashMap<>();

  public SchemaRegistry(Http http, RegistryPlace place) {
    this.http = http;
    this.place = place;
  }

  /// The schema of an id; nothing when there is none.
  ///
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses to answer
  public Optional<RegisteredSchema> find(int id) {
    Optional<RegisteredSchema> known = byId.get(id);
    if (known == null) {
      RegistryAnswer answer = ask("GET", "/schemas/ids/" + id, "");
      known = answer == null ? Optional.empty() : Optional.of(schema(id, answer));
      if (byId.size() >= MOST_KEPT) {
        byId.clear();
      }
      byId.put(id, known);
    }
    return known;
  }

  /// The newest schema of a subject; nothing when it has none.
  ///
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses to answer
  public Optional<RegisteredSchema> latest(String subject) {
    RegistryAnswer answer = ask("GET", versions(subject) + "/latest", "");
    return answer == null ? Optional.empty() : Optional.of(schema(answer.id(), answer));
  }

  /// Gives a schema to a subject, if it does not have it.
  ///
  /// @return its id
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses the schema, since those before do not go with it
  public int register(String subject, String kind, String text) {
    String type = kind.equals("AVRO") ? "" : "\"schemaType\":\"" + kind + "\",";
    String body =
        "{%s\"schema\":\"%s\"}"
            .formatted(type, new String(JsonStringEncoder.getInstance().quoteAsString(text)));
    RegistryAnswer answer = ask("POST", versions(subject), body);
    if (answer == null || answer.id() == 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the schema registry takes no schema of '" + subject + "'");
    }
    return answer.id();
  }

  private static String versions(String subject) {
    return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
  }

  private RegisteredSchema schema(int id, RegistryAnswer answer) {
    Map<String, String> references = new LinkedHashMap<>();
    collect(answer.references(), references, 0);
    return new RegisteredSchema(
        id, answer.kind(), answer.schema(), new ArrayList<>(references.values()));
  }

  private void collect(List<RegistryAnswer.Reference> names, Map<String, String> found, int depth) {
    for (RegistryAnswer.Reference name : names) {
      String path = versions(name.subject()) + "/" + name.version();
      if (found.containsKey(path)) {
        continue;
      }
      if (found.size() >= MOST_REFERENCES || depth > MOST_REFERENCES) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED, "a schema leans on more than " + MOST_REFERENCES + " others");
      }
      RegistryAnswer answer = ask("GET", path, "");
      if (answer == null) {
        throw new UserException(
            ErrorCode.BAD_INPUT,
            "the schema registry lacks version %d of '%s', which another schema names"
                .formatted(name.version(), name.subject()));
      }
      collect(answer.references(), found, depth + 1);
      found.put(path, answer.schema());
    }
  }

  /// Asks each of the servers until one answers.
  ///
  /// @return `null` when there is no such thing
  private @Nullable RegistryAnswer ask(String method, String path, String body) {
    Map<String, String> headers = new HashMap<>(place.headers());
    headers.put("Accept", MEDIA);
    if (!body.isEmpty()) {
      headers.put("Content-Type", MEDIA);
    }
    IOException failure = new IOException("no URL");
    for (String url : place.urls()) {
      try {
        Http.Answer answer = http.send(new Http.Request(method, url + path, headers, body));
        if (answer.status() == 429 || answer.status() >= 500) {
          throw new IOException("status " + answer.status());
        }
        return checked(url + path, answer);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new EnvironmentException(
        "cannot ask the schema registry %s: %s"
            .formatted(String.join(", ", place.urls()), failure.getMessage()),
        failure,
        true);
  }

  private static @Nullable RegistryAnswer checked(String url, Http.Answer answer)
      throws IOException {
    int status = answer.status();
    if (status == 404) {
      return null;
    }
    if (status == 401 || status == 403) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "the schema registry wants to know who asks: " + url)
          .hint("give 'basic-auth.user-info' or 'bearer-auth.token' of the format");
    }
    if (status != 200) {
      throw new UserException(
          ErrorCode.BAD_INPUT,
          "the schema registry refuses (%d): %s".formatted(status, message(answer)));
    }
    return RegistryAnswer.of(answer.body());
  }

  private static String message(Http.Answer answer) {
    try {
      return RegistryAnswer.of(answer.body()).message();
    } catch (IOException _) {
      return answer.body().lines().findFirst().orElse("without a reason"); // no JSON, but words
    }
  }
}
