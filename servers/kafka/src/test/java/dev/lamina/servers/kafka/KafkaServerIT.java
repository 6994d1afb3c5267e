package dev.lamina.servers.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

  @TempDir Path folder;

  @Test
  void whatIsStoredSurvivesAKillAndARestartOnTheSamePort() throws Exception {
    // Given
    int port;
    try (KafkaServer first = KafkaServer.start(folder)) {
      port = first.port();
      createTopic(first, "kept");
      first.kill();
    }

    // When
    try (KafkaServer second = KafkaServer.start(folder, port)) {

      // Then
      assertThat(second.port()).isEqualTo(port);
      assertThat(topics(second)).contains("kept");
    }
  }

  @Test
  void shareGroupsAreOnAndCloseEndsTheProcess() throws Exception {
    KafkaServer server = KafkaServer.start(folder);
    try (server;
        Admin admin = admin(server)) {
      var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      assertThat(features)
          .hasEntrySatisfying(
              "share.version", range -> assertThat(range.maxVersionLevel()).isPositive());
    }
    assertThat(server.isAlive()).isFalse();
    assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("ERROR", "SEVERE");
  }

  @Test
  void aFolderThatCannotBeUsedIsRefusedWithTheBrokersOwnWords() throws Exception {
    Files.writeString(folder.resolve("data"), "a file where the folder should be");

    assertThatThrownBy(() -> KafkaServer.start(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FileAlreadyExistsException");
  }

  private static void createTopic(KafkaServer server, String name) throws Exception {
    try (Admin admin = admin(server)) {
      admin
          .createTopics(List.of(new NewTopic(name, Optional.empty(), Optional.empty())))
          .all()
          .get();
    }
  }

  private static Set<String> topics(KafkaServer server) throws Exception {
    try (Admin admin = admin(server)) {
      return admin.listTopics().names().get();
    }
  }

  private static Admin admin(KafkaServer server) {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, server.bootstrap()));
  }
}
