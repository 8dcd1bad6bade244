package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a file without a definition is read: by options of the command, and by hints.
class FileOptionsTest {
  @TempDir private Path folder;

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, "", arguments);
  }

  @Test
  void sampleSaysHowManyRowsTellTheTypes() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "a\n1\nx\n");
    String query = "SELECT a FROM 't.csv'";

    CommandRun all = run("--format", "csv", "-c", query);
    assertThat(all.out()).isEqualTo("a\n1\nx\n");
    assertThat(all.err()).isEmpty();

    CommandRun one = run("--sample", "1", "--format", "csv", "-c", query);
    assertThat(one.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(one.out()).isEqualTo("a\n1\n");
    assertThat(one.err()).contains("1 row could not be read", "t.csv:3: column 'a': 'x'");
  }

  @Test
  void aSampleOfNoRowsIsAnError() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "a\n1\n");
    CommandRun none = run("--sample", "0", "-c", "SELECT a FROM 't.csv'");
    assertThat(none.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(none.err()).contains("infer.sample-rows", "0");
    CommandRun many = run("--sample", "many", "-c", "SELECT a FROM 't.csv'");
    assertThat(many.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(many.err()).contains("--sample", "many");
  }

  @Test
  void aHintGivesOptionsToAFile() throws IOException {
    Files.writeString(folder.resolve("t.txt"), "a;b\n1;x\n");
    String hint = "/*+ OPTIONS('format' = 'csv', 'csv.delimiter' = ';', 'csv.header' = 'false') */";
    CommandRun run =
        run("--format", "csv", "-c", "SELECT f.column1, column0 FROM 't.txt' " + hint + " AS f");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("column1,column0\nb,a\nx,1\n");
  }

  @Test
  void aHintThatIsNotHeededIsAnError() {
    CommandRun run =
        run("-c", "CREATE TABLE t (v INT); SELECT * FROM t /*+ OPTIONS('follow' = 'true') */");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(run.err()).contains("1:39", "a hint at a named table is not supported");
  }
}
