package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.shape;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.gml2.GMLHandler;
import org.locationtech.jts.io.gml2.GMLWriter;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/// GML 2. What is read may have no document type, so that it cannot name files or addresses.
public final class GmlKernels {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private GmlKernels() {}

  /// The GML of a geometry, in one line.
  public static Slice write(Slice geometry) {
    StringBuilder lines = new StringBuilder();
    Geometries.truth(
        "ST_ASGML",
        () -> {
          new GMLWriter()
              .write(read(geometry))
              .lines()
              .map(String::strip)
              .forEach(line -> join(line, lines));
          return true;
        });
    return Slice.utf8(lines.toString());
  }

  private static void join(String line, StringBuilder out) {
    boolean text = !line.startsWith("<");
    out.append(line).append(text && !line.isEmpty() ? " " : "");
  }

  /// The geometry of a GML text.
  public static Slice parse(Slice text) {
    return parse(text, 0);
  }

  /// The geometry of a GML text, with an SRID.
  public static Slice parse(Slice text, long srid) {
    Slice plain = shape("ST_GEOMFROMGML", () -> parse(text.toText()));
    return FormatKernels.withSrid(plain, srid);
  }

  private static Geometry parse(String text) {
    try {
      SAXParserFactory parsers = SAXParserFactory.newInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parsers.setFeature(NO_DOCTYPE, true);
      // The prefix gml is not declared in the usual fragments.
      parsers.setNamespaceAware(false);
      GMLHandler handler = new GMLHandler(JtsShapes.factory(0), null);
      XMLReader reader = parsers.newSAXParser().getXMLReader();
      reader.setContentHandler(handler);
      reader.setErrorHandler(handler);
      reader.parse(new InputSource(new StringReader(text)));
      return handler.getGeometry();
    } catch (SAXException | IllegalStateException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "ST_GEOMFROMGML cannot read the text: " + e.getMessage());
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("the XML parser of the JDK", e);
    }
  }
}
