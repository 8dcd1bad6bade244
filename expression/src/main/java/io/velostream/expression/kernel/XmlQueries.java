package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathEvaluationResult.XPathResultType;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import javax.xml.xpath.XPathNodes;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/// Parts of XML by XPath 1.0, and XML transformed by XSLT 1.0.
final class XmlQueries {
  private static final Pattern NAMESPACE = Pattern.compile("\\s*xmlns:([\\w.-]+)=\"([^\"]*)\"\\s*");

  private static final Recent<Slice, Templates> SHEETS =
      new Recent<>(XmlQueries::sheet, Slice::copy);

  private XmlQueries() {}

  /// The text right inside of each node that the path finds, with blanks between, or the value of a
  /// path that finds no nodes, such as `count(//a)`.
  static Slice value(Slice xml, Slice path) {
    Document document = XmlDocuments.read(xml.toText());
    XPath paths = paths(null);
    try {
      XPathEvaluationResult<?> found = paths.evaluateExpression(path.toText(), document);
      if (found.type() != XPathResultType.NODESET) {
        return Slice.utf8(paths.evaluate(path.toText(), document));
      }
      List<String> texts = new ArrayList<>();
      for (Node node : (XPathNodes) found.value()) {
        texts.add(text(node));
      }
      return Slice.utf8(String.join(" ", texts));
    } catch (XPathExpressionException e) {
      throw noPath(path, e);
    }
  }

  /// The nodes that the path finds, as XML one after the other.
  ///
  /// @param namespaces what prefixes in the path stand for: `xmlns:a="..."`, several with blanks
  static Slice extract(Slice xml, Slice path, Slice namespaces) {
    StringWriter text = new StringWriter();
    try {
      Transformer writer = XmlDocuments.transformers().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      for (Node node : find(xml, path, namespaces)) {
        if (node.getNodeType() == Node.ATTRIBUTE_NODE) {
          text.append(node.getNodeValue());
        } else {
          writer.transform(new DOMSource(node), new StreamResult(text));
        }
      }
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
    return Slice.utf8(text.toString());
  }

  /// Whether the path finds a node.
  static boolean exists(Slice xml, Slice path, Slice namespaces) {
    return find(xml, path, namespaces).size() > 0;
  }

  /// XML put into another form by a style sheet, which can read nothing else.
  static Slice transform(Slice xml, Slice sheet) {
    try {
      Transformer transformer = SHEETS.get(sheet).newTransformer();
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(XmlDocuments.read(xml.toText())), new StreamResult(text));
      return Slice.utf8(text.toString());
    } catch (TransformerException e) {
      throw Failures.invalidArgument("the style sheet cannot be applied: " + e.getMessage());
    } catch (StackOverflowError _) {
      throw Failures.invalidArgument("the style sheet calls itself without an end");
    }
  }

  private static Templates sheet(Slice sheet) {
    try {
      return XmlDocuments.transformers()
          .newTemplates(new DOMSource(XmlDocuments.read(sheet.toText())));
    } catch (TransformerException e) {
      throw Failures.invalidArgument("a text is no style sheet of XSLT: " + e.getMessage());
    }
  }

  private static XPathNodes find(Slice xml, Slice path, Slice namespaces) {
    Document document = XmlDocuments.read(xml.toText());
    try {
      return paths(Prefixes.of(namespaces))
          .evaluateExpression(path.toText(), document, XPathNodes.class);
    } catch (XPathExpressionException e) {
      throw noPath(path, e);
    }
  }

  private static UserException noPath(Slice path, XPathExpressionException why) {
    String message = why.getMessage();
    return Failures.invalidArgument(
        "'" + path + "' is no path of XPath for nodes: " + (message == null ? why : message));
  }

  private static XPath paths(@Nullable NamespaceContext namespaces) {
    try {
      XPathFactory factory = XPathFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      XPath paths = factory.newXPath();
      if (namespaces != null) {
        paths.setNamespaceContext(namespaces);
      }
      return paths;
    } catch (XPathFactoryConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Node node) {
    if (node.getNodeType() != Node.ELEMENT_NODE) {
      return Objects.requireNonNullElse(node.getNodeValue(), "");
    }
    StringBuilder text = new StringBuilder();
    for (Node part = node.getFirstChild(); part != null; part = part.getNextSibling()) {
      if (part.getNodeType() == Node.TEXT_NODE || part.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(part.getNodeValue());
      }
    }
    return text.toString();
  }

  /// What prefixes in a path stand for.
  private record Prefixes(Map<String, String> addresses) implements NamespaceContext {
    static Prefixes of(Slice text) {
      Map<String, String> addresses = new HashMap<>();
      Matcher matcher = NAMESPACE.matcher(text.toText());
      int end = 0;
      while (end < text.toText().length()) {
        if (!matcher.find() || matcher.start() != end) {
          throw Failures.invalidArgument(
              "'" + text + "' says no namespaces: they are written xmlns:prefix=\"address\"");
        }
        addresses.put(matcher.group(1), matcher.group(2));
        end = matcher.end();
      }
      return new Prefixes(Map.copyOf(addresses));
    }

    @Override
    public String getNamespaceURI(String prefix) {
      return addresses.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
    }

    @Override
    public @Nullable String getPrefix(String address) {
      return null;
    }

    @Override
    public Iterator<String> getPrefixes(String address) {
      return List.<String>of().iterator();
    }
  }
}
