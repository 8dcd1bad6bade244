package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.text.Normalizer;
import java.util.Locale;

/// Texts that look alike and differ in their code points.
public final class UnicodeKernels {
  private UnicodeKernels() {}

  /// The text in the normal form C: letters and their accents in one.
  @Total
  public static Slice normalize(Slice text) {
    return normalize(text, Normalizer.Form.NFC);
  }

  /// The text in a normal form: NFC, NFD, NFKC or NFKD.
  public static Slice normalize(Slice text, Slice form) {
    return switch (form.toText().toUpperCase(Locale.ROOT)) {
      case "NFC" -> normalize(text, Normalizer.Form.NFC);
      case "NFD" -> normalize(text, Normalizer.Form.NFD);
      case "NFKC" -> normalize(text, Normalizer.Form.NFKC);
      case "NFKD" -> normalize(text, Normalizer.Form.NFKD);
      default ->
          throw Failures.invalidArgument(
              "there is no normal form '" + form + "': NFC, NFD, NFKC, NFKD");
    };
  }

  /// The text without accents and other marks on letters.
  @Total
  public static Slice stripAccents(Slice text) {
    String decomposed = Normalizer.normalize(text.toText(), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return Slice.utf8(Normalizer.normalize(plain, Normalizer.Form.NFC));
  }

  private static Slice normalize(Slice text, Normalizer.Form form) {
    String content = text.toText();
    return Normalizer.isNormalized(content, form)
        ? text
        : Slice.utf8(Normalizer.normalize(content, form));
  }
}
