package io.velostream.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.server.job.MetricSpec;
import io.velostream.server.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Metrics of jobs as they are kept.
final class StoredMetrics {
  private StoredMetrics() {}

  static ObjectNode node(MetricSpec metric) {
    ObjectNode node = Json.object();
    node.put("name", metric.name());
    node.put("type", metric.type().name());
    node.put("help", metric.help());
    node.put("field", metric.field());
    node.put("condition", metric.condition());
    node.put("sampleRate", metric.sampleRate());
    ArrayNode labels = node.putArray("labels");
    metric.labels().forEach(labels::add);
    ArrayNode buckets = node.putArray("buckets");
    metric.buckets().forEach(buckets::add);
    return node;
  }

  static List<MetricSpec> metrics(JsonNode list) {
    List<MetricSpec> metrics = new ArrayList<>();
    for (JsonNode node : list) {
      List<String> labels = new ArrayList<>();
      node.path("labels").forEach(label -> labels.add(label.asText()));
      List<Double> buckets = new ArrayList<>();
      node.path("buckets").forEach(bucket -> buckets.add(bucket.asDouble()));
      metrics.add(
          new MetricSpec(
              node.path("name").asText(),
              MetricSpec.Type.valueOf(node.path("type").asText()),
              node.path("help").asText(),
              labels,
              node.path("field").asText(),
              buckets,
              node.path("condition").asText(),
              node.path("sampleRate").asDouble()));
    }
    return metrics;
  }
}
