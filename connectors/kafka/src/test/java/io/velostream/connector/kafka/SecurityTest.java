package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS and the ways to sign in, against a broker that wants them; and that no secret is ever shown.
@Timeout(120)
class SecurityTest {
  private static final String CANARY = "can;ary=42";
  private static final String LOGINS = "org.apache.kafka.common.security.";

  @TempDir static Path folder;
  private static Broker broker;
  private static String topic;
  private static Path clientKey;
  private static Path trust;
  private static Path stranger;
  private static final Map<String, Integer> PORTS = new TreeMap<>();

  private final Session session = Session.open();

  @BeforeAll
  static void start()
      throws IOException, InterruptedException, GeneralSecurityException, ExecutionException {
    Path here = KeyStores.key(folder, "here", "-ext", "san=ip:127.0.0.1");
    Path elsewhere = KeyStores.key(folder, "elsewhere", "-ext", "san=dns:elsewhere.example");
    Path expired =
        KeyStores.signed(
            folder, "expired", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
    clientKey = KeyStores.key(folder, "client");
    trust = KeyStores.trust(folder, "trust", here, elsewhere, expired);
    stranger = KeyStores.trust(folder, "stranger", clientKey);
    Path clients = KeyStores.trust(folder, "clients", clientKey);

    int plain = Broker.freePort();
    int controller = Broker.freePort();
    StringBuilder listeners = new StringBuilder("PLAINTEXT://127.0.0.1:" + plain);
    Map<String, String> settings = new TreeMap<>();
    StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (String name : List.of("here", "elsewhere", "expired", "mutual", "signed")) {
      int port = Broker.freePort();
      PORTS.put(name, port);
      listeners.append(",%s://127.0.0.1:%d".formatted(name, port));
      protocols.append(",%s:%s".formatted(name, name.equals("signed") ? "SASL_SSL" : "SSL"));
      Path key = name.equals("elsewhere") ? elsewhere : name.equals("expired") ? expired : here;
      String prefix = "listener.name." + name + ".ssl.";
      settings.put(prefix + "keystore.location", key.toString());
      settings.put(prefix + "keystore.password", KeyStores.PASSWORD);
      settings.put(prefix + "key.password", KeyStores.PASSWORD);
    }
    settings.put("listener.name.mutual.ssl.client.auth", "required");
    settings.put("listener.name.mutual.ssl.truststore.location", clients.toString());
    settings.put("listener.name.mutual.ssl.truststore.password", KeyStores.PASSWORD);
    settings.put(
        "listener.name.signed.sasl.enabled.mechanisms",
        "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER");
    String jaas = "listener.name.signed.%s.sasl.jaas.config";
    settings.put(
        jaas.formatted("plain"),
        LOGINS + "plain.PlainLoginModule required user_ann=\"" + CANARY + "\";");
    settings.put(jaas.formatted("scram-sha-256"), LOGINS + "scram.ScramLoginModule required;");
    settings.put(jaas.formatted("scram-sha-512"), LOGINS + "scram.ScramLoginModule required;");
    settings.put(
        jaas.formatted("oauthbearer"),
        LOGINS
            + "oauthbearer.OAuthBearerLoginModule required"
            + " unsecuredLoginStringClaim_sub=\"broker\";");
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", listeners.toString());
    settings.put("listener.security.protocol.map", protocols.toString());
    broker = Broker.open(plain, controller, settings);
    try (Admin admin = broker.admin()) {
      for (ScramMechanism one :
          List.of(ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)) {
        admin
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialUpsertion(
                        "ann", new ScramCredentialInfo(one, 4096), CANARY)))
            .all()
            .get();
      }
    }
    topic = broker.topic(2);
    broker.write(topic, 0, "{\"id\":1}", "{\"id\":2}");
    broker.write(topic, 1, "{\"id\":3}");
    Files.writeString(folder.resolve("password.txt"), CANARY + "\n");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void close() {
    session.close();
  }

