package io.velostream.connector.formats.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is asked of a registry, and what its answers mean, by what Confluent's documentation says
/// of them.
class SchemaRegistryTest {
  private static final String URL = "http://one:8081";
  private static final String OTHER = "http://two:8081/base";
  private static final String NO_SCHEMA =
      "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";

  private final Exchanges exchanges = new Exchanges();
  private long nanos;

  private final Clock clock =
      new Clock() {
        @Override
        public long wallMicros() {
          return nanos / 1_000;
        }

        @Override
        public long monotonicNanos() {
          return nanos;
        }

        @Override
        public void waitUntil(long until) {
          nanos = until;
        }
      };

  private final SchemaRegistry registry =
      new SchemaRegistry(
          exchanges,
          clock,
          new RegistryPlace(List.of(URL, OTHER), Map.of("Authorization", "Bearer abc")));

  @AfterEach
  void everythingWasAsked() {
    exchanges.requireAllAsked();
  }

  @Test
  void schemasAreFoundOnceByTheirIds() {
    exchanges.get(URL + "/schemas/ids/1", 200, "{\"schema\":\"\\\"string\\\"\"}");
    RegisteredSchema string = new RegisteredSchema(1, "AVRO", "\"string\"", List.of());
    assertThat(registry.find(1)).contains(string);
    assertThat(registry.find(1)).contains(string);
    exchanges.get(
        URL + "/schemas/ids/2",
        200,
        """
        {"schemaType":"JSON","schema":"{}","references":null,"metadata":{"tags":{"a":["b"]}},
          "ruleSet":null,"maxId":9}
        """);
    assertThat(registry.find(2)).contains(new RegisteredSchema(2, "JSON", "{}", List.of()));
  }

  @Test
  void anIdThatIsNotThereMayComeToBe() {
    exchanges.get(URL + "/schemas/ids/7", 404, NO_SCHEMA);
    assertThat(registry.find(7)).isEmpty();
    nanos = 999_999_999;
    assertThat(registry.find(7)).isEmpty();
    nanos++;
    exchanges.get(URL + "/schemas/ids/7", 404, NO_SCHEMA);
    assertThat(registry.find(7)).isEmpty();
    nanos += 1_000_000_000;
    exchanges.get(URL + "/schemas/ids/7", 200, "{\"schema\":\"\\\"int\\\"\"}");
    assertThat(registry.find(7)).isPresent();
    assertThat(registry.find(7)).isPresent();
  }

  @Test
  void theNewestOfASubjectMayBeMissing() {
    exchanges
        .get(
            URL + "/subjects/%3A.dev%3Aa%20b%2Fc/versions/latest",
            200,
            """
            {"subject":":.dev:a b/c","version":3,"id":12,"guid":"x","schema":"\\"long\\""}
            """)
        .get(
            URL + "/subjects/none/versions/latest",
            404,
            "{\"error_code\":40401,\"message\":\"Subject 'none' not found.\"}");
    assertThat(registry.latest(":.dev:a b/c"))
        .contains(new RegisteredSchema(12, "AVRO", "\"long\"", List.of()));
    assertThat(registry.latest("none")).isEmpty();
  }

  @Test
  void whatASchemaLeansOnComesBeforeIt() {
    String reference = "{\"name\":\"%s\",\"subject\":\"%s\",\"version\":%d}";
    exchanges
        .get(
            URL + "/schemas/ids/5",
            200,
            "{\"schemaType\":\"PROTOBUF\",\"schema\":\"top\",\"references\":[%s,%s]}"
                .formatted(reference.formatted("b", "s b", 2), reference.formatted("c", "s-c", 1)))
        .get(
            URL + "/subjects/s%20b/versions/2?deleted=true",
            200,
            "{\"subject\":\"s b\",\"version\":2,\"id\":4,\"schema\":\"b\",\"references\":[%s,%s]}"
                .formatted(reference.formatted("c", "s-c", 3), reference.formatted("b", "s b", 2)))
        .get(
            URL + "/subjects/s-c/versions/3?deleted=true",
            200,
            "{\"subject\":\"s-c\",\"version\":3,\"id\":3,\"schema\":\"c3\"}");
    assertThat(registry.find(5))
        .as("of two versions of c the first one that was met")
        .contains(new RegisteredSchema(5, "PROTOBUF", "top", List.of("c3", "b")));
  }

  @Test
  void whatASchemaLeansOnMustBeThere() {
    exchanges
        .get(
            URL + "/schemas/ids/5",
            200,
            "{\"schema\":\"top\",\"references\":[{\"name\":\"n\",\"subject\":\"s\",\"version\":2}]}")
        .get(
            URL + "/subjects/s/versions/2?deleted=true",
            404,
            "{\"error_code\":40402,\"message\":\"Version 2 not found.\"}");
    assertThatThrownBy(() -> registry.find(5))
        .isInstanceOf(UserException.class)
        .hasMessage("the schema registry lacks version 2 of 's', which another schema names");
  }

