package dev.lamina.tensor;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderActivationsTest extends ActivationsContract {

  @TempDir Path folder;

  @Override
  ObjectStore empty() {
    return FolderStore.at(folder);
  }
}