  /// A table at one of the listeners.
  private static String table(String listener, String topic, String... properties) {
    StringBuilder options = new StringBuilder();
    for (int i = 0; i < properties.length; i += 2) {
      options.append(", 'properties.%s' = '%s'".formatted(properties[i], properties[i + 1]));
    }
    return "(id BIGINT) WITH ('connector' = 'kafka', 'format' = 'json', 'topic' = '%s', 'scan.bounded.mode' = 'latest-offset', 'properties.bootstrap.servers' = '127.0.0.1:%d', 'properties.default.api.timeout.ms' = '5000'%s)"
        .formatted(topic, PORTS.get(listener), options);
  }

  private static String[] tls(Path trusted, String... more) {
    return Stream.concat(
            Stream.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.location",
                trusted.toString(),
                "ssl.truststore.password",
                KeyStores.PASSWORD),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static String[] signed(String mechanism, String login) {
    String[] all = tls(trust, "sasl.mechanism", mechanism, "sasl.jaas.config", login);
    all[1] = "SASL_SSL";
    return all;
  }

  private static String login(String module, String password) {
    return LOGINS + module + " required username=\"ann\" password=\"" + password + "\";";
  }

  private long sum(String definition) {
    session.execute("CREATE OR REPLACE TABLE t " + definition + ";");
    try (Rows rows = session.query("SELECT SUM(id) FROM t")) {
      assertThat(rows.next()).isTrue();
      return (Long) rows.getObject(0);
    }
  }

  /// The query fails with a reason, soon, and without telling a secret.
  private void requireRefused(String definition, String... reason) {
    Instant begin = Instant.now();
    Throwable failure = catchThrowable(() -> sum(definition));
    assertThat(failure).isInstanceOf(EnvironmentException.class).hasMessageContainingAll(reason);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain(CANARY, KeyStores.PASSWORD);
  }

  @Test
  void tlsWithTheRightCertificate() {
    assertThat(sum(table("here", topic, tls(trust)))).isEqualTo(6);
    String[] both =
        tls(
            trust,
            "ssl.keystore.location",
            clientKey.toString(),
            "ssl.keystore.password",
            KeyStores.PASSWORD,
            "ssl.key.password",
            KeyStores.PASSWORD);
    assertThat(sum(table("mutual", topic, both))).isEqualTo(6);
  }

  @Test
  void certificatesThatProveNothingAreRefused() {
    requireRefused(table("elsewhere", topic, tls(trust)), "No subject alternative names");
    requireRefused(table("expired", topic, tls(trust)), "NotAfter");
    requireRefused(table("here", topic, tls(stranger)), "unable to find valid certification path");
    requireRefused(table("mutual", topic, tls(trust)), "cannot ask 127.0.0.1");
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamed() {
    String[] wrong = tls(trust);
    wrong[5] = "wrong";
    requireRefused(table("here", topic, wrong), trust.toString(), "password was incorrect");
    requireRefused(
        table("here", topic, tls(folder.resolve("none.p12"))),
        folder.resolve("none.p12").toString());
  }

  @Test
  void nobodyFallsBackToPlainText() {
    requireRefused(table("here", topic), "cannot ask 127.0.0.1");
    String[] plain = signed("PLAIN", login("plain.PlainLoginModule", CANARY));
    plain[1] = "SASL_PLAINTEXT";
    requireRefused(table("signed", topic, plain), "cannot ask 127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, plain.PlainLoginModule",
    "SCRAM-SHA-256, scram.ScramLoginModule",
    "SCRAM-SHA-512, scram.ScramLoginModule"
  })
  void passwords(String mechanism, String module) {
    assertThat(sum(table("signed", topic, signed(mechanism, login(module, CANARY))))).isEqualTo(6);
    String reference = "${file:" + folder.resolve("password.txt") + "}";
    assertThat(sum(table("signed", topic, signed(mechanism, login(module, reference)))))
        .isEqualTo(6);
    requireRefused(
        table("signed", topic, signed(mechanism, login(module, CANARY + "x"))),
        "Authentication failed");
  }

  @Test
  void tokens() {
    String module = LOGINS + "oauthbearer.OAuthBearerLoginModule required";
    assertThat(
            sum(
                table(
                    "signed",
                    topic,
                    signed("OAUTHBEARER", module + " unsecuredLoginStringClaim_sub=\"ann\";"))))
        .isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.sun.security.auth.module.JndiLoginModule required user.provider.url=\"ldap://x\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required; evil.Module required;",
        "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"a\";"
            + " evil.Module required x=\"\";",
        """
        org.apache.kafka.common.security.plain.PlainLoginModule required // "
        ; evil.Module required;
        ";\
        """,
        """
        org.apache.kafka.common.security.plain.PlainLoginModule required x="
        ; evil.Module required y=";";\
        """,
        "org.apache.kafka.common.security.plain.PlainLoginModule required x=\"a"
      })
  void otherLoginsAreRefused(String login) {
    String escaped = login.replace("'", "''");
    assertThatThrownBy(() -> sum(table("signed", topic, signed("PLAIN", escaped))))
        .hasMessageContaining("must be one of the login modules for PLAIN, SCRAM and OAUTHBEARER")
        .hasMessageNotContaining("evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interceptor.classes",
        "metric.reporters",
        "config.providers",
        "config.providers.file.class",
        "ssl.engine.factory.class",
        "ssl.provider",
        "ssl.trustmanager.algorithm",
        "security.providers",
        "sasl.login.callback.handler.class",
        "sasl.client.callback.handler.class",
        "sasl.login.class",
        "sasl.kerberos.kinit.cmd",
        "sasl.oauthbearer.jwks.endpoint.url",
        "sasl.oauthbearer.jwt.retriever.class",
        "partitioner.class",
        "partition.assignment.strategy",
        "key.deserializer",
        "value.serializer",
        "transactional.id",
        "enable.auto.commit",
        "auto.offset.reset",
        "anything.else"
      })
  void otherPropertiesAreRefused(String name) {
    assertThatThrownBy(() -> sum(table("here", topic, tls(trust, name, "x"))))
        .hasMessageContaining(
            "the option 'properties."
                + name
                + "' is not one of the properties that a table may set");
  }

  @Test
  void secretsAreNeverShown() throws IOException, InterruptedException {
    String output = broker.topic(1);
    String login = login("scram.ScramLoginModule", "${env:KAFKA_CANARY}");
    String definition = table("signed", topic, signed("SCRAM-SHA-256", login));
    String sink = table("signed", output, signed("SCRAM-SHA-256", login));
    session.execute("CREATE TABLE t " + definition + ";");
    String shown = shown("SHOW CREATE TABLE t") + shown("EXPLAIN SELECT * FROM t");
    assertThat(shown)
        .contains("'properties.sasl.jaas.config' = '******'")
        .doesNotContain(CANARY, KeyStores.PASSWORD);
    assertThatThrownBy(() -> shown("SELECT * FROM t"))
        .hasMessageContaining(
            "refers to the environment variable 'KAFKA_CANARY', which is not set");
    Job job =
        Job.of(
            folder,
            "CREATE TABLE i %s; CREATE TABLE o %s; INSERT INTO o SELECT id * 10 FROM i;"
                .formatted(definition, sink),
            Map.of("KAFKA_CANARY", CANARY));
    assertThat(job.await(job.start())).as(job.log()).isZero();
    assertThat(broker.messages(output, 3))
        .containsExactlyInAnyOrder("{\"id\":10}", "{\"id\":20}", "{\"id\":30}");
    assertThat(job.log()).doesNotContain(CANARY, KeyStores.PASSWORD);
    try (Stream<Path> files = Files.walk(job.work().resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(CANARY, KeyStores.PASSWORD);
      }
    }
  }

  private String shown(String sql) {
    StringBuilder all = new StringBuilder();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        all.append(rows.getObject(0)).append('\n');
      }
    }
    return all.toString();
  }
}
