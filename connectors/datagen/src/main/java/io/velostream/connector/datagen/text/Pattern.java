package io.velostream.connector.datagen.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A regular expression to make texts that match it: characters, `\d`, `\w`, `[a-f0-9]`, `.`,
/// groups with `|`, and the repetitions `{n}`, `{n,m}` and `?`.
public final class Pattern implements TextMaker {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int MOST_REPETITIONS = 1_000;

  private final String source;
  private int at;
  private final TextMaker root;

  private Pattern(String source) {
    this.source = source;
    this.root = alternatives();
    if (at < source.length()) {
      throw new IllegalArgumentException("there is no '(' for the ')' " + place(at));
    }
  }

  /// Reads an expression.
  ///
  /// @throws IllegalArgumentException with a message for the user when it is not one, or uses what
  ///   cannot be made
  public static Pattern parse(String source) {
    return new Pattern(source);
  }

  @Override
  public void write(BitStream bits, TextOutput out) {
    root.write(bits, out);
  }

  @Override
  public long maxLength() {
    return root.maxLength();
  }

  private record Literal(byte[] text, int length) implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      out.bytes(text);
    }

    @Override
    public long maxLength() {
      return length;
    }
  }

  private record OneOf(List<TextMaker> choices) implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      choices.get(bits.below(choices.size())).write(bits, out);
    }

    @Override
    public long maxLength() {
      return choices.stream().mapToLong(TextMaker::maxLength).max().orElse(0);
    }
  }

  private record Chain(List<TextMaker> parts) implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      for (TextMaker part : parts) {
        part.write(bits, out);
      }
    }

    @Override
    public long maxLength() {
      return parts.stream().mapToLong(TextMaker::maxLength).sum();
    }
  }

  private record Repeat(TextMaker part, int min, int max) implements TextMaker {
    @Override
    public void write(BitStream bits, TextOutput out) {
      int count = bits.between(min, max);
      for (int i = 0; i < count; i++) {
        part.write(bits, out);
      }
    }

    @Override
    public long maxLength() {
      return max * part.maxLength();
    }
  }

  private TextMaker alternatives() {
    List<TextMaker> choices = new ArrayList<>();
    choices.add(chain());
    while (at < source.length() && source.charAt(at) == '|') {
      at++;
      choices.add(chain());
    }
    return choices.size() == 1 ? choices.getFirst() : new OneOf(choices);
  }

  private TextMaker chain() {
    List<TextMaker> parts = new ArrayList<>();
    while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
      parts.add(repeated(atom()));
    }
    return new Chain(parts);
  }

  private TextMaker atom() {
    int start = at;
    int c = source.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '(' -> {
        TextMaker inner = alternatives();
        if (at == source.length()) {
          throw new IllegalArgumentException("there is no ')' for the '(' " + place(start));
        }
        at++;
        yield inner;
      }
      case '[' -> set(start);
      case '\\' -> escaped(start);
      case '.' -> anyOf(LETTERS + DIGITS);
      case '*', '+', '?', '{' ->
          throw new IllegalArgumentException(
              "there is nothing to repeat " + place(start) + "; write \\" + (char) c + " for it");
      case '^', '$' ->
          throw new IllegalArgumentException(
              "leave out the '%c' %s: a pattern is the whole text".formatted(c, place(start)));
      default -> literal(c);
    };
  }

  private TextMaker repeated(TextMaker part) {
    if (at == source.length()) {
      return part;
    }
    int start = at;
    switch (source.charAt(at)) {
      case '?' -> {
        at++;
        return new Repeat(part, 0, 1);
      }
      case '*', '+' ->
          throw new IllegalArgumentException(
              "the '%c' %s has no bound: write for instance {1,5}"
                  .formatted(source.charAt(at), place(at)));
      case '{' -> {
        int end = source.indexOf('}', at);
        String[] bounds = end < 0 ? new String[0] : source.substring(at + 1, end).split(",", -1);
        try {
          int min = Integer.parseInt(bounds[0].strip());
          int max = bounds.length == 1 ? min : Integer.parseInt(bounds[1].strip());
          if (bounds.length <= 2 && min >= 0 && min <= max && max <= MOST_REPETITIONS) {
            at = end + 1;
            return new Repeat(part, min, max);
          }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
          // Told below, as are other wrong bounds.
        }
        throw new IllegalArgumentException(
            "the repetition %s must be like {3} or {1,5}, of %d at most"
                .formatted(place(start), MOST_REPETITIONS));
      }
      default -> {
        return part;
      }
    }
  }

  private TextMaker escaped(int start) {
    if (at == source.length()) {
      throw new IllegalArgumentException("there is nothing after the '\\' " + place(start));
    }
    int c = source.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case 'd' -> anyOf(DIGITS);
      case 'w' -> anyOf(LETTERS + DIGITS + "_");
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new IllegalArgumentException(
              "'\\%s' %s is not known; there are \\d and \\w"
                  .formatted(Character.toString(c), place(start)));
        }
        yield literal(c);
      }
    };
  }

  private TextMaker set(int start) {
    StringBuilder members = new StringBuilder();
    while (at < source.length() && source.charAt(at) != ']') {
      int c = source.codePointAt(at);
      if (c == '^' && members.isEmpty()) {
        throw new IllegalArgumentException(
            "the set %s says what is not in it; list what is".formatted(place(start)));
      }
      at += Character.charCount(c);
      if (c == '\\' && at < source.length()) {
        c = source.codePointAt(at);
        at += Character.charCount(c);
        if (c == 'd' || c == 'w') {
          members.append(c == 'd' ? DIGITS : LETTERS + DIGITS + "_");
          continue;
        }
      }
      int last = c;
      if (at + 1 < source.length() && source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
        last = source.codePointAt(at + 1);
        at += 1 + Character.charCount(last);
      }
      if (last < c) {
        throw new IllegalArgumentException(
            "the set %s has a range that is empty".formatted(place(start)));
      }
      for (int member = c; member <= last; member++) {
        members.appendCodePoint(member);
      }
    }
    if (at >= source.length() || members.isEmpty()) {
      throw new IllegalArgumentException(
          "the set %s is empty or has no ']'".formatted(place(start)));
    }
    at++;
    return anyOf(members.toString());
  }

  private static TextMaker anyOf(String members) {
    return new OneOf(members.codePoints().mapToObj(Pattern::literal).toList());
  }

  private static TextMaker literal(int character) {
    return new Literal(Character.toString(character).getBytes(StandardCharsets.UTF_8), 1);
  }

  private static String place(int index) {
    return "at its character " + (index + 1);
  }
}
