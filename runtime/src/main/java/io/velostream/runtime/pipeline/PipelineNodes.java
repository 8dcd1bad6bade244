package io.velostream.runtime.pipeline;

import java.util.List;

/// The nodes of one pipeline.
///
/// @param topological all of them, each after its inputs
record PipelineNodes(
    List<SourceNode> sources, List<WatermarkNode> watermarks, List<PipelineNode> topological) {
  PipelineNodes {
    sources = List.copyOf(sources);
    watermarks = List.copyOf(watermarks);
    topological = List.copyOf(topological);
  }
}
