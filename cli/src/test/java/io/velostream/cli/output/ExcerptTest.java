package io.velostream.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String LINE = "abcdefghijklmnopqrstuvwxyz";

  @Test
  void aLineThatFitsIsWhole() {
    assertThat(Excerpt.of(LINE, 2, 5, 26)).isEqualTo(new Excerpt(LINE, 2, 3));
  }

  @Test
  void thePlaceStaysInSight() {
    assertThat(Excerpt.of(LINE, 1, 3, 10)).isEqualTo(new Excerpt("abcdefghi…", 1, 2));
    assertThat(Excerpt.of(LINE, 13, 15, 10)).isEqualTo(new Excerpt("…jklmnopq…", 5, 2));
    assertThat(Excerpt.of(LINE, 24, 26, 10)).isEqualTo(new Excerpt("…rstuvwxyz", 8, 2));
  }

  @Test
  void aLongPlaceIsCut() {
    assertThat(Excerpt.of(LINE, 13, 26, 10)).isEqualTo(new Excerpt("…jklmnopq…", 5, 5));
  }

  @Test
  void thePlaceBehindTheLineIsOneCharacter() {
    assertThat(Excerpt.of(LINE, 26, 26, 10)).isEqualTo(new Excerpt("…rstuvwxyz", 10, 1));
    assertThat(Excerpt.of("ab", 2, 2, 10)).isEqualTo(new Excerpt("ab", 2, 1));
  }

  @Test
  void itShowsThePlaceWhateverTheLengths() {
    for (int most = 0; most < 30; most++) {
      for (int from = 0; from < LINE.length(); from++) {
        Excerpt excerpt = Excerpt.of(LINE, from, from + 1, most);
        assertThat(excerpt.text().length()).isLessThanOrEqualTo(Math.max(3, most));
        char shown = excerpt.text().charAt(excerpt.indent());
        assertThat(shown).as("%d of %d", from, most).isIn(LINE.charAt(from), '…');
      }
    }
  }
}
