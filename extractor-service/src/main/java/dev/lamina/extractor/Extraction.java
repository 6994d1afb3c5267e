package dev.lamina.extractor;

import dev.lamina.extraction.BatchStates;
import dev.lamina.extraction.ExtractionSettings;
import dev.lamina.extraction.ModelException;
import dev.lamina.extraction.TextRow;
import java.util.List;

/// A model that is loaded, with or without an adapter.
interface Extraction {
  BatchStates extract(List<TextRow> rows, ExtractionSettings settings) throws ModelException;
}
