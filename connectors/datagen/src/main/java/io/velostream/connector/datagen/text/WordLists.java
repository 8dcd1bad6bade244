package io.velostream.connector.datagen.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Words to make texts of.
final class WordLists {
  static final Choice GIVEN =
      new Choice(
          """
          Ada Aiko Alan Amara Ana Anders Anna Ben Carla Chen Clara David Diego Elena Emil Emma \
          Farid Fatima Felix Grace Hana Hugo Ida Ines Ivan James Jan Jonas Julia Kofi Lara Leo \
          Lin Linus Lucia Maja Marco Maria Mateo Maya Mei Mia Milan Mira Nadia Nina Noah Nora \
          Olga Omar Oscar Paul Priya Ravi Rosa Ruth Sam Sara Sofia Tariq Tom Vera Yara Zoe\
          """);
  static final Choice SURNAMES =
      new Choice(
          """
          Abe Adams Ali Bauer Berg Brown Chen Costa Cruz Diaz Dubois Evans Fischer Garcia Gupta \
          Haddad Hansen Hill Ito Jansen Jensen Jones Kaya Khan Kim Klein Kovacs Kumar Lee Lopez \
          Marino Martin Mensah Meyer Moreau Mori Nagy Nielsen Novak Okafor Olsen Park Patel \
          Petrov Popov Quinn Ramos Reyes Rossi Sato Schmidt Silva Singh Smith Sousa Stone Suzuki \
          Tanaka Torres Wagner Walker Wang Weber Young\
          """);
  static final Choice GIVEN_LOWER = GIVEN.lower();
  static final Choice SURNAMES_LOWER = SURNAMES.lower();
  static final Choice WORDS =
      new Choice(
          """
          about above after again air along also always animal answer apple autumn bank bell \
          between bird blue boat book border bread bridge bright bring brother build by call \
          candle carry castle chair change chest circle city clear clock cloud coast cold copper \
          corner country courage cross dance dawn day deep desert door dream early earth east \
          echo edge eight enough evening every far farm father feather field fire fish five \
          flower follow forest four friend garden gentle glass gold grass great green harbour \
          heart heavy high hill home honey horse house island journey key king lake lamp late \
          leaf letter light line lion little long map market meadow memory mirror moon morning \
          mountain mouse music name narrow near needle never new night north number ocean old \
          open orange other paper path pearl pencil piano place plain plant quiet rain red river \
          road rock roof room root rose round sail salt sand school sea season second seed seven \
          shadow ship shore short silent silver simple sister six sky sleep slow small snow song \
          south spring star station stone storm story street strong summer sun sweet table tall \
          ten their thread three tide tiger time tower town train travel tree turn two under \
          valley village voice walk wall warm water wave west wheel while white wide wild wind \
          window winter wood word world year yellow yesterday young\
          """);

  private WordLists() {}

  /// One word of several.
  static final class Choice implements TextMaker {
    private final byte[][] words;
    private final int longest;

    Choice(String words) {
      this(words.split(" "));
    }

    private Choice(String[] words) {
      this.words =
          Arrays.stream(words)
              .map(word -> word.getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
      this.longest = Arrays.stream(words).mapToInt(String::length).max().orElse(0);
    }

    Choice lower() {
      return new Choice(
          Arrays.stream(words)
              .map(word -> new String(word, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
              .toArray(String[]::new));
    }

    @Override
    public void write(BitStream bits, TextOutput out) {
      out.bytes(words[bits.below(words.length)]);
    }

    @Override
    public long maxLength() {
      return longest;
    }
  }
}
