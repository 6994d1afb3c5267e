package dev.lamina.tensor.cdi;

import dev.lamina.tensor.FolderStore;
import dev.lamina.tensor.ObjectStore;
import dev.lamina.tensor.S3Settings;
import dev.lamina.tensor.S3Store;
import dev.lamina.tensor.telemetry.MeteredStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Makes the object store that the settings name.
@ApplicationScoped
class StoreBeans {

  @Produces
  @Singleton
  ObjectStore store(StoreSettings settings, MeterRegistry registry) {
    return new MeteredStore(plain(settings), registry);
  }

  private static ObjectStore plain(StoreSettings settings) {
    return switch (settings.kind()) {
      case FOLDER -> FolderStore.at(given(settings.folder(), "lamina.store.folder"));
      case S3 -> S3Store.connect(s3(settings.s3()));
    };
  }

  void close(@Disposes ObjectStore store) {
    store.close();
  }

  private static S3Settings s3(StoreSettings.S3 s3) {
    return new S3Settings(
        given(s3.endpoint(), "lamina.store.s3.endpoint"),
        s3.region(),
        s3.bucket(),
        s3.prefix().orElse(""),
        given(s3.accessKey(), "lamina.store.s3.access-key"),
        given(s3.secretKey(), "lamina.store.s3.secret-key"));
  }

  private static <T> T given(Optional<T> setting, String name) {
    return setting.orElseThrow(() -> new IllegalStateException(name + " is not set"));
  }
}
