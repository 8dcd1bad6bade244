package io.velostream.connector.datagen.text;

/// Writes texts, each a function of the bits that it is given.
public interface TextMaker {
  /// Appends one text.
  void write(BitStream bits, TextOutput out);

  /// The most characters that a text can have.
  long maxLength();
}
