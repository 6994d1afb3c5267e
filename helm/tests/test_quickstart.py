"""What k8s/ sets up is what the chart expects with no values, and images/ builds what it runs."""

import re
from pathlib import Path

import kubernetes_validate
import yaml

from rendering import CHART, KUBERNETES, ChartTest

ROOT = Path(__file__).parents[2]
DEFAULTS = yaml.safe_load((CHART / "values.yaml").read_text())


class QuickStartTest(ChartTest):

    def objects(self, name):
        return list(yaml.safe_load_all((ROOT / "k8s" / name).read_text()))

    def test_objects_are_what_kubernetes_knows(self):
        for found in self.objects("s3.yaml"):
            kubernetes_validate.validate(found, KUBERNETES[:-2], strict=True)

    def test_the_store_is_where_the_chart_looks(self):
        service = self.one(self.objects("s3.yaml"), "Service", "lamina-s3")
        port = service["spec"]["ports"][0]["port"]
        self.assertEqual(f"http://lamina-s3:{port}", DEFAULTS["s3"]["endpoint"])
        # A network policy sees the pod's port.
        pod = self.pod(self.objects("s3.yaml"), "lamina-s3")["containers"][0]
        self.assertEqual(port, pod["ports"][0]["containerPort"])
        keys = {
            (e["valueFrom"]["secretKeyRef"]["name"], e["valueFrom"]["secretKeyRef"]["key"])
            for e in pod["env"]
            if "valueFrom" in e
        }
        s3 = DEFAULTS["s3"]
        self.assertEqual(
            {(s3["existingSecret"], s3["accessKeyKey"]), (s3["existingSecret"], s3["secretKeyKey"])}, keys
        )

    def test_kafka_is_where_the_chart_looks(self):
        kafka = self.one(self.objects("kafka.yaml"), "Kafka", "lamina")["spec"]["kafka"]
        plain, tls = kafka["listeners"]
        self.assertEqual(f"lamina-kafka-bootstrap:{plain['port']}", DEFAULTS["kafka"]["bootstrapServers"])
        secure = yaml.safe_load((ROOT / "k8s/values-secure.yaml").read_text())["kafka"]
        self.assertEqual(f"lamina-kafka-bootstrap:{tls['port']}", secure["bootstrapServers"])
        user = self.objects("kafka-user.yaml")[0]
        self.assertEqual(user["metadata"]["name"], secure["sasl"]["existingSecret"])
        self.assertEqual(tls["authentication"], user["spec"]["authentication"])
        # Share groups are final from 4.2 on.
        self.assertGreaterEqual([int(part) for part in kafka["version"].split(".")], [4, 2])

    def test_the_secure_values_are_taken(self):
        objects = self.render((ROOT / "k8s/values-secure.yaml").read_text())
        env = self.env(objects, "lamina-gateway")
        self.assertEqual(("lamina-services", "sasl.jaas.config"), env["KAFKA_SASL_JAAS_CONFIG"])
        self.assertEqual(0, self.one(objects, "ScaledObject", "lamina-extractor-default")["spec"]["minReplicaCount"])

    def test_every_image_has_a_dockerfile(self):
        images = {
            c["image"].split(":")[0].removeprefix("lamina/")
            for d in self.of_kind(self.render("pools: { gpu: { device: cuda, gpu: { count: 1 } } }"), "Deployment")
            for c in d["spec"]["template"]["spec"]["containers"]
        }
        built = {file.name.removesuffix(".Dockerfile") for file in (ROOT / "images").glob("*.Dockerfile")}
        self.assertEqual(built, images)

    def test_images_run_as_the_user_that_the_chart_names(self):
        user = DEFAULTS["defaults"]["podSecurityContext"]["runAsUser"]
        for file in (ROOT / "images").glob("*.Dockerfile"):
            self.assertRegex(file.read_text(), rf"(?m)^USER {user}:{user}$")
            self.assertRegex(file.read_text(), r"QUARKUS_HTTP_PORT=8080")

    def test_links_of_the_pages_lead_somewhere(self):
        pages = [*(ROOT / "docs/operations").rglob("*.md"), ROOT / "k8s/README.md", CHART / "README.md"]
        for page in pages:
            for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
                with self.subTest(page=page.name, link=link):
                    self.assertTrue((page.parent / link).exists())
