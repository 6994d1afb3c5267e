package dev.lamina.gateway.source;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/// In native executables, what Parquet gets that asks for a Hadoop file system: Carpet reads and
/// writes files and streams without one. Behind the real one stand classes that are not here, of
/// Kerberos and of Hadoop's own protocols, and a builder stops at those.
@TargetClass(FileSystem.class)
final class NoHadoopFileSystem {

  private NoHadoopFileSystem() {}

  @Substitute
  @SuppressWarnings("DoNotCallSuggester")
  public static FileSystem get(URI uri, Configuration configuration) {
    throw new UnsupportedOperationException("Hadoop's file systems are not here: " + uri);
  }
}
