"""The gateway, the way in, and who may speak to whom."""

from rendering import ChartTest

INGRESS = "{ oidc: { enabled: true, authServerUrl: 'https://sso', clientId: a, existingSecret: b }, ingress: { enabled: true } }"


class GatewayTest(ChartTest):

    def test_the_next_one_is_ready_before_one_goes(self):
        deployment = self.one(self.render("gateway: { replicas: 3 }"), "Deployment", "lamina-gateway")["spec"]
        self.assertEqual(3, deployment["replicas"])
        self.assertEqual({"maxUnavailable": 0, "maxSurge": 1}, deployment["strategy"]["rollingUpdate"])

    def test_several_can_grow_and_shrink(self):
        objects = self.render("gateway: { autoscaling: { enabled: true } }")
        scaler = self.one(objects, "HorizontalPodAutoscaler", "lamina-gateway")["spec"]
        self.assertEqual((2, 4), (scaler["minReplicas"], scaler["maxReplicas"]))
        self.assertNotIn("replicas", self.one(objects, "Deployment", "lamina-gateway")["spec"])

    def test_requests_still_come_while_a_gateway_is_announced_to_end(self):
        lifecycle = self.container(self.render(), "lamina-gateway")["lifecycle"]
        self.assertEqual({"sleep": {"seconds": 5}}, lifecycle["preStop"])
        self.assertNotIn("lifecycle", self.container(self.render(), "lamina-analyzer"))

    def test_settings_of_the_gateway_arrive(self):
        env = self.env(self.render("gateway: { windowUnits: 8, reconcileEvery: 5m }"), "lamina-gateway")
        self.assertEqual(("8", "5m"), (env["LAMINA_GATEWAY_WINDOW_UNITS"], env["LAMINA_GATEWAY_RECONCILE_EVERY"]))

    def test_the_ingress_leads_to_the_gateway(self):
        rule = self.one(self.render(INGRESS), "Ingress", "lamina-gateway")["spec"]["rules"][0]
        self.assertEqual("lamina.example.org", rule["host"])
        backend = rule["http"]["paths"][0]["backend"]["service"]
        self.assertEqual({"name": "lamina-gateway", "port": {"name": "http"}}, backend)

    def test_an_ingress_that_asks_by_annotations_has_them(self):
        objects = self.render(
            """
            ingress:
              enabled: true
              annotations: { a: "1" }
              authentication: { annotations: { nginx.ingress.kubernetes.io/auth-url: "https://sso/auth" } }
            """
        )
        annotations = self.one(objects, "Ingress", "lamina-gateway")["metadata"]["annotations"]
        self.assertEqual({"a": "1", "nginx.ingress.kubernetes.io/auth-url": "https://sso/auth"}, annotations)


class NetworkTest(ChartTest):

    def policy(self, values, name):
        return self.one(self.render(values), "NetworkPolicy", name)["spec"]

    def ports(self, policy):
        return [port["port"] for rule in policy["egress"] for port in rule["ports"]]

    def test_everything_is_denied_first(self):
        policy = self.policy("{}", "lamina-deny")
        self.assertEqual({"podSelector", "policyTypes"}, set(policy))
        self.assertEqual(["Ingress", "Egress"], policy["policyTypes"])
        for deployment in self.of_kind(self.render(), "Deployment"):
            labels = deployment["spec"]["template"]["metadata"]["labels"]
            self.assertLessEqual(policy["podSelector"]["matchLabels"].items(), labels.items())

    def test_ways_out_follow_from_the_addresses(self):
        policy = self.policy(
            "{ kafka: { bootstrapServers: 'a:9094,b:9095' }, s3: { endpoint: 'https://s3' }, networkPolicy: { egressPorts: [8333] } }",
            "lamina-store-and-queue",
        )
        self.assertEqual([53, 53, 443, 9094, 9095, 8333], self.ports(policy))

    def test_only_gateway_and_extractors_reach_a_hub(self):
        self.assertNotIn("NetworkPolicy/lamina-sources", self.names(self.render()))
        policy = self.policy("sources: { allowed: ['hf:'] }", "lamina-sources")
        self.assertEqual([443], self.ports(policy))
        self.assertEqual(["gateway", "extractor"], policy["podSelector"]["matchExpressions"][0]["values"])

    def test_the_gateway_is_reached_by_those_that_need_it(self):
        def namespaces(values):
            peers = self.policy(values, "lamina-gateway")["ingress"][0]["from"]
            return [p["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"] for p in peers[1:]]

        self.assertEqual([], namespaces("{}"))
        self.assertEqual(["keda"], namespaces("keda: { enabled: true }"))
        self.assertEqual(["ingress-nginx"], namespaces(INGRESS))

    def test_only_prometheus_reaches_the_workers(self):
        policies = self.of_kind(self.render(everything=True), "NetworkPolicy")
        inward = [p["metadata"]["name"] for p in policies if p["spec"].get("ingress")]
        self.assertEqual(["lamina-gateway", "lamina-metrics"], sorted(inward))
        self.assertNotIn("NetworkPolicy/lamina-metrics", self.names(self.render()))

    def test_it_can_be_left_to_others(self):
        self.assertEqual([], self.of_kind(self.render("networkPolicy: { enabled: false }"), "NetworkPolicy"))
