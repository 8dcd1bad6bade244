package io.velostream.connector.formats.registry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Http;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks a schema registry, and remembers what it has said. Belongs to one thread.
public final class SchemaRegistry {
  private static final String MEDIA = "application/vnd.schemaregistry.v1+json";

  /// What a registry answers that is for reading at present, or a subject of it.
  private static final int READ_ONLY = 42205;

  /// Schemas that one schema may lean on.
  private static final int MOST_REFERENCES = 200;

  /// Ids that are remembered at most; then all are forgotten.
  private static final int MOST_KEPT = 10_000;

  /// For how long an id that was not there is not asked for again: long enough for a flood of
  /// messages at fault, and short, since a follower may come to know it later than who wrote.
  private static final long MISSING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Http http;
  private final Clock clock;
  private final RegistryPlace place;
  private final Map<Integer, RegisteredSchema> byId = new HashMap<>();

  /// When ids were not there, by the clock.
  private final Map<Integer, Long> missing = new HashMap<>();

  public SchemaRegistry(Http http, Clock clock, RegistryPlace place) {
    this.http = http;
    this.clock = clock;
    this.place = place;
  }

  /// The one that the options of a format tell.
  public static SchemaRegistry of(String format, Options options, World world) {
    return new SchemaRegistry(
        world.http(), world.clock(), RegistryPlace.of(format, options, world.files()));
  }

  /// The schema of an id; nothing when there is none.
  ///
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses to answer
  public Optional<RegisteredSchema> find(int id) {
    RegisteredSchema known = byId.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    long now = clock.monotonicNanos();
    Long asked = missing.get(id);
    if (asked != null && now - asked < MISSING_NANOS) {
      return Optional.empty();
    }
    RegistryAnswer answer = ask("GET", "/schemas/ids/" + id, "");
    if (answer == null) {
      keep(id, now, missing);
      return Optional.empty();
    }
    RegisteredSchema found = schema(id, answer);
    missing.remove(id);
    keep(id, found, byId);
    return Optional.of(found);
  }

  private static <V> void keep(int id, V value, Map<Integer, V> among) {
    if (among.size() >= MOST_KEPT) {
      among.clear();
    }
    among.put(id, value);
  }

  /// The newest schema of a subject; nothing when it has none.
  ///
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses to answer
  public Optional<RegisteredSchema> latest(String subject) {
    RegistryAnswer answer = ask("GET", versions(subject) + "/latest", "");
    return answer == null ? Optional.empty() : Optional.of(schema(answer.id(), answer));
  }

  /// Gives a schema to a subject, if it does not have it. Who may not is as well served by one that
  /// is there.
  ///
  /// @return its id; nothing when it is not there and this user may not change that
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses the schema, since those before do not go with it
  public Optional<Integer> register(String subject, String kind, String text) {
    Reply reply = send("POST", versions(subject), body(kind, text));
    if (mayNotWrite(reply.answer())) {
      return lookUp(subject, kind, text);
    }
    RegistryAnswer answer = checked(reply);
    if (answer == null || answer.id() == 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the schema registry takes no schema of '" + subject + "'");
    }
    return Optional.of(answer.id());
  }

  /// The id of a schema that a subject has; nothing when it does not have it.
  ///
  /// @throws EnvironmentException when the registry cannot be reached
  /// @throws UserException when it refuses to answer
  public Optional<Integer> lookUp(String subject, String kind, String text) {
    RegistryAnswer answer = ask("POST", subject(subject), body(kind, text));
    return answer == null || answer.id() == 0 ? Optional.empty() : Optional.of(answer.id());
  }

  private static String body(String kind, String text) {
    String type = kind.equals("AVRO") ? "" : "\"schemaType\":\"" + kind + "\",";
    return "{%s\"schema\":\"%s\"}"
        .formatted(type, new String(JsonStringEncoder.getInstance().quoteAsString(text)));
  }

  /// Whether the user has no right to change a subject, or nobody has at present.
  private static boolean mayNotWrite(Http.Answer answer) {
    if (answer.status() != 422) {
      return answer.status() == 403;
    }
    try {
      return RegistryAnswer.of(answer.body()).error() == READ_ONLY;
    } catch (IOException _) {
      return false; // no JSON
    }
  }

