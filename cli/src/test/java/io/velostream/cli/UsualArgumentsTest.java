package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsualArgumentsTest {
  /// Arguments, parted by a bar.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-c|SELECT 1",
        "--command|SELECT 1|-c|SELECT 'it''s = \"quoted\"'",
        "-f|a.sql|-c|SELECT 2|--file|-",
        "-c|SELECT 1|--format|json",
        "--format|ChangeLog|-c|SELECT 1|--summary",
        "-c| SELECT 1 |--no-summary|--set|batch.rows=7|--set|x=a=b",
        "-c|$HOME ${sys:java.home} %n \\t",
        "-c|'SELECT 1'",
        "-c|\"SELECT 1\"",
      })
  void readsAsPicocliDoes(String line) {
    String[] arguments = line.split("\\|");
    VelostreamCommand usual = UsualArguments.read(arguments);
    VelostreamCommand full = new VelostreamCommand();
    new CommandLine(full).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    assertThat(usual).isNotNull();
    assertThat(usual.commands).isEqualTo(full.commands).doesNotContainNull();
    assertThat(usual.files).isEqualTo(full.files);
    assertThat(usual.options.format).isEqualTo(full.options.format);
    assertThat(usual.options.settings).isEqualTo(full.options.settings);
    assertThat(usual.options.summary).isEqualTo(full.options.summary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run|a.sql",
        "--summary",
        "-cSELECT 1",
        "--format=json|-c|SELECT 1",
        "-c",
        "-c|",
        "-c|-f",
        "-c|@arguments",
        "-c|SELECT 1|--format|xml",
        "-c|SELECT 1|--format|csv|--format|csv",
        "-c|SELECT 1|--summary|--no-summary",
        "-c|SELECT 1|--set|batch.rows",
        "-c|SELECT 1|--set|a=1|--set|a=2",
        "-c|SELECT 1|--set|a=\"b\"",
        "-c|SELECT 1|more",
      })
  void leavesTheRestToPicocli(String line) {
    assertThat(UsualArguments.read(line.split("\\|", -1))).isNull();
  }
}
