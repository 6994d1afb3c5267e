"""How the services find and believe S3, Kafka, the hub and the login."""

from rendering import ChartTest

ALL = ("lamina-gateway", "lamina-analyzer", "lamina-extractor-default")


class ConnectionsTest(ChartTest):

    def test_keys_of_the_store_come_from_a_secret(self):
        objects = self.render("s3: { endpoint: 'https://s3.example.org', existingSecret: lab, accessKeyKey: id, prefix: a/ }")
        for name in ALL:
            env = self.env(objects, name)
            self.assertEqual("https://s3.example.org", env["LAMINA_STORE_S3_ENDPOINT"])
            self.assertEqual(("lab", "id"), env["LAMINA_STORE_S3_ACCESS_KEY"])
            self.assertEqual(("lab", "secret-key"), env["LAMINA_STORE_S3_SECRET_KEY"])
            self.assertEqual("a/", env["LAMINA_STORE_S3_PREFIX"])

    def test_kafka_is_plain_unless_told_otherwise(self):
        env = self.env(self.render(), "lamina-gateway")
        self.assertEqual("lamina-kafka-bootstrap:9092", env["LAMINA_QUEUE_KAFKA_BOOTSTRAP"])
        self.assertEqual(["KAFKA_SECURITY_PROTOCOL"], [name for name in env if name.startswith("KAFKA_")])

    def test_scram_takes_what_strimzi_gives(self):
        objects = self.render(
            """
            kafka:
              securityProtocol: SASL_SSL
              sasl: { existingSecret: user }
              tls: { existingSecret: ca }
            """
        )
        for name in ALL:
            env = self.env(objects, name)
            self.assertEqual("SASL_SSL", env["KAFKA_SECURITY_PROTOCOL"])
            self.assertEqual("SCRAM-SHA-512", env["KAFKA_SASL_MECHANISM"])
            self.assertEqual(("user", "sasl.jaas.config"), env["KAFKA_SASL_JAAS_CONFIG"])
            self.assertEqual("PEM", env["KAFKA_SSL_TRUSTSTORE_TYPE"])
            mount = {m["name"]: m["mountPath"] for m in self.container(objects, name)["volumeMounts"]}
            self.assertEqual(mount["kafka-ca"] + "/ca.crt", env["KAFKA_SSL_TRUSTSTORE_LOCATION"])

    def test_a_name_and_a_password_become_one_setting(self):
        objects = self.render(
            """
            kafka:
              securityProtocol: SASL_PLAINTEXT
              sasl: { mechanism: PLAIN, existingSecret: user, usernameKey: name, passwordKey: word }
            """
        )
        env = self.env(objects, "lamina-gateway")
        self.assertEqual(("user", "name"), env["LAMINA_KAFKA_USERNAME"])
        self.assertEqual(
            "org.apache.kafka.common.security.plain.PlainLoginModule required "
            'username="$(LAMINA_KAFKA_USERNAME)" password="$(LAMINA_KAFKA_PASSWORD)";',
            env["KAFKA_SASL_JAAS_CONFIG"],
        )
        # Kubernetes fills in only what stands before.
        self.assertLess(list(env).index("LAMINA_KAFKA_PASSWORD"), list(env).index("KAFKA_SASL_JAAS_CONFIG"))

    def test_mutual_tls_shows_the_services_certificate(self):
        objects = self.render("kafka: { securityProtocol: SSL, tls: { existingSecret: ca, client: { existingSecret: user } } }")
        env = self.env(objects, "lamina-analyzer")
        self.assertEqual(("user", "user.crt"), env["KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN"])
        self.assertEqual(("user", "user.key"), env["KAFKA_SSL_KEYSTORE_KEY"])
        self.assertEqual("PEM", env["KAFKA_SSL_KEYSTORE_TYPE"])

    def test_more_settings_of_kafkas_clients_arrive(self):
        env = self.env(self.render("kafka: { properties: { connections.max.idle.ms: '240000' } }"), "lamina-gateway")
        self.assertEqual("240000", env["KAFKA_CONNECTIONS_MAX_IDLE_MS"])

    def test_only_those_that_fetch_models_know_the_hub(self):
        objects = self.render("sources: { allowed: ['hf://a/', 's3://b/'], hub: { existingSecret: hub } }")
        for name in ("lamina-gateway", "lamina-extractor-default"):
            env = self.env(objects, name)
            self.assertEqual(("hub", "token"), env["HF_TOKEN"])
            self.assertEqual("hf://a/,s3://b/", env["LAMINA_SOURCES_ALLOWED"])
        self.assertNotIn("HF_TOKEN", self.env(objects, "lamina-analyzer"))

    def test_keys_of_the_store_do_not_go_to_another_s3(self):
        env = self.env(self.render("sources: { s3: { endpoint: 'https://open.example.org' } }"), "lamina-gateway")
        self.assertEqual("https://open.example.org", env["LAMINA_SOURCES_S3_ENDPOINT"])
        self.assertEqual(("", ""), (env["LAMINA_SOURCES_S3_ACCESS_KEY"], env["LAMINA_SOURCES_S3_SECRET_KEY"]))

    def test_login_is_the_gateways_alone(self):
        objects = self.render(everything=True)
        env = self.env(objects, "lamina-gateway")
        self.assertEqual("true", env["QUARKUS_OIDC_TENANT_ENABLED"])
        self.assertEqual("https://sso.example.org/realms/research", env["QUARKUS_OIDC_AUTH_SERVER_URL"])
        self.assertEqual(("lamina-oidc", "client-secret"), env["QUARKUS_OIDC_CREDENTIALS_SECRET"])
        self.assertEqual([], [name for name in self.env(objects, "lamina-extractor-gpu") if "OIDC" in name])
        self.assertEqual([], [name for name in self.env(self.render(), "lamina-gateway") if "OIDC" in name])

    def test_own_authorities_take_the_place_of_javas(self):
        env = self.env(self.render("trustStore: { existingSecret: ca }"), "lamina-extractor-default")
        self.assertIn("-Djavax.net.ssl.trustStore=/etc/lamina/trust/truststore.p12", env["JDK_JAVA_OPTIONS"])
        self.assertIn("-XX:MaxRAMPercentage=40", env["JDK_JAVA_OPTIONS"])
        self.assertLess(list(env).index("LAMINA_TRUST_STORE_PASSWORD"), list(env).index("JDK_JAVA_OPTIONS"))

    def test_topics_are_the_services_own_unless_strimzi_makes_them(self):
        self.assertEqual([], self.of_kind(self.render(), "KafkaTopic"))
        topics = self.of_kind(self.render(everything=True), "KafkaTopic")
        self.assertEqual(
            {
                "lamina.analysis",
                "lamina.extractor-events",
                "lamina.analyzer-events",
                "lamina.gateway-events",
                "lamina.dead-letters",
                "lamina.extraction.default",
                "lamina.extraction.gpu",
                "lamina.extraction.fixed",
            },
            {topic["metadata"]["name"] for topic in topics},
        )
        for topic in topics:
            self.assertEqual("lamina", topic["metadata"]["labels"]["strimzi.io/cluster"])
            self.assertEqual(1, topic["spec"]["partitions"])
