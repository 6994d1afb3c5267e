"""Values that are unknown or contradict each other are refused, with a sentence."""

from rendering import ChartTest


class UnknownTest(ChartTest):

    def test_unknown_keys_are_refused_everywhere(self):
        for values in (
            "unknown: 1",
            "gateway: { unknown: 1 }",
            "gateway: { image: { unknown: 1 } }",
            "defaults: { serviceAccount: { unknown: 1 } }",
            "poolDefaults: { gpu: { unknown: 1 } }",
            "pools: { default: { unknown: 1 } }",
            "pools: { default: { tolerations: [{ unknown: a }] } }",
            "analyzer: { resources: { unknown: 1 } }",
            "kafka: { tls: { client: { unknown: 1 } } }",
            "ingress: { hosts: [{ host: a, paths: [], unknown: 1 }] }",
            "monitoring: { dashboard: { unknown: 1 } }",
        ):
            with self.subTest(values=values):
                self.refused(values, "unknown")

    def test_every_section_refuses_unknown_keys(self):
        # As many probes as there are sections: no object of the schema is open by oversight.
        import yaml
        from rendering import CHART

        def sections(value, path):
            if isinstance(value, dict) and value:
                yield path
                for key, below in value.items():
                    yield from sections(below, [*path, key])

        free = {"nodeSelector", "labels", "annotations", "limits", "requests", "capabilities", "seccompProfile"}
        values = yaml.safe_load((CHART / "values.yaml").read_text())
        for path in sections(values, []):
            if path and (path[-1] in free or path == ["pools"]):
                continue
            probe = {"zzz": 1}
            for key in reversed(path):
                probe = {key: probe}
            with self.subTest(section=".".join(path)):
                self.refused(yaml.safe_dump(probe), "zzz")

    def test_values_out_of_range_are_refused(self):
        for values, word in (
            ("pools: { default: { device: tpu } }", "device"),
            ("pools: { Default_: {} }", "Default_"),
            ("gateway: { replicas: -1 }", "replicas"),
            ("gateway: { replicas: two }", "replicas"),
            ("s3: { endpoint: s3.example.org }", "endpoint"),
            ("kafka: { bootstrapServers: kafka }", "bootstrapServers"),
            ("kafka: { securityProtocol: TLS }", "securityProtocol"),
            ("poolDefaults: { modelCache: { size: big } }", "size"),
            ("sources: { allowed: ['https://example.org'] }", "allowed"),
        ):
            with self.subTest(values=values):
                self.refused(values, word)

    def test_a_chart_that_depends_on_this_one_may_have_global_values(self):
        self.render("global: { team: research }")


class ContradictionsTest(ChartTest):

    def test_an_ingress_without_authentication_is_refused(self):
        self.refused("ingress: { enabled: true }", "An ingress without authentication")

    def test_a_service_open_to_others_without_authentication_is_refused(self):
        for kind in ("LoadBalancer", "NodePort"):
            self.refused(f"gateway: {{ service: {{ type: {kind} }} }}", f"{kind} opens the gateway")

    def test_another_authentication_must_be_named(self):
        objects = self.render("ingress: { enabled: true, authentication: { elsewhere: proxy of the lab } }")
        self.one(objects, "Ingress", "lamina-gateway")

    def test_all_faults_are_told_at_once(self):
        self.refused(
            "{ ingress: { enabled: true }, pools: { a: { device: cuda } } }",
            "An ingress without authentication",
            "pools.a: device is cuda but gpu.count is 0",
        )

    def test_contradictions_are_refused(self):
        for values, sentence in (
            ("s3: { existingSecret: '' }", "s3.existingSecret is empty"),
            ("kafka: { securityProtocol: SASL_SSL }", "kafka.sasl.existingSecret is empty"),
            ("kafka: { sasl: { existingSecret: a } }", "kafka.securityProtocol is PLAINTEXT"),
            (
                "kafka: { securityProtocol: SASL_SSL, sasl: { existingSecret: a, usernameKey: b } }",
                "usernameKey and passwordKey go together",
            ),
            ("kafka: { tls: { existingSecret: a } }", "which has no TLS"),
            ("sources: { s3: { existingSecret: a } }", "sources.s3.endpoint is empty"),
            ("oidc: { enabled: true }", "oidc.authServerUrl and oidc.clientId"),
            ("oidc: { enabled: true, authServerUrl: 'https://a', clientId: b }", "give oidc.existingSecret"),
            ("pools: { default: { gpu: { count: 1 } } }", "the GPUs would idle"),
            ("pools: { default: { autoscaling: { minReplicas: 0 } } }", "without KEDA nothing starts a pool"),
            ("pools: { default: { autoscaling: { minReplicas: 9 } } }", "is more than maxReplicas 4"),
            ("pools: { default: { enabled: false } }", "No pool is enabled"),
            ("defaults: { terminationGracePeriodSeconds: 30 }", "give at least 45"),
            (
                "poolDefaults: { modelCache: { existingClaim: a, persistence: { enabled: true } } }",
                "exclude each other",
            ),
            (
                "poolDefaults: { modelCache: { persistence: { enabled: true, accessModes: [ReadWriteOnce] } } }",
                "up to 4 pods would share a claim that is ReadWriteOnce",
            ),
            ("gateway: { podDisruptionBudget: { enabled: true, minAvailable: 1 } }", "no node could ever be drained"),
            ("analyzer: { podDisruptionBudget: { enabled: true, maxUnavailable: 0 } }", "no node could ever be drained"),
            ("ingress: { enabled: true, hosts: [], authentication: { elsewhere: a } }", "ingress.enabled needs"),
        ):
            with self.subTest(values=values):
                self.refused(values, sentence)
