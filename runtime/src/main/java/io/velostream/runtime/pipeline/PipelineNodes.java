package io.velostream.runtime.pipeline;

import java.util.List;

/// The nodes of one pipeline.
///
/// @param topological all of them, each after its inputs
/// @param lookups tables that operators look rows up in
record PipelineNodes(
    List<SourceNode> sources,
    List<WatermarkNode> watermarks,
    List<PipelineNode> topological,
    List<LookupTable> lookups) {
  PipelineNodes {
    sources = List.copyOf(sources);
    watermarks = List.copyOf(watermarks);
    topological = List.copyOf(topological);
    lookups = List.copyOf(lookups);
  }
}
