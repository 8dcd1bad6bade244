package io.velostream.connector.datagen.text;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Positions;
import io.velostream.connector.datagen.draw.Mixer;

/// A column of texts.
public final class Texts implements ColumnGenerator {
  private final Mixer mixer;
  private final TextMaker maker;
  private final int padded;
  private final BitStream bits = new BitStream();
  private final TextOutput out = new TextOutput();
  private long[] spans = new long[0];

  /// @param padded characters to which texts are filled up with blanks; 0 for none
  public Texts(Mixer mixer, TextMaker maker, int padded) {
    this.mixer = mixer;
    this.maker = maker;
    this.padded = padded;
  }

  @Override
  public Vector fill(Positions at) {
    if (spans.length < at.count()) {
      spans = new long[at.count()];
    }
    out.reset();
    for (int i = 0; i < at.count(); i++) {
      bits.reset(mixer.bits(at.values()[i]));
      int start = out.length();
      maker.write(bits, out);
      if (padded > 0) {
        pad(start);
      }
      spans[i] = Span.of(start, out.length() - start);
    }
    out.reserve(BytesVector.PADDING);
    return new BytesVector(out.data(), spans, null);
  }

  private void pad(int start) {
    int characters = 0;
    for (int i = start; i < out.length(); i++) {
      if ((out.data()[i] & 0xC0) != 0x80) {
        characters++;
      }
    }
    for (int i = characters; i < padded; i++) {
      out.ascii(' ');
    }
  }
}
