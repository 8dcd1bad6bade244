package io.velostream.connector.datagen.text;

import java.nio.charset.StandardCharsets;

/// Texts of a fixed form.
public final class TextMakers {
  private static final byte[] ALPHABET =
      "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String[] DOMAINS = {"example.com", "example.org", "example.net"};
  private static final int LONGEST_DOMAIN = 11;
  private static final int EMAIL_NUMBERS = 1000;

  private TextMakers() {}

  /// Lower-case letters and digits, `min` to `max` of them.
  public record Letters(int min, int max) implements TextMaker {
    private static final int BITS = 5;
    private static final int PER_WORD = 12;

    @Override
    public void write(BitStream bits, TextOutput out) {
      int length = bits.between(min, max);
      out.reserve(length);
      long word = 0;
      for (int i = 0; i < length; i++) {
        if (i % PER_WORD == 0) {
          word = bits.next();
        }
        out.ascii(ALPHABET[(int) word & 31]);
        word >>>= BITS;
      }
    }

    @Override
    public long maxLength() {
      return max;
    }
  }

  /// Any bytes, `min` to `max` of them.
  public record Bytes(int min, int max) implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      int length = bits.between(min, max);
      long word = 0;
      for (int i = 0; i < length; i++) {
        if (i % Long.BYTES == 0) {
          word = bits.next();
        }
        out.ascii((int) word);
        word >>>= Byte.SIZE;
      }
    }

    @Override
    public long maxLength() {
      return max;
    }
  }

  /// Random UUIDs (version 4 of RFC 9562).
  public record Uuid() implements TextMaker {
    private static final int LENGTH = 36;

    @Override
    public void write(BitStream bits, TextOutput out) {
      out.reserve(LENGTH);
      long high = bits.next() & ~0xF000L | 0x4000L;
      long low = bits.next() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
      hex(out, high, 60, 32);
      out.ascii('-');
      hex(out, high, 28, 16);
      out.ascii('-');
      hex(out, high, 12, 0);
      out.ascii('-');
      hex(out, low, 60, 48);
      out.ascii('-');
      hex(out, low, 44, 0);
    }

    private static void hex(TextOutput out, long word, int from, int to) {
      for (int shift = from; shift >= to; shift -= 4) {
        out.ascii(HEX[(int) (word >>> shift) & 15]);
      }
    }

    @Override
    public long maxLength() {
      return LENGTH;
    }
  }

  /// IPv4 addresses of the private range 10.0.0.0/8.
  public record Ip() implements TextMaker {
    private static final int LENGTH = 14;

    @Override
    public void write(BitStream bits, TextOutput out) {
      long word = bits.next();
      out.ascii('1');
      out.ascii('0');
      for (int i = 0; i < 3; i++) {
        out.ascii('.');
        out.number((int) word & 255);
        word >>>= Byte.SIZE;
      }
    }

    @Override
    public long maxLength() {
      return LENGTH;
    }
  }

  /// A given name and a surname.
  public record Name() implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      WordLists.GIVEN.write(bits, out);
      out.ascii(' ');
      WordLists.SURNAMES.write(bits, out);
    }

    @Override
    public long maxLength() {
      return WordLists.GIVEN.maxLength() + 1 + WordLists.SURNAMES.maxLength();
    }
  }

  /// Addresses at the domains that are kept for examples (RFC 2606).
  public record Email() implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      WordLists.GIVEN_LOWER.write(bits, out);
      out.ascii('.');
      WordLists.SURNAMES_LOWER.write(bits, out);
      out.number(bits.below(EMAIL_NUMBERS));
      out.ascii('@');
      String domain = DOMAINS[bits.below(DOMAINS.length)];
      for (int i = 0; i < domain.length(); i++) {
        out.ascii(domain.charAt(i));
      }
    }

    @Override
    public long maxLength() {
      return new Name().maxLength() + 4 + LONGEST_DOMAIN;
    }
  }

  /// English words with blanks between them, `min` to `max` of them.
  public record Words(int min, int max) implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      int count = bits.between(min, max);
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          out.ascii(' ');
        }
        WordLists.WORDS.write(bits, out);
      }
    }

    @Override
    public long maxLength() {
      return max * (WordLists.WORDS.maxLength() + 1);
    }
  }
}
