package dev.lamina.extraction;

import dev.lamina.extraction.ModelException.Kind;
import java.util.ArrayList;
import java.util.List;

/// Where the hidden states of a transformer graph are, told by its structure alone.
///
/// The state before a block is the cut whose next segment attends. Behind the last of these
/// come, each if it is there, a norm, a residual MLP and a norm; what then follows is a head.
/// All blocks must have as many cuts, else the rule would guess.
///
/// @param tensors names, layer 0 (the embedding output) first
/// @param lastLayer where the last one is taken, in words
record Taps(List<String> tensors, String lastLayer) {
  /// Part of a model's digest: a changed rule is a changed model.
  static final int VERSION = 1;

  Taps {
    tensors = List.copyOf(tensors);
  }

  static Taps find(Segments segments) throws ModelException {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < segments.count(); i++) {
      if (segments.attends(i)) {
        starts.add(i);
      }
    }
    if (starts.isEmpty()) {
      throw untappable("no block with attention lies between input_ids and an output");
    }
    int start = starts.getLast();
    int attended = segments.afterCasts(start + 1);
    int normed = segments.afterNorm(attended);
    int inner = segments.afterCasts(normed);
    boolean mlp = segments.transforms(inner);
    boolean postNorm = mlp && normed > attended;
    int block = mlp ? segments.afterCasts(inner + 1) : attended;
    int end = segments.afterNorm(block);
    int blockEnd = postNorm ? end : block;
    for (int i = 1; i < starts.size(); i++) {
      if (starts.get(i) - starts.get(i - 1) != blockEnd - start) {
        throw untappable(
            "blocks %d and %d are not built alike (%d and %d single-tensor cuts)"
                .formatted(i, starts.size(), starts.get(i) - starts.get(i - 1), blockEnd - start));
      }
    }
    List<String> tensors = new ArrayList<>();
    starts.forEach(cut -> tensors.add(segments.cut(cut)));
    tensors.add(segments.cut(end));
    return new Taps(tensors, words(postNorm, end > block, segments.isNorm(end)));
  }

  private static String words(boolean postNorm, boolean norm, boolean fused) {
    if (postNorm) {
      return "output of the last block, which ends with its own norm";
    }
    if (norm) {
      return "output of the last block, after the final norm";
    }
    return fused ? "output of the last norm" : "output of the last block";
  }

  private static ModelException untappable(String why) {
    return new ModelException(
        Kind.UNSUPPORTED,
        "The hidden states of this graph cannot be told apart: %s. Export the plain model (feature-extraction, no past keys, unfused), or give its Hugging Face checkpoint."
            .formatted(why));
  }
}
