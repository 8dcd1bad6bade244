package io.velostream.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Secrets secrets =
      new Secrets(Map.of("PW", "a$1\\b", "HOST", "db")::get, new Database.NoFiles());

  @Test
  void referencesAreReplacedByWhatTheyStandFor() {
    assertThat(secrets.resolve("password", "${env:PW}")).isEqualTo("a$1\\b");
    assertThat(secrets.resolve("url", "jdbc:postgresql://${env:HOST}/${env:HOST}"))
        .isEqualTo("jdbc:postgresql://db/db");
    assertThat(secrets.resolve("password", "$plain{env}")).isEqualTo("$plain{env}");
  }

  @Test
  void aReferenceToNothingIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> secrets.resolve("password", "${env:NONE}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'password' refers to the environment variable 'NONE'");
    assertThatThrownBy(() -> secrets.resolve("password", "${file:none.txt}"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("'none.txt'");
  }

  @Test
  void aUrlIsShownWithoutWhatMayBeSecret() {
    assertThat(Connections.safe("jdbc:postgresql://me:canary@host/db?password=canary"))
        .isEqualTo("jdbc:postgresql://host/db");
    assertThat(Connections.safe("jdbc:h2:mem:x;PASSWORD=canary")).isEqualTo("jdbc:h2:mem:x");
  }
}
