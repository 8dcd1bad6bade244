package io.velostream.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilePatternTest {
  private final MemoryFiles files = new MemoryFiles();

  private List<String> match(String pattern) throws IOException {
    return FilePattern.match(pattern, files);
  }

  private void put(String... paths) {
    for (String path : paths) {
      files.content.put(path, new byte[0]);
    }
  }

  @Test
  void wildcardsStandForPartsOfOneName() throws IOException {
    put("b.csv", "a.csv", "c.txt", "d1/a.csv", "d2/a.csv", "d2/b.csv.gz", "d2/e/f.csv");

    assertThat(match("*.csv")).containsExactly("a.csv", "b.csv");
    assertThat(match("?.csv")).containsExactly("a.csv", "b.csv");
    assertThat(match("[!a].csv")).containsExactly("b.csv");
    assertThat(match("{a,c}.*")).containsExactly("a.csv", "c.txt");
    assertThat(match("d*/a.csv")).containsExactly("d1/a.csv", "d2/a.csv");
    assertThat(match("d2/*.csv*")).containsExactly("d2/a.csv", "d2/b.csv.gz");
    assertThat(match("d2/*/*")).containsExactly("d2/e/f.csv");
    assertThat(match("d2/e")).isEmpty();
    assertThat(match("nowhere/*.csv")).isEmpty();
  }

  @Test
  void twoStarsStandForAnyNumberOfFolders() throws IOException {
    put("a.csv", "x/a.csv", "x/y/a.csv", "x/y/b.txt", "/top/a.csv");

    assertThat(match("**/a.csv")).containsExactly("a.csv", "x/a.csv", "x/y/a.csv");
    assertThat(match("x/**/*.csv")).containsExactly("x/a.csv", "x/y/a.csv");
    assertThat(match("x/**")).containsExactly("x/a.csv", "x/y/a.csv", "x/y/b.txt");
    assertThat(FilePattern.within("x", files)).containsExactly("x/a.csv", "x/y/a.csv", "x/y/b.txt");
    assertThat(FilePattern.within("x/", files)).hasSize(3);
    assertThat(match("/top/*")).containsExactly("/top/a.csv");
  }

  @Test
  void hiddenNamesAreMatchedOnlyWhenTheyAreMeant() throws IOException {
    put("x/.a.csv.7.tmp", "x/_SUCCESS", "x/_temporary/a.csv", "x/a.csv");

    assertThat(match("x/*")).containsExactly("x/a.csv");
    assertThat(match("**/*")).containsExactly("x/a.csv");
    assertThat(match("x/_*")).containsExactly("x/_SUCCESS");
    assertThat(match("x/.*")).containsExactly("x/.a.csv.7.tmp");
  }

  @Test
  void aPatternThatCannotBeUnderstoodIsAnError() {
    assertThatThrownBy(() -> match("a{b"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'a{b' is no pattern of files");
  }
}
