package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;

/// Functions of XML. The JDK's classes for it are known to [XmlQueries] only: this class is looked
/// at whenever functions are listed, and would load them each time the engine starts.
public final class XmlKernels {
  private XmlKernels() {}

  /// The text right inside of each node that the path finds, with blanks between, or the value of a
  /// path that finds no nodes, such as `count(//a)`.
  public static Slice value(Slice xml, Slice path) {
    return XmlQueries.value(xml, path);
  }

  /// The nodes that the path finds, as XML one after the other.
  public static Slice extract(Slice xml, Slice path) {
    return XmlQueries.extract(xml, path, Slice.EMPTY);
  }

  /// The nodes that the path finds, as XML one after the other.
  ///
  /// @param namespaces what prefixes in the path stand for: `xmlns:a="..."`, several with blanks
  public static Slice extract(Slice xml, Slice path, Slice namespaces) {
    return XmlQueries.extract(xml, path, namespaces);
  }

  /// 1 if the path finds a node, otherwise 0.
  public static long exists(Slice xml, Slice path) {
    return exists(xml, path, Slice.EMPTY);
  }

  /// 1 if the path finds a node, otherwise 0.
  public static long exists(Slice xml, Slice path, Slice namespaces) {
    return XmlQueries.exists(xml, path, namespaces) ? 1 : 0;
  }

  /// XML put into another form by a style sheet, which can read nothing else.
  public static Slice transform(Slice xml, Slice sheet) {
    return XmlQueries.transform(xml, sheet);
  }
}