  private static String subject(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return "/subjects/" + encoded.replace("+", "%20"); // in a path, + is a plus
  }

  private static String versions(String subject) {
    return subject(subject) + "/versions";
  }

  private RegisteredSchema schema(int id, RegistryAnswer answer) {
    List<String> references = new ArrayList<>();
    collect(answer.references(), new HashSet<>(), references);
    return new RegisteredSchema(id, answer.kind(), answer.schema(), references);
  }

  /// Collects what schemas lean on, each thing behind what it leans on itself. Where two lean on
  /// versions of the same, the first is taken: there cannot be two under one name.
  private void collect(
      List<RegistryAnswer.Reference> references, Set<String> names, List<String> found) {
    for (RegistryAnswer.Reference reference : references) {
      if (!names.add(reference.name())) {
        continue;
      }
      if (names.size() > MOST_REFERENCES) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED, "a schema leans on more than " + MOST_REFERENCES + " others");
      }
      // Messages outlive what is deleted.
      String path = versions(reference.subject()) + "/" + reference.version() + "?deleted=true";
      RegistryAnswer answer = ask("GET", path, "");
      if (answer == null) {
        throw new UserException(
            ErrorCode.BAD_INPUT,
            "the schema registry lacks version %d of '%s', which another schema names"
                .formatted(reference.version(), reference.subject()));
      }
      collect(answer.references(), names, found);
      found.add(answer.schema());
    }
  }

  /// What a server has answered.
  ///
  /// @param asked the URL
  /// @param found what it has, where nothing is wrong
  private record Reply(
      String server, String asked, Http.Answer answer, @Nullable RegistryAnswer found) {}

  /// Asks.
  ///
  /// @return `null` when there is no such thing
  private @Nullable RegistryAnswer ask(String method, String path, String body) {
    return checked(send(method, path, body));
  }

  /// Asks each of the servers until one answers.
  private Reply send(String method, String path, String body) {
    Map<String, String> headers = new HashMap<>(place.headers());
    headers.put("Accept", MEDIA);
    if (!body.isEmpty()) {
      headers.put("Content-Type", MEDIA);
    }
    IOException failure = new IOException("no URL");
    for (String url : place.urls()) {
      try {
        Http.Answer answer = http.send(new Http.Request(method, url + path, headers, body));
        int status = answer.status();
        if (status == 408 || status == 429 || status >= 500) {
          throw new IOException("status " + status);
        }
        RegistryAnswer found = status == 200 ? RegistryAnswer.of(answer.body()) : null;
        return new Reply(url, url + path, answer, found);
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

  private static @Nullable RegistryAnswer checked(Reply reply) {
    Http.Answer answer = reply.answer();
    int status = answer.status();
    if (status == 404) {
      if (isMissing(answer)) {
        return null;
      }
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "there is no schema registry at " + reply.server() + " (404)")
          .hint("give the URL up to '/subjects'; Apicurio's ends with /apis/ccompat/v7");
    }
    if (status == 401) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the schema registry wants to know who asks: " + reply.asked())
          .hint("give 'basic-auth.user-info' or 'bearer-auth.token' of the format");
    }
    if (status == 403) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the schema registry does not let this user ask %s: %s"
                  .formatted(reply.asked(), message(answer)))
          .hint("give it the right to, or another user");
    }
    if (status != 200) {
      throw new UserException(
          ErrorCode.BAD_INPUT,
          "the schema registry refuses (%d): %s".formatted(status, message(answer)));
    }
    return reply.found();
  }

  /// Whether a registry says that it lacks something; what else answers that there is no such page
  /// has no code for it.
  private static boolean isMissing(Http.Answer answer) {
    try {
      return RegistryAnswer.of(answer.body()).error() / 100 == 404;
    } catch (IOException _) {
      return false; // no JSON
    }
  }

  private static String message(Http.Answer answer) {
    try {
      return RegistryAnswer.of(answer.body()).message();
    } catch (IOException _) {
      return answer.body().lines().findFirst().orElse("without a reason"); // no JSON, but words
    }
  }
}