  @Test
  void schemasAreGivenToSubjects() {
    exchanges
        .post(
            URL + "/subjects/s-value/versions",
            "{\"schema\":\"\\\"int\\\"\"}",
            200,
            "{\"id\":1,\"version\":1,\"guid\":\"g\",\"schema\":\"\\\"int\\\"\"}")
        .post(
            URL + "/subjects/s-key/versions",
            "{\"schemaType\":\"JSON\",\"schema\":\"{\\n}\"}",
            200,
            "{\"id\":2}");
    assertThat(registry.register("s-value", "AVRO", "\"int\"")).contains(1);
    assertThat(registry.register("s-key", "JSON", "{\n}")).contains(2);
  }

  private void registeredWith(int status, String answer) {
    exchanges.post(URL + "/subjects/s/versions", "{\"schema\":\"x\"}", status, answer);
    var _ = registry.register("s", "AVRO", "x");
  }

  @Test
  void refusalsTellWhatTheRegistrySays() {
    assertThatThrownBy(() ->
            registeredWith(
                409,
                "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}"))
        .isInstanceOf(UserException.class)
        .hasMessage("the schema registry refuses (409): Schema being registered is incompatible");
    assertThatThrownBy(
            () -> registeredWith(422, "{\"error_code\":42201,\"message\":\"Invalid schema x\"}"))
        .isInstanceOf(UserException.class)
        .hasMessage("the schema registry refuses (422): Invalid schema x");
    assertThatThrownBy(() -> registeredWith(400, "Bad\nrequest"))
        .isInstanceOf(UserException.class)
        .hasMessage("the schema registry refuses (400): Bad");
    assertThatThrownBy(() ->
            registeredWith(422, "{\"error_code\":42203,\"message\":\"Invalid compatibility\"}"))
        .isInstanceOf(UserException.class)
        .hasMessage("the schema registry refuses (422): Invalid compatibility");
    assertThatThrownBy(
            () -> registeredWith(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("wants to know who asks");
  }

  @Test
  void whoMayNotRegisterLooksUp() {
    String mine = "{\"schema\":\"x\"}";
    for (String readOnly :
        List.of(
            "{\"error_code\":40301,\"message\":\"No right to it\"}",
            "{\"error_code\":42205,\"message\":\"Subject a b is in read-only mode\"}")) {
      int status = readOnly.contains("403") ? 403 : 422;
      exchanges
          .post(URL + "/subjects/a%20b/versions", mine, status, readOnly)
          .post(
              URL + "/subjects/a%20b",
              mine,
              200,
              "{\"subject\":\"a b\",\"id\":9,\"version\":2,\"schema\":\"x\"}");
      assertThat(registry.register("a b", "AVRO", "x")).contains(9);
      exchanges
          .post(URL + "/subjects/a%20b/versions", mine, status, readOnly)
          .post(URL + "/subjects/a%20b", mine, 404, NO_SCHEMA);
      assertThat(registry.register("a b", "AVRO", "x")).isEmpty();
    }
    String refusal = "{\"error_code\":40301,\"message\":\"No right\"}";
    exchanges
        .post(URL + "/subjects/s/versions", mine, 403, refusal)
        .post(URL + "/subjects/s", mine, 403, refusal);
    assertThatThrownBy(() -> registry.register("s", "AVRO", "x"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the schema registry does not let this user ask %s/subjects/s: No right"
                .formatted(URL));
    exchanges.post(
        URL + "/subjects/s", "{\"schemaType\":\"JSON\",\"schema\":\"x\"}", 404, NO_SCHEMA);
    assertThat(registry.lookUp("s", "JSON", "x")).isEmpty();
  }

  @Test
  void whatIsNoRegistryHasNoMissingSchemas() {
    for (String page :
        List.of(
            "<html>no such page</html>",
            "",
            "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
            "{\"status\":404,\"title\":\"Not Found\"}")) {
      exchanges.get(URL + "/schemas/ids/7", 404, page);
      assertThatThrownBy(() -> registry.find(7))
          .as(page)
          .isInstanceOf(UserException.class)
          .hasMessage("there is no schema registry at " + URL + " (404)");
    }
  }

  @Test
  void theNextServerIsAskedWhereOneFails() {
    for (int status : List.of(0, 408, 429, 500, 503)) {
      exchanges
          .get(URL + "/schemas/ids/7", status, "{\"error_code\":50003,\"message\":\"later\"}")
          .get(OTHER + "/schemas/ids/7", 404, NO_SCHEMA);
      assertThat(registry.find(7)).isEmpty();
      nanos += 1_000_000_000;
    }
    exchanges
        .get(URL + "/schemas/ids/7", 503, "")
        .get(OTHER + "/schemas/ids/7", 0, "")
        .get(URL + "/schemas/ids/7", 404, NO_SCHEMA);
    assertThatThrownBy(() -> registry.find(7))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("cannot ask the schema registry %s, %s: refused".formatted(URL, OTHER))
        .matches(e -> ((EnvironmentException) e).retryable());
    assertThat(registry.find(7)).as("a failure is not remembered").isEmpty();
  }

  @Test
  void whoAsksIsNotShown() {
    assertThat(new RegistryPlace(List.of(URL), Map.of("Authorization", "Basic c2VjcmV0")))
        .hasToString("RegistryPlace[" + URL + "]");
  }
}
