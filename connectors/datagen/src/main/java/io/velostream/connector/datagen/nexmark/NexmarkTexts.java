package io.velostream.connector.datagen.nexmark;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Positions;
import io.velostream.connector.datagen.draw.Mixer;
import java.util.ArrayList;
import java.util.List;

/// What the texts of the events are made of.
final class NexmarkTexts {
  static final int CHANNELS = 10_000;
  static final List<String> HOT_CHANNELS = List.of("Google", "Facebook", "Baidu", "Apple");
  static final List<String> STATES = List.of("AZ", "CA", "ID", "OR", "WA", "WY");
  static final List<String> CITIES =
      List.of(
          "Phoenix",
          "Los Angeles",
          "San Francisco",
          "Boise",
          "Portland",
          "Bend",
          "Redmond",
          "Seattle",
          "Kent",
          "Cheyenne");

  private static final List<String> FIRST_NAMES =
      List.of(
          "Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter",
          "Walter");
  private static final List<String> LAST_NAMES =
      List.of(
          "Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris");

  /// Letters, of which texts are pieces.
  private static final int LETTERS = 1 << 20;

  private NexmarkTexts() {}

  /// The names of all people who may come.
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String first : FIRST_NAMES) {
      for (String last : LAST_NAMES) {
        names.add(first + " " + last);
      }
    }
    return names;
  }

  /// The channels: the hot ones, then all others.
  static List<String> channels() {
    List<String> channels = new ArrayList<>(HOT_CHANNELS);
    for (int i = 0; i < CHANNELS; i++) {
      channels.add("channel-" + i);
    }
    return channels;
  }

  /// The addresses that go with [#channels()]; most of those that are not hot tell a channel's id.
  static List<String> urls(Mixer mixer) {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < HOT_CHANNELS.size() + CHANNELS; i++) {
      StringBuilder url = new StringBuilder("https://www.nexmark.com/");
      long bits = mixer.bits(i);
      for (int part = 0; part < 3; part++) {
        int length = 3 + (int) Mixer.below(bits, 2);
        for (int c = 0; c < length; c++) {
          bits = Mixer.next(bits);
          url.append(
              Mixer.below(bits, 13) == 0 ? '_' : (char) ('a' + Mixer.below(Mixer.next(bits), 26)));
        }
        url.append('/');
      }
      url.append("item.htm?query=1");
      int channel = i - HOT_CHANNELS.size();
      if (channel >= 0 && Mixer.below(Mixer.next(bits), 10) > 0) {
        url.append("&channel_id=").append(Math.abs(Integer.reverse(channel)));
      }
      urls.add(url.toString());
    }
    return urls;
  }

  /// Pieces of random letters between two lengths, the longer one excluded. They all lie in one
  /// array: nothing is copied.
  ///
  /// @param spaces whether there are blanks between letters
  static ColumnGenerator letters(Mixer mixer, int shortest, int longest, boolean spaces) {
    return new Letters(mixer, shortest, longest, spaces);
  }

  private static final class Letters implements ColumnGenerator {
    private final Mixer mixer;
    private final int shortest;
    private final int longest;
    private final byte[] letters = new byte[LETTERS + BytesVector.PADDING];
    private long[] spans = new long[0];

    Letters(Mixer mixer, int shortest, int longest, boolean spaces) {
      this.mixer = mixer;
      this.shortest = shortest;
      this.longest = longest;
      Mixer fill = mixer.derive("letters");
      for (int i = 0; i < LETTERS; i++) {
        long bits = fill.bits(i);
        letters[i] =
            spaces && Mixer.below(bits, 13) == 0
                ? (byte) ' '
                : (byte) ('a' + Mixer.below(Mixer.next(bits), 26));
      }
    }

    @Override
    public Vector fill(Positions at) {
      if (spans.length < at.count()) {
        spans = new long[at.count()];
      }
      for (int i = 0; i < at.count(); i++) {
        long bits = mixer.bits(at.values()[i]);
        int length = shortest + (int) Mixer.below(bits, longest - shortest);
        spans[i] = Span.of((int) Mixer.below(Mixer.next(bits), LETTERS - length), length);
      }
      return new BytesVector(letters, spans, null);
    }
  }

  /// `abcdefg@hijkl.com`
  static ColumnGenerator emails(Mixer mixer) {
    StringBuilder text = new StringBuilder();
    return written(event -> {
      text.setLength(0);
      long bits = letters(text, mixer.bits(event), 7);
      text.append('@');
      letters(text, bits, 5);
      return text.append(".com").toString();
    });
  }

  private static long letters(StringBuilder text, long from, int most) {
    long bits = Mixer.next(from);
    int length = 3 + (int) Mixer.below(bits, most - 3);
    for (int i = 0; i < length; i++) {
      bits = Mixer.next(bits);
      text.append((char) ('a' + Mixer.below(bits, 26)));
    }
    return bits;
  }

  /// Four groups of four digits.
  static ColumnGenerator creditCards(Mixer mixer) {
    StringBuilder text = new StringBuilder();
    return written(event -> {
      text.setLength(0);
      long bits = mixer.bits(event);
      for (int group = 0; group < 4; group++) {
        bits = Mixer.next(bits);
        String digits = Long.toString(10_000 + Mixer.below(bits, 10_000));
        text.append(group == 0 ? "" : " ").append(digits, 1, 5);
      }
      return text.toString();
    });
  }

  @FunctionalInterface
  private interface Writer {
    String text(long event);
  }

  private static ColumnGenerator written(Writer writer) {
    BytesVectorBuilder builder = new BytesVectorBuilder();
    return at -> {
      builder.reset();
      for (int i = 0; i < at.count(); i++) {
        builder.append(Slice.utf8(writer.text(at.values()[i])));
      }
      return builder.build();
    };
  }
}
