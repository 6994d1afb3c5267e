"""What holds for every object and every pod."""

import kubernetes_validate

from rendering import KUBERNETES, ChartTest

OURS = ("keda.sh/", "monitoring.coreos.com/", "kafka.strimzi.io/")


class KubernetesTest(ChartTest):

    def test_objects_are_what_kubernetes_knows(self):
        for everything in (False, True):
            for found in self.render(everything=everything):
                if not found["apiVersion"].startswith(OURS):
                    with self.subTest(name=found["metadata"]["name"], kind=found["kind"]):
                        kubernetes_validate.validate(found, KUBERNETES[:-2], strict=True)

    def test_names_are_used_once(self):
        names = self.names(self.render(everything=True))
        self.assertEqual(sorted(set(names)), sorted(names))

    def test_every_object_is_in_the_namespace_and_labelled(self):
        for found in self.render(everything=True):
            with self.subTest(name=found["metadata"]["name"], kind=found["kind"]):
                self.assertEqual("lab", found["metadata"]["namespace"])
                self.assertEqual("lamina", found["metadata"]["labels"]["app.kubernetes.io/instance"])
                self.assertEqual("Helm", found["metadata"]["labels"]["app.kubernetes.io/managed-by"])

    def test_selectors_choose_exactly_their_own_pods(self):
        objects = self.of_kind(self.render(everything=True), "Deployment")
        for one in objects:
            chosen = [
                other["metadata"]["name"]
                for other in objects
                if one["spec"]["selector"]["matchLabels"].items()
                <= other["spec"]["template"]["metadata"]["labels"].items()
            ]
            self.assertEqual([one["metadata"]["name"]], chosen)

    def test_pods_have_no_rights(self):
        for deployment in self.of_kind(self.render(everything=True), "Deployment"):
            pod = deployment["spec"]["template"]["spec"]
            with self.subTest(name=deployment["metadata"]["name"]):
                self.assertIs(False, pod["automountServiceAccountToken"])
                self.assertIs(False, pod["enableServiceLinks"])
                self.assertIs(True, pod["securityContext"]["runAsNonRoot"])
                self.assertEqual("RuntimeDefault", pod["securityContext"]["seccompProfile"]["type"])
                container = pod["containers"][0]["securityContext"]
                self.assertIs(True, container["readOnlyRootFilesystem"])
                self.assertIs(False, container["allowPrivilegeEscalation"])
                self.assertEqual(["ALL"], container["capabilities"]["drop"])

    def test_what_is_mounted_is_there(self):
        for deployment in self.of_kind(self.render(everything=True), "Deployment"):
            pod = deployment["spec"]["template"]["spec"]
            mounted = [mount["name"] for mount in pod["containers"][0]["volumeMounts"]]
            with self.subTest(name=deployment["metadata"]["name"]):
                self.assertIn("tmp", mounted)
                self.assertEqual(sorted(mounted), sorted(v["name"] for v in pod["volumes"]))

    def test_a_pod_has_longer_to_end_than_a_drain_takes(self):
        for deployment in self.of_kind(self.render(), "Deployment"):
            pod = deployment["spec"]["template"]["spec"]
            stop = pod["containers"][0].get("lifecycle", {}).get("preStop", {}).get("sleep", {})
            self.assertGreaterEqual(
                pod["terminationGracePeriodSeconds"], 25 + stop.get("seconds", 0) + 10
            )

    def test_life_does_not_depend_on_kafka_or_the_store(self):
        for deployment in self.of_kind(self.render(), "Deployment"):
            container = deployment["spec"]["template"]["spec"]["containers"][0]
            paths = [container[p]["httpGet"]["path"] for p in ("livenessProbe", "readinessProbe")]
            self.assertEqual(["/q/health/live", "/q/health/ready"], paths)

    def test_what_all_pods_have_may_differ_for_one(self):
        objects = self.render(
            """
            defaults: { nodeSelector: { zone: a }, terminationGracePeriodSeconds: 50, serviceAccount: { create: true } }
            analyzer: { nodeSelector: { disk: fast }, serviceAccount: { create: false } }
            pools: { default: { terminationGracePeriodSeconds: 90 } }
            """
        )
        self.assertEqual({"zone": "a"}, self.pod(objects, "lamina-gateway")["nodeSelector"])
        analyzer = self.pod(objects, "lamina-analyzer")
        self.assertEqual({"zone": "a", "disk": "fast"}, analyzer["nodeSelector"])
        self.assertEqual("default", analyzer["serviceAccountName"])
        self.assertEqual(50, analyzer["terminationGracePeriodSeconds"])
        extractor = self.pod(objects, "lamina-extractor-default")
        self.assertEqual(90, extractor["terminationGracePeriodSeconds"])
        self.assertNotIn("ServiceAccount/lamina-analyzer", self.names(objects))

    def test_images_follow_registry_tag_and_digest(self):
        digest = "sha256:" + "0a" * 32
        objects = self.render(
            f"""
            image: {{ registry: registry.example.org/lab, tag: "7" }}
            gateway: {{ image: {{ repository: mine/front }} }}
            analyzer: {{ image: {{ digest: "{digest}" }} }}
            pools: {{ gpu: {{ device: cuda, gpu: {{ count: 1 }}, image: {{ tag: "8" }} }} }}
            """
        )
        images = {
            name: self.container(objects, f"lamina-{name}")["image"].removeprefix("registry.example.org/lab/")
            for name in ("gateway", "analyzer", "extractor-default", "extractor-gpu")
        }
        self.assertEqual(
            {
                "gateway": "mine/front:7",
                "analyzer": f"lamina/analyzer@{digest}",
                "extractor-default": "lamina/extractor:7",
                "extractor-gpu": "lamina/extractor-cuda:8",
            },
            images,
        )

    def test_a_budget_spares_pods_while_nodes_are_drained(self):
        objects = self.render("pools: { default: { podDisruptionBudget: { enabled: true, maxUnavailable: 25% } } }")
        self.assertEqual(["PodDisruptionBudget/lamina-extractor-default"], self.names(objects, "PodDisruptionBudget"))
        budget = self.one(objects, "PodDisruptionBudget", "lamina-extractor-default")["spec"]
        self.assertEqual("25%", budget["maxUnavailable"])
        deployment = self.one(objects, "Deployment", "lamina-extractor-default")["spec"]
        self.assertEqual(deployment["selector"], budget["selector"])
