package io.velostream.expression.function;

import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.expression.kernel.XmlKernels;
import java.util.List;

/// Parts of XML by XPath, and style sheets.
final class XmlFunctions {
  private static final Class<?> KERNELS = XmlKernels.class;

  private XmlFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of("EXTRACTVALUE", KERNELS, "value", STRING, STRING, STRING),
        Typed.of("XML_EXTRACT", KERNELS, "extract", STRING, 2, STRING, STRING, STRING),
        Typed.of("EXISTSNODE", KERNELS, "exists", INTEGER, 2, STRING, STRING, STRING),
        Typed.of("XMLTRANSFORM", KERNELS, "transform", STRING, STRING, STRING));
  }
}
