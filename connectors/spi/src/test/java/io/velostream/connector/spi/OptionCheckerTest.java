package io.velostream.connector.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionCheckerTest {
  private static final List<OptionSpec> KNOWN =
      List.of(
          OptionSpec.required("path", "the file"),
          OptionSpec.withDefault("compression", "auto", "how").oneOf("auto", "none", "gzip"),
          OptionSpec.optional("format", "the format"));

  private static Options check(Map<String, String> given) {
    return OptionChecker.check("the connector 'x'", KNOWN, given);
  }

  private static void refused(Map<String, String> given, String message, String hint) {
    assertThatThrownBy(() -> check(given))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTION);
              assertThat(e.message()).isEqualTo(message);
              assertThat(e.hint()).contains(hint);
            });
  }

  @Test
  void defaultsAreFilledInAndValuesTakeTheKnownSpelling() {
    assertThat(check(Map.of("path", "a")).values())
        .isEqualTo(Map.of("path", "a", "compression", "auto"));
    assertThat(check(Map.of("path", "a", "compression", "GZIP")).get("compression"))
        .isEqualTo("gzip");
  }

  @Test
  void unknownMissingAndImpossibleOptionsAreRefusedWithAdvice() {
    refused(
        Map.of("pat", "a"),
        "the connector 'x' has no option 'pat'",
        "did you mean 'path'? known options: path, compression, format");
    refused(Map.of("path", "a", "zzz", "1"), "the connector 'x' has no option 'zzz'", "known");
    refused(Map.of(), "the option 'path' is missing; the connector 'x' needs it", "the file");
    refused(
        Map.of("path", "a", "compression", "gzib"),
        "the option 'compression' cannot be 'gzib'",
        "did you mean 'gzip'? allowed values: auto, none, gzip");
  }

  @Test
  void suggestionsAllowForSwapsAndLetterCaseButNotForOtherWords() {
    assertThat(Suggestions.nearest("tardes", List.of("orders", "trades"))).contains("trades");
    assertThat(Suggestions.nearest("TRADES", List.of("trades"))).contains("trades");
    assertThat(Suggestions.nearest("users", List.of("trades"))).isEmpty();
    assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
  }
}
