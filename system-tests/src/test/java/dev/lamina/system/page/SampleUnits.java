package dev.lamina.system.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One stage's progress, in units.
record SampleUnits(int planned, int done, int reused, int failed) {

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("planned", planned)
        .put("done", done)
        .put("reused", reused)
        .put("failed", failed);
  }
}
